"""Says what all frames of a page about several statements share: source, grades, tiles, lines, years."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import pyarrow as pa

from data.plan import plan
from pages import charts
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.frame import page
from pages.pieces import cards, status
from pages.pieces.listing import Cell, Line
from pages.pieces.tables import Column
from pages.speech import figures, names, words
from pages.speech.about import About
from pages.speech.words import say

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Topic:
    """The workbooks a page draws from, first the one that is asked for when nothing is there."""

    templates: tuple[str, ...]
    snapshot: str = ""
    as_of: str = ""

    @property
    def source(self) -> str:
        """Every workbook by name."""
        sheets = [plan().templates[code] for code in self.templates]
        return say("asked.list").join(words.pick(sheet.name, sheet.name_en) for sheet in sheets)

    def only(self, *templates: str) -> "Topic":
        """The same page with some of its workbooks."""
        return replace(self, templates=templates)

    def about(
        self, title: str, measure: str, rows: Rows | pd.DataFrame, statement: str = "", as_of: str = ""
    ) -> About:
        """The frame around one chart or table; `rows` tell the grades, a statement its method and trace."""
        frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows)
        known = plan().statements.get(statement)
        templates = self.templates if known is None else known.templates
        method = "" if known is None else words.pick(known.method, known.method_en)
        return About(
            title=title,
            measure=measure,
            source=Topic(tuple(templates)).source,
            method=method,
            snapshot=self.snapshot,
            as_of=as_of or self.as_of,
            grades=grades(frame.to_dict("records")),
            trace={} if known is None else {"id": known.id},
        )

    def empty(self, place: str = "") -> None:
        """What is missing and who owes it."""
        sheet = plan().templates[self.templates[0]]
        what = f"{place} {words.pick(sheet.name, sheet.name_en)}".strip()
        page.empty(what, names.department(sheet.department))

    def foot(self, due: Rows, demo: bool) -> None:
        """The page's foot; `due` holds the next due sheet of every template."""
        mine = [row["due_on"] for row in due if row["template"] in self.templates]
        contact = names.department(plan().templates[self.templates[0]].department)
        page.foot(self.snapshot, self.as_of, self.source, min(mine, default=None), contact, demo)


def grades(rows: Sequence[dict[Any, Any]]) -> list[str]:
    """The grades in some rows, each once."""
    found = {str(row["grade"]) for row in rows if row.get("grade") and not figures.missing(row["grade"])}
    return sorted(found)


def said(row: dict[Any, Any], field: str) -> str:
    """A name that comes with the data, in the visitor's language."""
    found = words.pick(row[field], row[f"{field}_en"])
    return "" if figures.missing(found) else found


def tight(code: str) -> str:
    """Shape and word of a status on one line."""
    return status.word(code).replace(" ", "\N{NO-BREAK SPACE}")


def speaking(rows: Rows, statements: Sequence[str]) -> Rows:
    """The rows of these statements that have an answer, in their order."""
    found = {row["statement"]: row for row in rows if plan().statuses[row["status"]].speaks}
    return [found[code] for code in statements if code in found]


def tiles(rows: Rows) -> None:
    """Statements with value, gap and status as small tiles."""
    if rows:
        cards.tiles(cards.card_from(row) for row in rows)


def yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """Full years and the newest period: months of one year are not neighbours of a full year."""
    return frame[(frame["month"] == 12) | (frame.index == frame.index[-1])] if len(frame) else frame


def gaps(rows: Rows) -> list[str]:
    """The years between the first and the last row, so that a missing one is a gap in the line."""
    found = [int(row["year"]) for row in rows]
    return [str(year) for year in range(min(found), max(found))] if found else []


def line(rows: Rows, measure: Measure, aim: Goal | None = None) -> pa.Table:
    """A trend; without a target line above it, the last value stands below a highest last point.

    The tag of demonstration data has the upper right corner.
    """
    made = charts.trend.data(rows, measure, aim, gaps(rows))
    levels = [row["value"] for row in rows if not figures.missing(row["value"])]
    if aim is not None or not levels or rows[-1]["value"] != max(levels):
        return made
    points = made.to_pylist()
    return pa.Table.from_pylist(
        [{**one, "side": "below" if one["side"] else ""} for one in points], made.schema
    )


def goal(target: float | None, due: float | None, path: Rows) -> Goal | None:
    """The target line and the named path to it; `path` of the question required_path."""
    if target is None or figures.missing(target):
        return None
    points = [(float(row["year"]), float(row["required"])) for row in path if row["required"] is not None]
    named = say(f"chart.path_{path[0]['path']}") if points else ""
    return Goal(float(target), None if figures.missing(due) else int(due or 0), points, named)


def statement_columns() -> list[Column]:
    """The columns under which statements are exported."""
    return [
        Column("label", say("column.statement")),
        Column("status", say("column.status"), "status"),
        Column("period", say("column.period"), "period"),
        Column("value", say("column.value"), "number", decimals=3),
        Column("target", say("column.target"), "number", decimals=3),
        Column("unit_said", say("column.unit")),
        Column("told", say("column.gap")),
        Column("grade", say("column.grade"), "grade"),
    ]


def statement_line(row: dict[str, Any], href: str, note: str = "") -> Line:
    """One statement in a list: name, value, what is missing, status."""
    value = words.number(row["value"], row["unit"], decimals(row))
    period = words.period(row["period"])
    cells = [Cell(value, note=period), Cell(mark=status.chip(row["status"]), note=told(row))]
    return Line(f"{row['statement']} {names.statement(row['statement'])}", cells, href, note)


def told(row: dict[str, Any]) -> str:
    """The gap in words; nothing where there is no target."""
    rule = plan().statements[row["statement"]].rule
    if rule == "narrative":
        return say("card.judged")
    if row["target"] is None or row["value"] is None:
        return ""
    return words.gap(row["gap"], row["unit"], decimals(row), rule)


def decimals(row: dict[str, Any]) -> int:
    """Enough decimals that a value does not look like the target it misses."""
    return figures.telling_decimals(row["value"], row["target"], int(row["decimals"]))
