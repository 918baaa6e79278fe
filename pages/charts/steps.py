"""The step line of a count that changes on certain days: the specification and its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from pages.charts import lines, marks
from pages.charts.grammar import alt
from pages.charts.lines import Goal
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import Theme
from pages.speech import figures

SCHEMA = pa.schema([("series", pa.string()), ("day", pa.timestamp("ms")), *lines.WRITTEN])


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """Target and steps over the days, a point where something changed."""
    x = alt.X(
        "day:T",
        axis=alt.Axis(
            title=None,
            grid=False,
            format="%Y年" if tongue == "zh" else "%Y",
            tickCount="year",
            labelOverlap=True,
        ),
        scale=alt.Scale(padding=14, nice=False),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(title=None, tickMinStep=1, tickCount=5, domain=False, ticks=False, format="d"),
    )
    ink, position = theme.colour("accent"), (x, y)
    points = marks.only("actual").mark_point(size=55, stroke=ink, strokeWidth=2, opacity=1)
    layers = [
        *lines.target(theme),
        marks.only("actual").mark_line(interpolate="step-after", stroke=ink).encode(*position),
        points.encode(*position, marks.hollow(ink, theme), marks.tip()),
        *lines.last_value(position, ink),
        marks.demo_tag(tongue, theme),
    ]
    return alt.LayerChart(layer=layers, height=lines.HEIGHT)


def data(rows: Iterable[Row], measure: Measure, goal: Goal | None = None) -> pa.Table:
    """From rows with day (date, datetime or ISO text), value, grade, and optionally tip."""
    made: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda one: str(one["day"])):
        value = value_of(row)
        tip = row.get("tip") or f"{figures.date_label(row['day'], measure.language)}  {measure.write(value)}"
        one = lines.point("actual", None, value, tip=str(tip), demo=is_demo(row))
        one["day"] = _moment(row["day"])
        made.append(one)
    if made:
        last, levels = made[-1], [0.0, *(one["y"] for one in made if one["y"] is not None)]
        last["label"] = measure.write(last["y"])
        last["side"] = lines.side_of_value(last, goal, levels) if last["y"] is not None else ""
    if goal is not None:
        made += lines.goal_rows(goal, measure)
    return pa.Table.from_pylist(made, schema=SCHEMA)


def _moment(day: Any) -> dt.datetime:
    """A date, datetime, pandas timestamp or ISO text as a moment without zone."""
    if isinstance(day, dt.datetime):
        return day.replace(tzinfo=None)
    if isinstance(day, dt.date):
        return dt.datetime(day.year, day.month, day.day)
    return dt.datetime.fromisoformat(str(day))
