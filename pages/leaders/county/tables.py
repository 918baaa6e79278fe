"""Draws the map and the tables of the county page: places compared, statements, ledgers, what presses."""

from typing import Any

import pandas as pd

from data.plan import plan
from pages import charts
from pages.charts.measure import Measure
from pages.frame import filters
from pages.pieces import panel
from pages.pieces.place_view import Rows, View, height, said
from pages.pieces.tables import Column, grades_of
from pages.speech import figures, words
from pages.speech.words import language, say


def places_map(view: View, places: Rows, region: str) -> None:
    """The share of its statements that each county has met; a click chooses the county."""
    rows = [
        {
            **row,
            "value": row["achieved_share"],
            "name": said(row, "region_name"),
            "label": f"{row['achieved']}/{row['judged']}" if row["judged"] else figures.EMPTY,
            "tip": say(
                "county.tip",
                place=said(row, "region_name"),
                achieved=row["achieved"],
                judged=row["judged"],
                wanting=row["wanting"],
            ),
        }
        for row in places
    ]
    known = [row for row in rows if row["kind"] == "county" and not figures.missing(row["achieved_share"])]
    title = say("chart.empty")
    if known:
        best = max(row["achieved_share"] for row in known)
        there = say("asked.list").join(row["name"] for row in known if row["achieved_share"] == best)
        title = say("county.map_title", places=there, share=figures.number(best, "%", 0, language()))
    frame, columns = compared(view, places)
    data = charts.county_map.data(rows, Measure("%", 0, language()), region)
    about = view.about(title, say("county.map_measure"), grades_of(frame))
    panel.chart("county-map", "map", data, about, frame, columns, _picked)


def _picked(code: str) -> None:
    filters.choose("region", code, filters.WHOLE)


def compared(view: View, places: Rows) -> tuple[pd.DataFrame, list[Column]]:
    """The rows of the comparison with names and the columns of its export."""
    frame = pd.DataFrame(places)
    frame = frame.assign(
        place=[said(row, "region_name") for row in places],
        source=view.source,
        veto=[say("scores.veto") if row["vetoed"] else "" for row in places],
    )
    counted = ("achieved", "judged", "wanting", "open", "overdue", "sheets_late")
    return frame, [
        Column("place", say("column.place")),
        *(Column(field, say(f"county.export_{field}"), "number", decimals=0) for field in counted),
        Column("score", say("scores.column_score"), "number"),
        Column("rank", say("scores.column_rank"), "number", decimals=0),
        Column("veto", say("scores.veto")),
        Column("grade", say("column.grade"), "grade"),
        Column("source", say("export.source")),
    ]


def statements(view: View, place: str, rows: Rows) -> None:
    """Every statement that speaks for the place, with its target and whether it is the place's own."""
    frame = pd.DataFrame(rows)
    frame = frame.assign(
        name=[f"{row['statement']} {said(row, 'name')}" for row in rows],
        unit=[figures.unit_name(row["unit"], language()) for row in rows],
        told=[
            words.gap(row["gap"], row["unit"], row["decimals"]) if row["target"] is not None else ""
            for row in rows
        ],
        whose=[_whose(row) for row in rows],
        source=[_sheets(row["statement"]) for row in rows],
    )
    columns = [
        Column("name", say("column.statement"), width="large"),
        Column("status", say("column.status"), "status"),
        Column("period", say("column.period"), "period"),
        Column("value", say("column.value"), "number"),
        Column("target", say("column.target"), "number"),
        Column("unit", say("column.unit")),
        Column("told", say("column.gap")),
        Column("whose", say("county.column_target")),
        Column("grade", say("column.grade"), "grade"),
        Column("source", say("export.source")),
    ]
    own = [row for row in rows if row["own_target"]]
    measure = say("county.statements_own" if own else "county.statements_measure", count=len(own))
    title = say("county.statements", place=place, count=len(rows))
    panel.table("county-statements", view.about(title, measure, grades_of(frame)), frame, columns)


def _whose(row: dict[str, Any]) -> str:
    if row["target"] is None:
        return say("card.no_target")
    return say("county.own_target" if row["own_target"] else "county.city_target")


def _sheets(statement: str) -> str:
    sheets = [plan().templates[code] for code in plan().statements[statement].templates]
    return say("asked.list").join(words.pick(sheet.name, sheet.name_en) for sheet in sheets)


def ledgers(view: View, place: str, frame: pd.DataFrame) -> None:
    """The ledgers by state: what is open and what is done."""
    rows = frame.to_dict("records")
    table = frame.assign(
        ledger=[said(row, "name") for row in rows],
        stands=[said(row, "state_name") for row in rows],
        waiting=[say("county.open") if row["open"] else say("county.closed") for row in rows],
    )
    columns = [
        Column("ledger", say("county.column_ledger")),
        Column("stands", say("column.status")),
        Column("waiting", say("county.column_open")),
        Column("value", say("county.column_count"), "number", decimals=0),
        Column("overdue", say("county.export_overdue"), "number", decimals=0),
        Column("due_on", say("county.column_due"), "date"),
        Column("grade", say("column.grade"), "grade"),
    ]
    kinds = frame[frame["open"].astype(bool)]["code"].nunique()
    title = say("county.ledgers_open" if kinds else "county.ledgers_closed", place=place, count=kinds)
    measure = say("county.ledgers_measure", date=view.as_of)
    panel.table("county-ledgers", view.about(title, measure, grades_of(frame)), table, columns, height(table))


def pressing(view: View, place: str, frame: pd.DataFrame) -> None:
    """Rows of the ledgers that are overdue or fall due within 90 days, with their cell."""
    rows = frame.to_dict("records")
    table = frame.assign(
        stands=[said(row, "state_name") for row in rows],
        sheet_name=[words.pick(*_template(row["template"])) for row in rows],
    )
    columns = [
        Column("name", say("county.column_what")),
        Column("sheet_name", say("county.column_ledger")),
        Column("stands", say("column.status")),
        Column("due_on", say("county.column_due"), "date"),
        Column("days_left", say("county.column_days"), "number", decimals=0),
        Column("file_name", say("column.file")),
        Column("cell", say("column.cell")),
        Column("grade", say("column.grade"), "grade"),
    ]
    late = frame[frame["due_within"] == "overdue"]
    soon = frame[frame["due_within"] != "overdue"]
    facts = {"place": place, "count": len(late), "soon": len(soon)}
    title = say("county.pressing" if len(frame) else "county.pressing_none", **facts)
    measure = say("county.pressing_measure", date=view.as_of)
    panel.table(
        "county-pressing", view.about(title, measure, grades_of(frame)), table, columns, height(table)
    )


def _template(code: str) -> tuple[str, str]:
    sheet = plan().templates[code]
    return sheet.name, sheet.name_en
