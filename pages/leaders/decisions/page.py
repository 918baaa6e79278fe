"""督办: what meetings decided, by the day it is due; noting one, and telling what became of it."""

from dataclasses import replace
from html import escape

import streamlit as st

from data.plan import plan
from pages.frame import choices, links
from pages.frame.visit import Visit, open_page
from pages.leaders.decisions import form
from pages.pieces import decisions, delivery, ledger_kinds, panel
from pages.pieces.listing import Cell, Line, framed
from pages.pieces.tables import Column, Shown
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row, Rows

SHEET = form.SHEET
ABOUT = (
    "statement",
    "task",
    "ledger",
    "record",
    "number",
)  # what the address may ask for, that no box offers
STATES = ("open", "overdue", "done", "dropped")


def main() -> None:
    visit = open_page("view", sheets=(SHEET,))
    form.asked_by_address()
    meetings = visit.ask("decision_meetings")
    days = list(dict.fromkeys(row["met_on"].isoformat() for row in meetings))
    line = visit.line()
    with line:
        department = choices.one_of(
            "department", ["", *departments(visit)], _department, say("column.department")
        )
        met_on = choices.one_of(
            "met_on", ["", *days], lambda day: _meeting(meetings, day), say("decisions.meeting")
        )
    visit = visit.filtered("region", line=line).on_its_day()
    about = {name: st.query_params.get(name) or None for name in ABOUT}
    found = visit.ask(
        "decisions", **visit.given("region"), **about, department=department or None, met_on=met_on or None
    )
    visit.head(_headline(found, visit), _subline(visit), found)
    with visit.top:
        form.told()
    _ways(visit, about)
    if found.total:
        _list(visit, found)
    if meetings and not any(about.values()):
        _meetings(visit, meetings)
    form.opened(visit)
    visit.foot(found)


def departments(visit: Visit) -> list[str]:
    """Those that have anything to do, in the plan's order."""
    busy = {row["department"] for row in visit.ask("decisions")}
    return [code for code in plan().departments if code in busy]


def _department(code: str) -> str:
    return names.department(code) if code else say("department.everybody")


def _meeting(meetings: Rows, day: str) -> str:
    """The meetings of a day, by name."""
    of_day = [row["meeting"] for row in meetings if row["met_on"].isoformat() == day]
    return f"{words.date(day)} {words.joined(of_day)}" if day else say("decisions.every_meeting")


def _headline(found: Rows, visit: Visit) -> str:
    late = [row for row in found if row["state"] == "overdue"]
    told = decisions.title_of(found)
    if not late:
        return told
    who = words.joined(
        dict.fromkeys(names.department(row["department"]) for row in late if row["department"])
    )
    return say("decisions.headline_late", told=told, who=who) if who else told


def _subline(visit: Visit) -> str:
    return " · ".join([visit.place(), say("ledgers.on_day", date=visit.as_of)])


def _ways(visit: Visit, about: dict[str, str | None]) -> None:
    """What alone is shown, the way back to all, and for who may to a new one."""
    asked = {name: value for name, value in about.items() if value}
    pieces = []
    if visit.person.may("decide"):
        pieces.append(f'<a href="{escape(links.here(note="new"))}">{escape(say("decisions.note"))}</a>')
    if asked:
        here = links.here(**dict.fromkeys(ABOUT, ""))
        only = say("decisions.only", what=form.subject(visit, asked))
        pieces.append(
            f'<span>{escape(only)}</span><a href="{escape(here)}">{escape(say("decisions.back"))}</a>'
        )
    if slide := st.query_params.get("deck"):
        back = links.address("overview", present="1", slide=slide)
        pieces.append(f'<a href="{escape(back)}">{escape(say("present.return"))}</a>')
    if pieces:
        st.html(f'<p class="peak-ways">{"".join(pieces)}</p>')


def _list(visit: Visit, found: Rows) -> None:
    """By the day they are due; those that are closed last."""
    state = choices.choice("state", ["all", *STATES], _state, say("column.state"))
    shown = found.kept(lambda row: state == "all" or state in _states(row))
    title = say("ledgers.list_title", shown=shown.total, count=found.total)
    judged = delivery.counted(shown)
    measure = say("decisions.measure", judged=judged) if judged else say("decisions.measure_bare")
    about = replace(visit.about(title, measure, shown), method=delivery.rule())
    table, columns = _listed(shown)
    markup = decisions.markup(shown, visit.person.may("decide")) or (
        f'<div class="peak-empty">{escape(say("table.empty"))}</div>'
    )
    panel.listed("decision-list", about, table, columns, markup)


def _states(row: Row) -> set[str]:
    """Under which choices a decision stands: what is overdue is open, what was done late is done."""
    return {row["state"], "open" if row["open"] else "", row["state"].removesuffix("_late")}


def _state(code: str) -> str:
    return say("green.all") if code == "all" else names.state("decisions", code)


def _listed(rows: Rows) -> tuple[Rows, Shown]:
    """Every decision with words where it has codes, for the export."""
    table = rows.plus(
        about=decisions.subject,
        state_told=lambda row: ledger_kinds.told(row["state"], names.state("decisions", row["state"])),
        judged=lambda row: delivery.told(row, "decisions"),
    )
    return table, [
        Column("number", say("decisions.number")),
        Column("met_on", say("decisions.met_on")),
        Column("meeting", say("decisions.meeting")),
        Column("about", say("decisions.about"), "text"),
        "region",
        Column("decision", say("decisions.decision")),
        "department",
        Column("person", say("decisions.person")),
        Column("due_on", say("ledgers.due_on")),
        "days_left",
        Column("state_told", say("column.state"), "text"),
        Column("judged", say("delivery.name"), "text"),
        Column("progress", say("decisions.progress")),
        Column("evidence", say("decisions.evidence")),
        Column("closed_on", say("decisions.closed_on")),
        Column("reason", say("decisions.reason")),
        *("file_name", "sheet", "cell", "grade"),
    ]


def _meetings(visit: Visit, meetings: Rows) -> None:
    """What became of what each meeting decided."""
    headings = [say("decisions.meeting"), *(say(f"decisions.column_{name}") for name in ("count", *COUNTED))]
    lines = [_meeting_line(row) for row in meetings]
    about = visit.about(say("decisions.meetings_title", count=len(meetings)), visit.as_of, meetings)
    columns: Shown = [
        Column("met_on", say("decisions.met_on")),
        Column("meeting", say("decisions.meeting")),
        *(Column(name, say(f"decisions.column_{name}")) for name in ("count", *COUNTED)),
        "grade",
    ]
    framed("decision-meetings", about, headings, lines, meetings, columns)


COUNTED = ("open", "overdue", "done", "dropped")


def _meeting_line(row: Row) -> Line:
    cells = [
        Cell(str(row["count"])),
        *(Cell(str(row[name] or "—"), loud=name == "overdue") for name in COUNTED),
    ]
    href = links.here(met_on=row["met_on"].isoformat())
    return Line(f"{words.date(row['met_on'])} {row['meeting']}", cells, href)


main()
