"""设置: every setting with value, default and source, what is wrong with them, and changes of the plan."""

from html import escape

import streamlit as st

from data.ingest import needs, receive
from data.plan import plan
from data.settings import checking, reading
from data.settings.catalogue import Row
from data.settings.reading import Known
from pages.frame import trouble
from pages.frame.visit import Visit, open_page
from pages.pieces import heading, tables
from pages.pieces.tables import Column
from pages.speech import catalogue, words
from pages.speech.plain import listed
from pages.speech.words import drawn, say
from queries.question import Rows

WHY = "plan-why"
TALL = 720  # pixels of the table of all settings


def main() -> None:
    visit = open_page("settings", newest=True, source=say("settings.source"))
    known = reading.known()
    changed = sum(one.source != "default" for one in known.values())
    checked = checking.check()
    key = "settings.headline" if not checked.faults else "settings.headline_wrong"
    visit.head(
        say(key, count=len(known), changed=changed, wrong=len(checked.faults)),
        say("settings.subline", file=reading.file()),
    )
    for found, show, title in (
        (checked.faults, st.error, "settings.wrong"),
        (checked.remarks, st.warning, "settings.remarks"),
    ):
        if found:
            said = [f"{one.name}（{one.source}）：{words.pick(one.zh, one.en)}" for one in found]
            show(listed(said, say(title)))
    of_plan(visit)
    st.html(heading.finding(say("settings.of_machine")))
    rows = Rows(line(one) for one in known.values())
    tables.offered(rows, columns(), "settings", say("settings.of_machine"), TALL)
    st.html(heading.finding(say("settings.of_plan")))
    tables.offered(Rows(plan_lines()), plan_columns(), "settings-plan", say("settings.of_plan"), 320)
    visit.foot()


def columns() -> list[Column]:
    """The columns of the settings of this machine."""
    widths = {"section": 120, "name": 210, "value": 160, "unit": 60, "default": 130, "source": 120}
    return [
        Column(field, say(f"settings.column_{field}"), "text", width=widths.get(field))
        for field in (*widths, "sentence")
    ]


def line(one: Known) -> dict[str, str]:
    """One setting; a secret only whether there is one."""
    title = f"settings.section_{one.row.section}"
    return {
        "section": say(title) if catalogue.known(title) else one.row.section,
        "name": one.row.name,
        "value": shown(one.row, one.value),
        "unit": one.row.unit,
        "default": "" if one.row.kind == "secret" else one.row.default,
        "source": say("settings.default") if one.source == "default" else one.source,
        "sentence": words.pick(one.row.zh, one.row.en),
    }


def shown(row: Row, value: object) -> str:
    """A value for the eye."""
    if row.kind == "secret":
        return say("settings.secret") if value else ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def plan_columns() -> list[Column]:
    """The columns of the settings of the plan."""
    return [Column(field, say(f"settings.column_{field}"), "text") for field in ("name", "value")]


def plan_lines() -> list[dict[str, str]]:
    """Every setting of the plan, as it speaks in this process."""
    return [
        {
            "name": f"{section}.{name}",
            "value": "、".join(map(str, value)) if isinstance(value, list) else str(value),
        }
        for section, held in plan().settings.items()
        for name, value in held.items()
    ]


def of_plan(visit: Visit) -> None:
    """Where the plan was changed: what that would move, and its publication, with a reason, by name."""
    if not needs.plan_waits():
        return
    st.html(heading.finding(say("settings.plan_waits")) + heading.measure(say("settings.plan_told")))
    if not visit.person.may("plan"):
        return
    with st.container(key="plan-change", horizontal=True, gap="small", vertical_alignment="bottom"):
        why = st.text_input(say("settings.plan_why"), key=WHY, max_chars=200, width=420)
        look = st.button(say("settings.plan_look"), key="plan-look")
        publish = st.button(
            say("settings.plan_publish"), key="plan-publish", type="primary", disabled=not why.strip()
        )
    if look:
        foreseen()
    if publish:
        made = receive.publish_plan(visit.person.name, why.strip())
        if made is None:
            st.info(say("settings.plan_none"))
        else:
            st.success(drawn("settings.plan_done", generation=made.generation))


def foreseen() -> None:
    """Which files changed, and how many verdicts and statuses that would move."""
    with st.spinner(say("settings.plan_looking")):
        change = receive.foresee_plan()
    if change is None:
        st.info(say("settings.plan_none"))
        return
    moves = len(change.moves or ())
    items = "".join(f"<li>{escape(name)}</li>" for name in change.changes)
    st.html(f"<p>{escape(say('settings.plan_moves', count=moves))}</p><ul>{items}</ul>")


with trouble.in_words():
    main()
