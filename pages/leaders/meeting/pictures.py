"""Draws the picture of a statement's slide: what its own page draws first, else its places or its parts."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

import pyarrow as pa

from data.plan import plan
from data.plan.kinds import kind_of
from pages import charts
from pages.analysts.indicator import kinds
from pages.analysts.indicator.figure import Figure
from pages.analysts.indicator.subject import Subject
from pages.charts import drawing
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.leaders.meeting.problem import Problem
from pages.pieces import heading, panel
from pages.speech import names, palette, words
from pages.speech.words import language, say
from queries.question import Row

WIDTH, HEIGHT = 720, 460  # px; a slide shows it a sixth larger
ROW = 44  # px of one bar at most
ENOUGH = 3  # places


@dataclass(frozen=True)
class Picture:
    """One chart with what it measures; `data` without a row draws nothing."""

    kind: str
    data: pa.Table
    measure: str
    height: int = HEIGHT


def of(visit: Visit, problem: Problem) -> Picture | None:
    """What the statement's own page draws first; else the places, else the parts side by side."""
    return _first(visit, problem) or _places(problem) or _parts(problem)


def markup(picture: Picture) -> str:
    """The figure of a slide; the drawing goes as text, for the page lets none through as it is."""
    drawn = drawing.svg(picture.kind, language(), picture.data, WIDTH, picture.height)
    packed = b64encode(drawn.encode()).decode()
    return (
        f'<figure class="peak-slide-picture">{heading.measure(picture.measure)}'
        f'<div role="img" aria-label="{escape(picture.measure)}" data-picture="{packed}"></div></figure>'
    )


def _first(visit: Visit, problem: Problem) -> Picture | None:
    """The first chart of its kind of promise; of a judgement what the industries emitted."""
    if not problem.trend:
        return None
    about = _subject(visit, problem)
    kind = kinds.of(about)
    with panel.held() as found:
        for draw in kind.blocks(about) if judged(problem) else [kind.first(about)]:
            if draw is not None:
                draw()
    return _picture(found[0]) if found else None


def judged(problem: Problem) -> bool:
    """Whether a person judges it: then its page begins with words."""
    return kind_of(plan().statements[problem.statement]) == "judgement"


def _subject(visit: Visit, problem: Problem) -> Subject:
    """The statement as its own page looks at it: here, at the period of its card."""
    own, row = plan().statements[problem.statement], problem.trend[-1]
    chosen = replace(visit.chosen, sector=str(problem.row["sector"]))
    here = replace(visit, statement=own.id, sheets=own.templates, chosen=chosen)
    figure = Figure(own, str(row["period"]), here.scope, problem.card.decimals)
    return Subject(here, figure, problem.card, {**row, "statement": own.id}, problem.trend)


def _picture(drawn: panel.Drawn) -> Picture:
    """As high as its rows need where it has rows, else as high as the slide has room."""
    step = isinstance(charts.spec(drawn.kind, language())["height"], dict)
    rows = len(set(drawn.data["name"].to_pylist())) if step else 0
    return Picture(drawn.kind, drawn.data, drawn.about.measure, min(HEIGHT, ROW * rows) if step else HEIGHT)


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
