"""Draws what is corrected and what is locked, with the ways to do so and to take either back."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from data.ingest import amend, receive
from data.ingest.receive import Entry, Receipt
from data.people.session import Person
from data.plan import plan
from pages.frame import guard
from pages.frame.visit import Visit
from pages.pieces import corrected, heading, judgements, side_by_side
from pages.speech import names, words
from pages.speech.plain import plain, plainly
from pages.speech.words import drawn, say
from pages.staff.history import correction, undo
from queries.question import Row, Rows

SHOWN = 20
ICONS = {"uncorrect": ":material/undo:", "unlock": ":material/lock_open:"}
DIALOGS = frozenset({"correct", "uncorrect", "lock", "unlock"})


def asked_by_address() -> None:
    """A link to a cell opens the dialog in which it is corrected, once."""
    asked = st.query_params.to_dict()
    if asked.get("correct"):
        undo.ask("correct", json.dumps([asked.get(name, "") for name in ("correct", "sheet", "cell")]))
        for name in ("correct", "sheet", "cell"):
            st.query_params.pop(name, None)


def panel(visit: Visit, entries: Sequence[Entry]) -> None:
    """Every correction and lock in force, each with its way back; a way to lock a period."""
    corrections, locks = visit.ask("corrections"), visit.ask("locks")
    made = {entry.generation: entry for entry in entries}
    with st.container(key="frame-amendments", gap="small"):
        count = len({row["generation"] for row in locks})
        st.html(heading.finding(say("amend.title", corrections=len(corrections), locks=count)))
        waiting = [one for one in corrections if one["state"] == "open"]
        if waiting:
            st.warning(drawn("amend.open", count=len(waiting)), icon=":material/help:")
        if not corrections and not locks:
            st.html(heading.measure(say("amend.none")))
        for one in corrections[:SHOWN]:
            line(one, f"{corrected.sentence(one)} · {state(one)}", "uncorrect", visit.person)
            if one["generation"] in made:
                proof("in-force", made[one["generation"]])
        for of_it in by_lock(locks):
            line(of_it[0], lock_in_words(of_it), "unlock", visit.person)
        if len(corrections) > SHOWN:
            st.html(heading.measure(say("amend.more", count=len(corrections) - SHOWN)))
        if visit.person.may("lock"):
            st.button(
                say("amend.lock"), key="lock", icon=":material/lock:", on_click=undo.ask, args=("lock", "")
            )


def by_lock(locks: Rows) -> list[Rows]:
    """The periods of each lock together, in their order."""
    found: dict[int, list[Row]] = {}
    for row in locks:
        found.setdefault(row["generation"], []).append(row)
    return [Rows(rows) for rows in found.values()]


def line(one: Row, told: str, back: str, person: Person) -> None:
    """One of them, and for who may the button that takes it back."""
    generation = str(one["generation"])
    wide, narrow = st.columns([6, 1], vertical_alignment="center")
    with wide:
        st.html(f'<p class="peak-measure" data-{back}="{generation}">{escape(told)}</p>')
    if may_take_back(back, str(one["by_whom"]), person):
        narrow.button(
            plain(say(f"amend.{back}")),
            key=f"{back}-{generation}",
            icon=ICONS[back],
            on_click=undo.ask,
            args=(back, generation),
        )


def may_take_back(what: str, by: str, person: Person) -> bool:
    """A lock for who may lock; any correction for those who may undo everybody's, else one's own."""
    return person.may("lock") if what == "unlock" else person.may_undo(by)


def state(one: Row) -> str:
    """How a correction stands; of one whose sheet changed what it says now."""
    return say(f"correct.state_{one['state']}", says=side_by_side.value(one, "says"))


def lock_in_words(rows: Rows) -> str:
    """What a lock holds, by whom, since when and why."""
    one = rows[0]
    return say(
        "amend.lock_line",
        sheet=sheet(str(one["template"] or "")),
        periods=words.joined([words.period(row["period"]) for row in rows]),
        place=place(str(one["region"] or "")),
        by=one["by_whom"],
        date=words.date(one["at"]),
        reason=one["reason"],
        generation=one["generation"],
    )


def of_publication(entry: Entry) -> None:
    """What a publication corrected or locked, or took back."""
    if entry.correction is not None:
        what = entry.correction
        place = {"upload": what.upload, "file_name": "", "row_number": "", "record_key": what.record}
        one = {
            **vars(what),
            **place,
            "becomes": what.to,
            "reason": entry.note,
            "by_whom": entry.by,
            "at": entry.at,
        }
        st.html(corrected.lines([{**one, "generation": entry.generation}]))
        proof("made", entry)
    elif entry.lock is not None:
        rows = [
            {
                "template": entry.lock.template,
                "period": period,
                "region": entry.lock.region,
                "reason": entry.note,
            }
            for period in entry.lock.periods
        ]
        about: Mapping[str, Any] = {"by_whom": entry.by, "at": entry.at, "generation": entry.generation}
        st.html(heading.measure(lock_in_words(Rows({**row, **about} for row in rows))))
    elif entry.lifts:
        st.html(heading.measure(say("amend.lifted", generation=entry.lifts)))


def proof(where: str, entry: Entry) -> None:
    """The files that prove what a publication corrected, each to be taken away; nothing without any."""
    number, what = entry.generation, entry.correction
    if what is not None and what.proof:
        judgements.downloads(
            f"proof-{where}-{number}",
            f"correction-{number}",
            what.proof,
            lambda _, n: amend.proof(number, n)[1],
        )


def opened(visit: Visit, what: str, which: str) -> None:
    """The dialog of one of these acts."""
    if what == "correct":
        correction.ask(*json.loads(which))
    elif what == "lock":
        ask_lock(visit)
    else:
        take_back(what, int(which))


def sheet(code: str) -> str:
    """A sheet by its name; '' is all of them."""
    return names.sheet(code) if code else say("amend.all_sheets")


def place(code: str) -> str:
    """A place by its name; '' is all of them."""
    return names.region(code) if code else say("amend.all_places")


def held(visit: Visit) -> str:
    """How many records the lock that is being chosen would hold, and how many of them are not final."""
    asked = {name: st.session_state[f"lock-{name}"] or None for name in ("sheet", "place")}
    given = {"template": asked["sheet"], "region": asked["place"]}
    found = [
        visit.first("period_records", period=period, **given) for period in st.session_state["lock-periods"]
    ]
    if not found:
        return say("amend.lock_choose")
    records, early = (sum(row[name] for row in found) for name in ("records", "not_final"))
    return say("amend.lock_early" if early else "amend.lock_holds", records=records, early=early)


def ask_lock(visit: Visit) -> None:
    """Which periods of which sheet and place are final from now on."""
    known = plan()
    periods = [row["period"] for row in visit.ask("periods")]
    sheets = ["", *(template.id for template in known.templates.values() if template.period)]

    def scope() -> None:
        st.selectbox(
            say("amend.lock_sheet"), sheets, key="lock-sheet",
            format_func=plainly(sheet),
        )  # fmt: skip
        st.multiselect(
            say("amend.lock_periods"), periods, key="lock-periods", format_func=plainly(words.period)
        )
        st.selectbox(
            say("amend.lock_place"), ["", *known.regions], key="lock-place",
            format_func=plainly(place),
        )  # fmt: skip
        st.html(heading.measure(held(visit)))

    def act(reason: str, seen: int) -> Receipt:
        chosen_sheet, chosen, where = (
            st.session_state[f"lock-{name}"] for name in ("sheet", "periods", "place")
        )
        return amend.lock(chosen_sheet, chosen, where, guard.require("lock").name, reason, seen)

    undo.confirm(
        say("amend.lock_title"), [undo.Block(say("amend.lock_means"))], say("amend.lock_go"), act, more=scope
    )


def take_back(what: str, generation: int) -> None:
    """A correction or a lock is taken back, after one more question."""
    entry = next((one for one in receive.history() if one.generation == generation), None)
    by = entry.by if entry else ""

    def act(reason: str, seen: int) -> Receipt:
        person = guard.require("history")
        if not may_take_back(what, by, person):
            guard.require("rollback_all")
        do = amend.uncorrect if what == "uncorrect" else amend.unlock
        return do(generation, person.name, reason, seen)

    told = say(f"amend.{what}_means", generation=generation, by=by, reason=entry.note if entry else "")
    undo.confirm(say(f"amend.{what}_title"), [undo.Block(told)], say(f"amend.{what}"), act)
