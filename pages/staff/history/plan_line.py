"""Draws a change of the plan or the program: which files and rows it touched, what moved."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.ingest.receive import Entry, Moved
from data.plan import TOTAL, plan
from pages.pieces import heading, tables
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row, Rows


def draw(entry: Entry) -> None:
    """Files, rows of the plan and moves of a plan line; it says so where nobody can tell what moved."""
    files = say("history.plan_files", count=len(entry.changes))
    if entry.changes:
        listed("plan-files", files, say("history.plan_file"), entry.changes)
    else:
        st.html(heading.measure(say("history.plan_files_unknown")))
    if entry.edits:
        edits = say("history.plan_edits", count=len(entry.edits))
        listed("plan-edits", edits, say("history.plan_edit"), entry.edits)
    st.html(heading.measure(say("history.plan_data_same")))
    if entry.moves is None:
        st.html(heading.measure(say("history.plan_moves_unknown")))
        return
    title = say("history.plan_moves", count=len(entry.moves))
    st.html(f"<h4>{escape(title)}</h4>")
    if not entry.moves:
        st.html(heading.measure(say("history.plan_moves_none")))
        return
    tables.offered(rows(entry.moves), columns(), "plan-moves", title, tables.height(entry.moves))


def listed(key: str, title: str, head: str, values: Sequence[str]) -> None:
    """A few lines as a list; many as a table that scrolls inside itself."""
    st.html(f"<h4>{escape(title)}</h4>")
    if len(values) > tables.LONG:
        made = Rows({"told": value} for value in values)
        tables.offered(made, [Column("told", head, "text", width="large")], key, title, tables.height(values))
    elif values:
        items = "".join(f"<li><code>{escape(value)}</code></li>" for value in values)
        st.html(f"<ul>{items}</ul>")


def rows(moves: Sequence[Moved]) -> Rows:
    """One row of each move, the city first; codes of statement, place and status are named by the table."""
    ordered = sorted(moves, key=lambda m: (m.region != plan().city, m.sector != TOTAL, m.item != ""))
    return Rows(_row(move) for move in ordered)


def _row(move: Moved) -> Row:
    return {
        "name": names.statement(move.statement),
        "region": move.region,
        "sector": move.sector,
        "item": move.item,
        "basis": move.basis,
        "what": say("history.moved_verdict" if move.what == "verdict" else "history.moved_status"),
        "before": move.before,
        "after": move.after,
        "periods": say("asked.list").join(words.period(period) for period in move.periods),
    }


def columns() -> list[Column]:
    """The columns of the table of moves, headed in the visitor's language."""
    return [
        Column("name", say("column.target"), width="medium"),
        Column("region", say("filter.region"), "region"),
        Column("what", say("history.moved_what")),
        Column("before", say("moves.before"), "status"),
        Column("after", say("moves.after"), "status"),
        Column("periods", say("history.moved_periods"), width="medium"),
        Column("sector", kind="sector"),
        Column("item", say("history.moved_item"), "category"),
        Column("basis", say("filter.basis"), "basis"),
    ]


def causes(found: Rows) -> None:
    """Says that plan or program differ too between two publications, from `publication_causes`."""
    if not found:
        return
    files = [str(row["file"]) for row in found if row["file"]]
    told = say("asked.list").join(files) or say("history.plan_files_unknown")
    st.html(heading.measure(say("history.plan_cause", files=told)))


def kept(entries: Sequence[Entry], back_to: int) -> list[Entry]:
    """The changes of plan or program after a generation: going back to its data does not undo them."""
    return [entry for entry in entries if entry.action == "plan" and entry.generation > back_to]
