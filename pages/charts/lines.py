"""What the line charts share: the row of a point, the target's line, and where the last value is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pyarrow as pa

from pages.charts import marks
from pages.charts.grammar import alt
from pages.charts.measure import Measure, Row
from pages.charts.theme import STRONG, Theme
from pages.speech.catalogue import sentence

HEIGHT = 290  # px
CLOSE = 0.14  # a value this near below the target line is written on the other side
WRITTEN = [
    ("y", pa.float64()),
    ("label", pa.string()),
    ("side", pa.string()),
    ("tip", pa.string()),
    ("demo", pa.bool_()),
]


@dataclass(frozen=True)
class Goal:
    """The target line of a chart, and the named path that leads to it; of a band both ends."""

    value: float
    year: int | None = None
    path: Sequence[tuple[float, float]] = ()
    path_name: str = ""
    high: float | None = None


def target(theme: Theme) -> list[alt.Chart]:
    """The target's line over the whole width, its name above it on the left."""
    level = alt.Y("y:Q")
    rule = marks.only("target").mark_rule(stroke=theme.colour("target"), strokeWidth=1.5, clip=False)
    text = marks.only("target").mark_text(align="left", baseline="bottom", dy=-4, fontWeight=STRONG)
    return [rule.encode(level), text.encode(level, marks.label(), marks.fixed("X", 2))]


def last_value(position: tuple[alt.X, alt.Y], ink: str) -> list[alt.Chart]:
    """A direct label above or below its point, as the data asks."""
    return [
        marks.only("actual", side)
        .mark_text(dy=shift, dx=4, align="center", fill=ink, fontWeight=STRONG)
        .encode(*position, marks.label())
        for side, shift in (("above", -14), ("below", 18))
    ]


def point(series: str, x: float | None, y: float | None, **more: Any) -> dict[str, Any]:
    """One row of a line chart; what the axis could not write is no height."""
    return {
        "series": series,
        "x": x,
        "y": level(y),
        "label": "",
        "side": "",
        "tip": "",
        "demo": False,
        **more,
    }


def level(value: float | None) -> float | None:
    """A height with one digit less than an axis writes, so that its neighbours never read the same."""
    return None if value is None else float(f"{value:.{marks.WRITTEN_DIGITS - 1}g}")


def goal_rows(goal: Goal, measure: Measure) -> list[dict[str, Any]]:
    """The row of the target's line, named with its value and year; of a band one row for each end."""
    if goal.high is not None:
        ends = (("chart.band_low", goal.value), ("chart.band_high", goal.high))
        told = [(y, sentence(key, measure.language, value=measure.write(y))) for key, y in ends]
        return [point("target", None, y, label=label) for y, label in told]
    key = "chart.target" if goal.year else "chart.target_always"
    label = sentence(key, measure.language, value=measure.write(goal.value), year=goal.year)
    return [point("target", None, goal.value, label=label)]


def side_of_value(last: Row, goal: Goal | None, levels: Sequence[float]) -> str:
    """The last value is written on the side away from the path, and never across the target line."""
    if goal is None:
        return "above"
    drawn = [*levels, *(level for _, level in goal.path), goal.value, goal.high or goal.value]
    span = max(drawn) - min(drawn)
    if 0 <= goal.value - last["y"] < CLOSE * span:
        return "below"
    if 0 < last["y"] - goal.value < CLOSE * span or not goal.path:
        return "above"
    return "above" if last["y"] >= level_at(goal.path, last["x"]) else "below"


def level_at(path: Sequence[tuple[float, float]], x: float) -> float:
    """The path's height at x, straight between its points and level outside them."""
    points = sorted(path)
    for (left, low), (right, high) in pairwise(points):
        if left <= x <= right:
            return low + (high - low) * (x - left) / (right - left)
    return points[0][1] if x < points[0][0] else points[-1][1]
