"""The two dialogs of the page of decisions: a new one is noted, what became of one is told."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st

from data.ingest import decide
from data.ingest.receive import NotAccepted, Receipt
from data.plan import plan
from pages.frame import guard, trouble
from pages.frame.visit import Visit
from pages.pieces import decisions, heading
from pages.speech import names, words
from pages.speech.plain import plain, plainly
from pages.speech.words import drawn, language, say
from queries.question import Row

SHEET = decide.SHEET
ASKED = "decision-asked"  # which dialog is open: "new", or a number
SEEN = "decision-seen"  # the upload whose line was looked at when the dialog opened
FIELDS = tuple(column.field for column in plan().templates[SHEET].columns)
LONG = 300


def asked_by_address() -> None:
    """A link opens the dialog, once."""
    wanted = st.query_params.get("note", "")
    if wanted:
        forget()
        st.session_state[ASKED] = wanted
        st.query_params.pop("note", None)


def opened(visit: Visit) -> None:
    """The dialog that was asked for, for who may publish."""
    wanted = str(st.session_state.get(ASKED, ""))
    if not wanted:
        return
    if not visit.person.may("decide", template=SHEET):
        forget()
        st.warning(drawn("guard.refused", action=say("action.decide")))
    elif wanted == "new":
        dialog(say("decisions.note"), lambda: new(visit))
    elif found := visit.ask("decisions", number=wanted):
        seen = str(st.session_state.setdefault(SEEN, found[0]["upload"]))
        dialog(say("decisions.follow_title"), lambda: follow(visit, found[0], seen))
    else:
        forget()
        st.warning(drawn("decisions.no_such", number=wanted[:40]), icon=":material/info:")


def dialog(title: str, body: Callable[[], None]) -> None:
    """A dialog that forgets what was asked when it is closed."""
    st.dialog(plain(title), width="large", on_dismiss=forget)(body)()


def forget() -> None:
    """The dialog was closed."""
    for name in (ASKED, SEEN):
        st.session_state.pop(name, None)


def told() -> None:
    """Says once, after a dialog has closed, what came of it."""
    number, generation, visible = st.session_state.pop("decision-told", ("", 0, True))
    if number and visible:
        st.success(
            drawn("decisions.noted", number=number, generation=generation), icon=":material/check_circle:"
        )
    elif number:
        trouble.say_code("not_visible", generation=generation)


def subject(visit: Visit, about: Mapping[str, str]) -> str:
    """What a decision is about, in words."""
    row = {name: about.get(name) for name in ("statement", "task", "ledger", "record")}
    told = decisions.subject({**row, "name": row_name(visit, row["ledger"], row["record"])})
    return words.joined([told, about.get("number", "")])


def row_name(visit: Visit, ledger: str | None, record: str | None) -> str:
    """What a row of a ledger is called; the code itself where the ledger does not have it (any more)."""
    if not ledger or not record:
        return record or ""
    found = visit.ask("ledger_names", ledger=ledger, record=record)
    return str(found[0]["name"]) if found else record


def new(visit: Visit) -> None:
    """What was decided, about what, by whom, until when, at which meeting."""
    given = st.query_params.to_dict()
    about = {name: given[name] for name in ("statement", "task", "ledger", "record") if given.get(name)}
    if about:
        st.html(heading.measure(say("decisions.about_this", what=subject(visit, about))))
    else:
        about = about_chosen()
    held = (row for row in visit.ask("decision_meetings") if row["grade"] != "demo")
    last = next(held, None)
    left, right = st.columns(2)
    met_on = left.date_input(say("decisions.met_on"), visit.today, max_value=visit.today, format="YYYY-MM-DD")
    usual = str(last["meeting"]) if last else ""
    meeting = right.text_input(say("decisions.meeting"), value=usual, key="decide-meeting", max_chars=60)
    decision = st.text_area(say("decisions.decision"), key="decide-decision", max_chars=LONG, height=90)
    left, right = st.columns(2)
    with left:
        department = department_box(given.get("department") or lead(about, visit))
        region = place_box(str(given.get("region") or plan().city))
    person = right.text_input(say("decisions.person"), key="decide-person", max_chars=40)
    due_on = right.date_input(say("decisions.due_on"), None, key="decide-due", format="YYYY-MM-DD")
    row = {**about, "met_on": met_on, "meeting": meeting, "decision": decision, "department": department}
    row |= {"region": region, "person": person, "due_on": due_on, "state": "in_hand"}
    finish(lambda by: decide.note(row, by))


def about_chosen() -> dict[str, str]:
    """A statement or a task, where the address names nothing."""
    left, right = st.columns(2)
    statement = left.selectbox(
        say("column.statement"),
        ["", *plan().statements],
        format_func=plainly(_statement),
        key="decide-statement",
    )
    task = right.selectbox(
        say("column.task"), ["", *plan().tasks], format_func=plainly(_task), key="decide-task"
    )
    st.html(heading.measure(say("decisions.from_ledger")))
    return {name: code for name, code in (("statement", statement), ("task", task)) if code}


def _statement(code: str) -> str:
    return names.numbered(code) if code else "—"


def _task(code: str) -> str:
    return names.numbered_task(code) if code else "—"


def lead(about: Mapping[str, str], visit: Visit) -> str:
    """Who leads it, offered first."""
    if about.get("statement") in plan().statements:
        return next(iter(plan().departments_of(about["statement"], visit.today)), "")
    if about.get("task") in plan().tasks:
        return next(iter(plan().answering(plan().tasks[about["task"]].departments, visit.today)), "")
    return ""


def department_box(first: str) -> str:
    """The department that answers for it."""
    known = ["", *plan().departments]
    at = known.index(first) if first in known else 0
    return st.selectbox(say("column.department"), known, index=at, format_func=plainly(_department))


def _department(code: str) -> str:
    return names.bureau(code) if code else "—"


def place_box(first: str) -> str:
    """The place it speaks of."""
    known = list(plan().regions)
    at = known.index(first) if first in known else known.index(plan().city)
    return st.selectbox(say("filter.region"), known, index=at, format_func=plainly(names.region))


def follow(visit: Visit, row: Row, seen: str) -> None:
    """What became of a decision, of which the line of the upload `seen` was looked at."""
    st.html(
        f"<p><b>{escape(row['decision'])}</b></p>"
        + heading.measure(" · ".join(part for part in (decisions.made(row), decisions.subject(row)) if part))
    )
    choices = {choice.code: choice for choice in plan().templates[SHEET].column("state").choices}  # type: ignore[union-attr]
    now = {"done_late": "done", "done": "done", "dropped": "dropped"}.get(row["state"], "in_hand")
    state = st.segmented_control(
        say("column.state"), list(choices), default=now, required=True, key="decide-state",
        format_func=plainly(lambda code: choices[code].label(language())),
    )  # fmt: skip
    told: dict[str, Any] = {field: row.get(field) for field in FIELDS} | {"state": state}
    text = {name: str(row[name] or "") for name in ("progress", "evidence", "reason")}
    told["progress"] = st.text_area(
        say("decisions.progress"), text["progress"], key="decide-progress", max_chars=LONG, height=80
    )
    told["evidence"] = st.text_input(
        say("decisions.evidence"), text["evidence"], key="decide-evidence", max_chars=LONG,
        placeholder=say("decisions.evidence_hint"),
    )  # fmt: skip
    if state == "dropped":
        told["reason"] = st.text_input(
            say("decisions.reason"), text["reason"], key="decide-reason", max_chars=LONG
        )
    left, right = st.columns(2)
    day = left.date_input(say("decisions.on"), visit.today, min_value=row["met_on"], format="YYYY-MM-DD")
    told["due_on"] = right.date_input(say("decisions.due_on"), row["due_on"], format="YYYY-MM-DD")
    told["moved_on"], told["closed_on"] = day, None if state == "in_hand" else day
    finish(lambda by: (row["number"], decide.follow(told, seen, by)))


def finish(act: Callable[[str], tuple[str, Receipt]]) -> None:
    """The button, and what is said when it could not be done: nothing of it was written then."""
    st.caption(say("decisions.kept"))
    if not st.button(say("decisions.go"), key="decide", type="primary"):
        return
    by = guard.require("decide", template=SHEET).name
    try:
        with trouble.at_work(say("upload.publishing")):
            number, made = act(by)
    except NotAccepted as refused:
        for finding in refused.inspection.findings:
            if finding.severity == "stop" or finding.needs_reason:
                told_of = f"{finding.sentence(language())} {finding.mend(language())}"
                st.error(plain(told_of), icon=":material/error:")
        return
    except decide.ToldMeanwhile:
        st.warning(drawn("decisions.told_meanwhile"), icon=":material/sync_problem:")
        return
    except trouble.KINDS as fault:
        trouble.told(fault)
        return
    forget()
    st.session_state["decision-told"] = (number, made.generation, made.visible)
    st.query_params.pop("snapshot", None)
    st.rerun()
