"""Draws the line of every county side by side, on one scale where they can be compared."""

from functools import partial

from data.plan import plan
from pages import charts
from pages.analysts.indicator import breakdown, frames
from pages.analysts.indicator.kinds.kind import Draw
from pages.analysts.indicator.subject import FEWEST, Subject
from pages.pieces import panel
from pages.pieces.tables import Column
from pages.speech import names, palette
from pages.speech.words import say
from queries.question import Row, Rows

FEW = 2  # counties with a line: one alone is no comparison


def draw(subject: Subject) -> list[Draw]:
    """The block, where the city is looked at and several counties have a line."""
    if not subject.visit.everywhere or not breakdown.tells(subject.places):
        return []
    given = {**subject.visit.given("sector", "basis"), "as_of": subject.figure.period}
    rows = subject.visit.ask("progress_by_indicator", statement=subject.statement.id, **given)
    found = _lines(subject, rows)
    if len(found) < FEW:
        return []
    return [partial(_side_by_side, subject, rows.kept(lambda row: row["region"] in found), found)]


def _lines(subject: Subject, rows: Rows) -> dict[str, list[Row]]:
    """The whole years and the period itself of every county that has points enough, counted from one base."""
    found: dict[str, list[Row]] = {code: [] for code in plan().counties()}
    base = subject.judged["base_year"] if subject.statement.counted_from_base else None
    for row in rows:
        whole = len(row["period"]) == len("2025") or row["period"] == subject.figure.period
        same = base is None or row["base_year"] == base
        if row["region"] in found and whole and same and row["value"] is not None:
            found[row["region"]].append(row)
    return {code: line for code, line in found.items() if len(line) >= FEWEST}


def _side_by_side(subject: Subject, rows: Rows, found: dict[str, list[Row]]) -> None:
    """A panel a county in the plan's order, with its newest number, and its status where that is a verdict.

    The shape of what has no target of its own is a hollow box: alone behind a number it is a missing letter.
    """
    figure, statuses = subject.figure, plan().statuses
    panels = []
    for code, line in found.items():
        status, told, tone = str(line[-1]["status"]), figure.write(line[-1]["value"]), "ink-soft"
        if statuses[status].judged:
            told, tone = f"{told} {statuses[status].shape}", palette.status_token(status)
        panels.append({"name": names.region(code), "told": told, "tone": tone, "rows": line})
    shared = figure.statement.rule not in breakdown.SIZES
    key = "indicator.counties_shared" if shared else "indicator.counties_own"
    measure = say(key, unit=figure.unit, period=figure.when)
    title = _title(shared, figure.statement.direction, found)
    about = subject.visit.about(title, measure, rows, as_of=figure.when)
    data = charts.multiples.data(panels, figure.measure, shared)
    table = rows.plus(name=lambda row: names.region(row["region"]))
    shown = [*frames.progress(figure, Column("name", say("column.place")))]
    panel.chart("counties", "counties", data, about, table, [shown[0], "period", *shown[1:]])


def _title(shared: bool, direction: int, found: dict[str, list[Row]]) -> str:
    """How many counties moved the way that is wanted from their first to their last point; of sizes: grew."""
    way = direction if shared else 1
    moved = [way * (line[-1]["value"] - line[0]["value"]) for line in found.values()]
    key = "indicator.counties_title" if shared else "indicator.counties_grown"
    return say(key, count=len(moved), good=sum(step > 0 for step in moved))
