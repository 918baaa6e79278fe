"""Turns the rows of a ledger into its table: who, in which state, since when, due when, from which cell."""

from collections.abc import Sequence
from typing import Any

from data.plan.ledger import listed_as
from data.plan.model import Column as SheetColumn
from pages.pieces import ledger_kinds
from pages.pieces.ledger_kinds import Ledger
from pages.pieces.tables import Column, Height
from pages.speech import figures, names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

SHORT, SPREAD = 9, 380  # more rows than this scroll inside the height
WITHIN = {"overdue": ("overdue",), "30": ("30",), "90": ("30", "90"), "later": ("later",)}


def chosen(rows: Rows, state: str, due: str) -> Rows:
    """The rows of one state, and those due within so many days."""
    kept = rows if state == "all" else rows.kept(lambda row: row["state"] == state)
    return kept if due not in WITHIN else kept.kept(lambda row: row["due_within"] in WITHIN[due])


def rows(ledger: Ledger, found: Rows) -> Rows:
    """The rows with words where they have codes; what lies ahead has no age yet."""
    told = {}
    for field in (*ledger.lead, *ledger.more):
        column = ledger.sheet.column(field)
        if column is not None and column.choices:
            told[listed_as(field)] = {choice.code: choice.label(language()) for choice in column.choices}

    def spoken(row: Row) -> Row:
        said = {field: labels.get(row[field], row[field]) for field, labels in told.items()}
        return {
            **row,
            **said,
            "state_told": ledger_kinds.told(row["state"], names.state(row["ledger"], row["state"])),
            "place": names.region(row["region"]) if row["region"] else "",
            "trade": names.sector(row["sector"]) if row["sector"] else "",
            "age_days": row["age_days"],
        }

    return found.told(spoken(row) for row in found)


def columns(ledger: Ledger) -> list[Column]:
    """Who and what first, then state and dates, then the sheet's own columns, then the cell."""
    return [
        *(_column(ledger, field) for field in ledger.lead),
        Column("state_told", say("ledgers.state")),
        Column("place"),
        Column("trade", say("column.sector")),
        Column("due_on", say("ledgers.due_on"), "date"),
        Column("days_left", say("ledgers.days_left"), "number", decimals=0),
        Column("age_days", say("ledgers.age_days"), "number", decimals=0),
        *([] if ledger.register else [Column("judged", say("delivery.name"), "text", width="medium")]),
        *map(Column, ("file_name", "sheet", "cell")),
        *(_column(ledger, field) for field in ledger.more),
        Column("grade"),
    ]


def height(rows: Sequence[Any]) -> Height:
    """Long lists scroll inside themselves."""
    return SPREAD if len(rows) > SHORT else "auto"


def _column(ledger: Ledger, field: str) -> Column:
    column = ledger.sheet.column(field)
    if column is None:
        return Column(field, field, "text")
    heading = words.pick(column.heading, column.heading_en)
    unit = figures.unit_name(column.unit, language()) if column.unit else ""
    return Column(listed_as(field), heading, _kind(column), unit, column.decimals)


def _kind(column: SheetColumn) -> str:
    if column.kind == "date":
        return "date"
    return "number" if column.numeric else "text"
