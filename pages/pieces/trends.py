"""Shapes a line over the years: whole years, gaps, the target with its path, the side of the last value."""

from collections.abc import Sequence

import pyarrow as pa

from data.plan import Statement
from pages import charts
from pages.charts.lines import Goal
from pages.charts.measure import Measure
from pages.speech import figures, words
from pages.speech.words import say
from queries.question import Row, Rows


def yearly(rows: Rows) -> Rows:
    """Full years and the newest period: months of one year are not neighbours of a full year."""
    return rows.told(row for row in rows if row["month"] == 12 or row is rows[-1])


def of_one_base(statement: Statement, rows: Rows, period: str) -> Rows:
    """The rows counted from the base year of the one at a period: others are no neighbours."""
    if not statement.counted_from_base:
        return rows
    base = next(row["base_year"] for row in rows if row["period"] == period)
    return rows.kept(lambda row: row["base_year"] == base)


def gaps(rows: list[Row]) -> list[str]:
    """The years between the first and the last row, so that a missing one is a gap in the line."""
    found = [int(row["year"]) for row in rows]
    return [str(year) for year in range(min(found), max(found))] if found else []


def path_in_words(statement: Statement, row: Row, decimals: int) -> str:
    """How far the value lies behind or ahead of the required path; empty without a path."""
    short = row["short_of_path"]
    if short is None:
        return ""
    size = round(abs(float(short)), 9)
    unit = "个百分点" if statement.unit == "%" else statement.unit
    places = max(decimals, figures.telling_decimals(size, 0.0, decimals))
    key = "even" if size == 0 else "short" if short > 0 else "ahead"
    return say(f"indicator.path_{key}", amount=words.number(size, unit, places))


def line(rows: list[Row], measure: Measure, aim: Goal | None = None, beside: Sequence[Row] = ()) -> pa.Table:
    """A trend; without a target line above it, the last value stands below a highest last point.

    The tag of demonstration data has the upper right corner.
    """
    made = charts.trend.data(rows, measure, aim, gaps(rows), beside)
    known = [row for row in rows if row["value"] is not None]
    levels = [row["value"] for row in known]
    if aim is not None or not levels or known[-1]["value"] != max(levels):
        return made
    points = made.to_pylist()
    return pa.Table.from_pylist(
        [{**one, "side": "below" if one["side"] else ""} for one in points], made.schema
    )


def goal(target: float | None, due: int | None, path: list[Row]) -> Goal | None:
    """The target line and the named path to it; `path` of the question required_path."""
    if target is None:
        return None
    points = [(float(row["year"]), float(row["required"])) for row in path if row["required"] is not None]
    named = say(f"chart.path_{path[0]['path']}") if points else ""
    return Goal(float(target), due, points, named)


def until(rows: Rows, period: str | None) -> Rows:
    """The years that were known by a period; all of them without one."""
    return rows.kept(lambda row: period is None or row["year"] <= int(period[:4]))
