"""Turns the rows of a ledger into its table: who, in which state, since when, due when, from which cell."""

import pandas as pd

from data.plan.ledger import listed_as
from data.plan.model import Column as SheetColumn
from pages.pieces import ledger_kinds
from pages.pieces.ledger_kinds import Ledger
from pages.pieces.tables import Column, Height
from pages.speech import figures, names, words
from pages.speech.figures import missing
from pages.speech.words import language, say

DAY = 110  # pixels that a date needs
SHORT, SPREAD = 9, 380  # more rows than this scroll inside the height
WITHIN = {"overdue": ("overdue",), "30": ("30",), "90": ("30", "90"), "later": ("later",)}


def chosen(frame: pd.DataFrame, state: str, due: str) -> pd.DataFrame:
    """The rows of one state, and those due within so many days."""
    kept = frame if state == "all" else frame[frame["state"] == state]
    return kept if due not in WITHIN else kept[kept["due_within"].isin(WITHIN[due])]


def rows(ledger: Ledger, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with words where they have codes; what lies ahead has no age yet."""
    records = frame.to_dict("records")
    made = frame.assign(
        state_told=[
            ledger_kinds.told(row["state"], words.pick(row["state_name"], row["state_name_en"]))
            for row in records
        ],
        place=["" if missing(row["region"]) else names.region(row["region"]) for row in records],
        trade=["" if missing(row["sector"]) else names.sector(str(row["sector"])) for row in records],
        age_days=frame["age_days"].where(frame["age_days"] >= 0),
    )
    for field in (*ledger.lead, *ledger.more):
        column = ledger.sheet.column(field)
        if column is not None and column.choices:
            known = {choice.code: choice.label(language()) for choice in column.choices}
            name = listed_as(field)
            made[name] = made[name].map(lambda code, known=known: known.get(code, code))
    return made


def columns(ledger: Ledger) -> list[Column]:
    """Who and what first, then state and dates, then the sheet's own columns, then the cell."""
    return [
        *(_column(ledger, field) for field in ledger.lead),
        Column("state_told", say("ledgers.state")),
        Column("place", say("column.place")),
        Column("trade", say("column.sector")),
        Column("due_on", say("ledgers.due_on"), "date", width=DAY),
        Column("days_left", say("ledgers.days_left"), "number", decimals=0),
        Column("age_days", say("ledgers.age_days"), "number", decimals=0),
        Column("file_name", say("column.file")),
        Column("sheet", say("column.sheet")),
        Column("cell", say("column.cell")),
        *(_column(ledger, field) for field in ledger.more),
        Column("grade", say("column.grade"), "grade"),
    ]


def height(frame: pd.DataFrame) -> Height:
    return SPREAD if len(frame) > SHORT else "auto"


def _column(ledger: Ledger, field: str) -> Column:
    column = ledger.sheet.column(field)
    if column is None:
        return Column(field, field)
    field = listed_as(field)
    heading = words.pick(column.heading, column.heading_en)
    unit = figures.unit_name(column.unit, language()) if column.unit else ""
    width = DAY if column.kind == "date" else None
    return Column(field, heading, _kind(column), unit, column.decimals, width)


def _kind(column: SheetColumn) -> str:
    if column.kind == "date":
        return "date"
    return "number" if column.numeric else "text"
