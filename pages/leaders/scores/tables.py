"""Draws what stands behind a score: items, evidence down to the cell, confirmed scores, the rules."""

from typing import Any

import pandas as pd

from data.plan import plan
from pages import charts
from pages.charts.measure import Measure
from pages.pieces import panel
from pages.pieces.place_view import View, height, said
from pages.pieces.tables import Column, grades_of
from pages.speech import figures, names, words
from pages.speech.figures import missing
from pages.speech.words import language, say

Row = dict[str, Any]


def items_chart(view: View, name: str, items: pd.DataFrame) -> None:
    """The points of each item; what could not be scored is left out and named in the title."""
    rows = [
        {
            **row,
            "code": row["item"],
            "name": said(row, "item_name"),
            "value": row["points"],
            "label": say(
                "scores.of", points=figures.plain(row["points"]), weight=figures.plain(row["weight"], 0)
            ),
            "tone": "status-missed" if row["vetoed"] else "accent",
        }
        for row in items.to_dict("records")
    ]
    scored = [row for row in rows if not missing(row["points"])]
    silent = [row["name"] for row in rows if missing(row["points"])]
    title = say("scores.items_title", name=name, scored=len(scored), items=len(rows))
    measure = say("scores.items_measure")
    if silent:
        measure = f"{measure} {say('scores.items_silent', items=say('asked.list').join(silent))}"
    frame, columns = _items(items)
    data = charts.bars.data(rows, Measure("", 1, language()), sort=False)
    panel.chart("score-items", "bars", data, view.about(title, measure, grades_of(items)), frame, columns)


def _items(items: pd.DataFrame) -> tuple[pd.DataFrame, list[Column]]:
    rows = items.to_dict("records")
    frame = items.assign(
        name=[said(row, "item_name") for row in rows],
        veto_word=[say("scores.veto") if row["vetoed"] else "" for row in rows],
        how=[say(f"scores.how_{row['source']}") for row in rows],
    )
    return frame, [
        Column("name", say("scores.column_item")),
        Column("weight", say("scores.column_weight"), "number", decimals=0),
        Column("share", say("scores.column_share"), "number", decimals=3),
        Column("points", say("scores.column_points"), "number", decimals=2),
        Column("status", say("column.status"), "status"),
        Column("veto_word", say("scores.veto")),
        Column("value", say("column.value"), "number", decimals=2),
        Column("target", say("column.target"), "number", decimals=2),
        Column("period", say("column.period"), "period"),
        Column("how", say("scores.column_how"), width="large"),
        Column("grade", say("column.grade"), "grade"),
    ]


def items_table(view: View, name: str, items: pd.DataFrame) -> None:
    """The same items as a table with the way each is computed."""
    frame, columns = _items(items)
    about = view.about(say("scores.table_title", name=name), say("scores.table_measure"), grades_of(items))
    panel.table("score-table", about, frame, columns)


def evidence(view: View, name: str, found: pd.DataFrame) -> None:
    """The cells, ledger rows, statements and sheets behind the points."""
    frame = found[found["evidence"].notna()]
    rows = frame.to_dict("records")
    table = frame.assign(
        item_said=[said(row, "item_name") for row in rows],
        kind=[say(f"scores.evidence_{row['evidence']}") for row in rows],
        name=[said(row, "evidence_name") for row in rows],
        part=[_part(row) for row in rows],
        state=[_state(row) for row in rows],
        unit=["" if missing(row["evidence_unit"]) else _unit(row) for row in rows],
    )
    columns = [
        Column("item_said", say("scores.column_item")),
        Column("kind", say("scores.column_evidence")),
        Column("name", say("scores.column_what")),
        Column("part", say("column.part")),
        Column("evidence_period", say("column.period"), "period"),
        Column("evidence_value", say("column.value"), "number", decimals=2),
        Column("unit", say("column.unit")),
        Column("state", say("column.status")),
        Column("file_name", say("column.file")),
        Column("sheet", say("column.sheet")),
        Column("cell", say("column.cell")),
        Column("evidence_grade", say("column.grade"), "grade"),
    ]
    files = frame["file_name"].dropna().nunique()
    title = say("scores.evidence_title", name=name, count=len(frame), files=files)
    about = view.about(title, say("scores.evidence_measure"), grades_of(frame))
    panel.table("score-evidence", about, table, columns, height(table))


def _unit(row: Row) -> str:
    return figures.unit_name(str(row["evidence_unit"]), language())


def _part(row: Row) -> str:
    """The place of a sheet, the category of a cell, the code of a statement or task."""
    if missing(row["evidence_part"]):
        return ""
    part = str(row["evidence_part"])
    return names.region(part) if row["evidence"] == "sheet" else names.category(part)


def _state(row: Row) -> str:
    """A status, a sheet's state, or a ledger's state in the visitor's language."""
    if missing(row["evidence_state"]):
        return ""
    state, kind = str(row["evidence_state"]), row["evidence"]
    if kind == "statement":
        return names.status(state)
    for known in plan().ledger_states:
        if (kind == "sheet" and known.ledger == "sheets" and known.code == state) or (
            kind == "ledger" and known.name == state
        ):
            return words.pick(known.name, known.name_en)
    return state


def confirmed(view: View, name: str, frame: pd.DataFrame) -> None:
    """The officially confirmed scores of one county or department, with document and cell."""
    rows = frame.to_dict("records")
    table = frame.assign(item_said=[said(row, "item_name") for row in rows])
    columns = [
        Column("period", say("column.period"), "period"),
        Column("item_said", say("scores.column_item")),
        Column("points", say("scores.column_points"), "number"),
        Column("weight", say("scores.column_weight"), "number", decimals=0),
        Column("document", say("scores.column_document")),
        Column("file_name", say("column.file")),
        Column("cell", say("column.cell")),
        Column("grade", say("column.grade"), "grade"),
    ]
    title = say("scores.confirmed_title" if rows else "scores.confirmed_none", name=name)
    about = view.about(title, say("scores.confirmed_measure"), grades_of(frame))
    panel.table("score-confirmed", about, table, columns)


def rules(view: View, frame: pd.DataFrame) -> None:
    """The weights as they are stored, and that they are a setting."""
    rows = frame.to_dict("records")
    table = frame.assign(
        name=[said(row, "name") for row in rows],
        how=[say(f"scores.how_{row['source']}") for row in rows],
        vetoes=[_vetoes(row) for row in rows],
    )
    columns = [
        Column("name", say("scores.column_item")),
        Column("weight", say("scores.column_weight"), "number", decimals=0),
        Column("vetoes", say("scores.column_vetoes")),
        Column("how", say("scores.column_how"), width="large"),
    ]
    about = view.about(say("scores.rules_title"), say("scores.rules_measure"))
    panel.table("score-rules", about, table, columns)


def _vetoes(row: Row) -> str:
    codes = [code for code in str(row["veto"] or "").split("|") if code]
    return say("asked.list").join(names.status(code) for code in codes)
