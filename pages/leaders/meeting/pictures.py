"""Chooses and draws the main chart of a statement's slide: its way to the target, or its parts."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

import pyarrow as pa

from data.plan import Statement, plan
from pages import charts
from pages.charts import drawing
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.leaders.meeting.problem import Problem
from pages.pieces import heading, trends
from pages.speech import names, palette, words
from pages.speech.words import language, say
from queries.question import Row, Rows

WIDTH, HEIGHT = 720, 460  # px; a slide shows it a sixth larger
ROW = 44  # px of one bar at most
ENOUGH = 3  # points of a line
WHOLE_YEARS = ("budget", "peak_before")  # amounts of a year: part of one is no neighbour of whole ones


@dataclass(frozen=True)
class Picture:
    """One chart with what it measures; `data` without a row draws nothing."""

    kind: str
    data: pa.Table
    measure: str
    height: int = HEIGHT


def of(visit: Visit, problem: Problem) -> Picture | None:
    """The line over the years where there is one, else the places, else the parts side by side."""
    if problem.card.parts is not None:
        return _parts(problem)
    return _line(visit, problem) or _places(problem) or _parts(problem)


def markup(picture: Picture) -> str:
    """The figure of a slide; the drawing goes as text, for the page lets none through as it is."""
    drawn = drawing.svg(picture.kind, language(), picture.data, WIDTH, picture.height)
    packed = b64encode(drawn.encode()).decode()
    return (
        f'<figure class="peak-slide-picture">{heading.measure(picture.measure)}'
        f'<div role="img" aria-label="{escape(picture.measure)}" data-picture="{packed}"></div></figure>'
    )


def _line(visit: Visit, problem: Problem) -> Picture | None:
    own = plan().statements[problem.statement]
    if len(problem.trend) < ENOUGH:
        return None
    rows = trends.of_one_base(own, problem.trend, str(problem.row["period"]))
    shown = next((one for one in _readings(own, rows) if _told(one) >= ENOUGH), None)
    if shown is None:
        return None
    last = shown[-1]
    goal = trends.goal(last["target"], last["due_year"], list(problem.path))
    if goal is not None and last["target_high"] is not None:
        goal = replace(goal, high=float(last["target_high"]))
    measure = Measure(own.unit, problem.card.decimals, language())
    told = say(
        "indicator.trend_measure",
        name=names.statement(own.id),
        unit=names.unit(own.unit),
        scope=visit.scope,
    )
    return Picture("trend", trends.line(list(shown), measure, goal), told)


def _readings(own: Statement, rows: Rows) -> Iterator[Rows]:
    """The ways to read a series: by whole years and the newest period, else by every period."""
    if own.rule in WHOLE_YEARS:
        yield rows.kept(lambda row: row["month"] == 12)
    else:
        yield trends.yearly(rows)
        yield rows


def _told(rows: Rows) -> int:
    """How many points a line would have."""
    return sum(row["value"] is not None for row in rows)


def _places(problem: Problem) -> Picture | None:
    own = plan().statements[problem.statement]
    rows = [
        {**row, "code": row["region"], "name": names.region(row["region"])}
        for row in problem.places
        if row["region_kind"] != "city" and row["value"] is not None
    ]
    bases = {row["base_year"] for row in rows}
    if len(rows) < ENOUGH or (own.counted_from_base and bases != {problem.row["base_year"]}):
        return None  # what is counted from other years is no neighbour
    measure = Measure(own.unit, own.decimals, language())
    told = say(
        "indicator.regions_measure", period=words.period(problem.row["period"]), unit=names.unit(own.unit)
    )
    return _bars(rows, measure, told)


def _parts(problem: Problem) -> Picture | None:
    """How far each part lies above what is asked of it, in percent."""
    rows = [
        {
            **row,
            "value": row["excess"],
            "code": row["item"],
            "name": names.item(problem.statement, row["item"]),
        }
        for row in problem.parts
        if row["excess"] is not None
    ]
    if len(rows) < 2:
        return None
    told = say("present.parts_measure", period=words.period(problem.row["period"]))
    return _bars(rows, Measure("%", 1, language()), told, signed=True)


def _bars(rows: Iterable[Row], measure: Measure, told: str, signed: bool = False) -> Picture:
    toned = [{**row, "tone": palette.status_token(str(row["status"]))} for row in rows]
    data = charts.bars.data(toned, measure, signed=signed)
    return Picture("bars", data, told, min(HEIGHT, ROW * max(1, data.num_rows)))
