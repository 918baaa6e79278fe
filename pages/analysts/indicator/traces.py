"""Draws the way back: revisions of a number, and the cells, register rows and ledger rows behind it."""

from pages.analysts.indicator.figure import Figure
from pages.frame.visit import Visit
from pages.pieces import cells, panel
from pages.pieces.cells import NUMBERS, SOURCES, numbers
from pages.pieces.tables import Column, Shown, height
from pages.speech.words import say
from queries.question import Rows


def revisions(visit: Visit, rows: Rows) -> None:
    """The numbers that were published more than once, newest period first; nothing where none was."""
    changed = rows.kept(lambda row: row["value_before"] is not None)
    if not changed:
        return
    title = say("indicator.revisions", count=len(changed))
    shown: Shown = [*NUMBERS, "value_before", "value", "unit", *SOURCES]
    about = visit.about(title, say("indicator.revisions_measure", place=visit.place()), changed)
    panel.table("revisions", about, numbers(changed), shown, height(changed))


def register(visit: Visit, figure: Figure, rows: Rows, corrections: Rows) -> None:
    """Every register row that is counted."""
    shown: Shown = ["enterprise", "level", "batch", "region", "published_on", *SOURCES]
    cells.trace(visit.about, rows, shown, "indicator.trace_register", figure.when, visit.place(), corrections)


def ledger(visit: Visit, figure: Figure, rows: Rows, corrections: Rows) -> None:
    """Every ledger row that is counted, in its state of that day."""
    due = Column("due_on", say("column.ledger_due"))
    shown: Shown = ["name", "region", "state", due, *SOURCES]
    cells.trace(visit.about, rows, shown, "indicator.trace_ledger", figure.when, visit.place(), corrections)
