"""The trend against the required path and the target: the specification and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from pages.charts import lines, marks
from pages.charts.grammar import alt
from pages.charts.lines import Goal, point
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import Theme
from pages.speech import figures

BREAK_LINES = ("first", "second", "third")  # neighbouring breaks are written below each other
SCHEMA = pa.schema([("series", pa.string()), ("x", pa.float64()), *lines.WRITTEN])


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """Target, path and actual line, with points that answer to the pointer."""
    return alt.LayerChart(layer=layers(tongue, theme), height=lines.HEIGHT)


def axes(tongue: str) -> tuple[alt.X, alt.Y]:
    """Years across, values up."""
    year = "datum.value + '年'" if tongue == "zh" else "'' + datum.value"
    x = alt.X(
        "x:Q",
        scale=alt.Scale(zero=False, nice=False, padding=14),
        axis=alt.Axis(title=None, grid=False, tickMinStep=1, labelExpr=year, labelOverlap=True),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(zero=False, padding=12),
        axis=alt.Axis(
            title=None, tickCount=5, domain=False, ticks=False, labelExpr=marks.axis_number(tongue)
        ),
    )
    return x, y


def layers(tongue: str, theme: Theme) -> list[alt.Chart]:
    """What is drawn, from back to front."""
    position, path, actual = axes(tongue), theme.colour("path"), theme.colour("accent")
    known = marks.only("actual").transform_filter(alt.expr.isValid(alt.datum.y))
    points = known.mark_point(size=60, stroke=actual, strokeWidth=2, opacity=1)
    return [
        *lines.target(theme),
        marks.only("path").mark_line(stroke=path, strokeDash=[6, 4]).encode(*position),
        *_path_names(position, path),
        marks.only("beside").mark_line(stroke=path, strokeDash=[2, 3]).encode(*position),
        marks.only("actual").mark_line(stroke=actual).encode(*position),
        points.encode(*position, marks.hollow(actual, theme), marks.tip()),
        *breaks(position, theme),
        *lines.last_value(position, actual),
        marks.demo_tag(tongue, theme),
    ]


def breaks(position: tuple[alt.X, alt.Y], theme: Theme) -> list[alt.Chart]:
    """An upright line where the series beside changes what it is made by, with what that does to it.

    The words cross lines and other breaks: they have a halo, and are drawn above all else.
    """
    across, ink = position[0], theme.colour("target")
    rule = marks.only("break").mark_rule(stroke=ink, strokeDash=[3, 3], clip=False)
    halo: dict[str, Any] = {"stroke": theme.colour("panel"), "strokeWidth": 4, "strokeJoin": "round"}
    words = [
        marks.only("break")
        .mark_text(
            fill=ink,
            align=alt.ExprRef("split(datum.side, '-')[1] == 'right' ? 'left' : 'right'"),
            dx=alt.ExprRef("split(datum.side, '-')[1] == 'right' ? 4 : -4"),
            dy=alt.ExprRef(f"16 * indexof({list(BREAK_LINES)}, split(datum.side, '-')[0])"),
            tooltip=None,
            **under,
        )
        .encode(across, marks.label(), marks.fixed("Y", 6))
        for under in (halo, {})
    ]
    return [rule.encode(across, marks.tip()), *words]


def _path_names(position: tuple[alt.X, alt.Y], ink: str) -> list[alt.Chart]:
    """The name of the required path, in whichever of the four corners the data says is free."""
    layers = []
    for height, up in (("above", -9), ("below", 15)):
        left, right = (marks.only("path_name", f"{height}-{side}") for side in ("left", "right"))
        for text in (
            left.mark_text(fill=ink, dy=up, dx=-6, align="right"),
            right.mark_text(fill=ink, dy=up, dx=10, align="left"),
        ):
            layers.append(text.encode(*position, marks.label()))
    return layers


def data(
    rows: Iterable[Row],
    measure: Measure,
    goal: Goal | None = None,
    expected: Sequence[str] = (),
    beside: Sequence[Row] = (),
) -> pa.Table:
    """From rows with period, value, grade; periods of `expected` without a row become gaps.

    `beside` is another telling of the same series (period, value), drawn lighter; a row of it with `breaks`
    says what changes there from the row before.
    """
    told = list(rows)
    actual = _actual(told, measure, expected)
    known = [one for one in actual if one["y"] is not None]
    made: list[dict[str, Any]] = []
    if goal is not None:
        made += lines.goal_rows(goal, measure)
        made += [point("path", x, y) for x, y in goal.path]
        made += _path_name(goal, known)
    if known:
        last = known[-1]
        whole = {figures.position(str(row["period"])): value_of(row) for row in told}
        last["label"] = measure.write(whole[last["x"]])  # not of the height, which has fewer digits
        last["side"] = lines.side_of_value(last, goal, [one["y"] for one in known])
    return pa.Table.from_pylist(made + beside_rows(beside, measure) + actual, schema=SCHEMA)


def beside_rows(rows: Sequence[Row], measure: Measure) -> list[dict[str, Any]]:
    """The lighter line, and a mark half-way between two years where it breaks."""
    made = [point("beside", figures.position(str(row["period"])), value_of(row)) for row in rows]
    across = [one["x"] for one in made]
    for number, row in enumerate(row for row in rows if row.get("breaks")):
        middle = figures.position(str(row["period"])) - 0.5
        told = f"{figures.period_label(str(row['period']), measure.language)}  {row['breaks']}"
        # written towards the middle, so that it never meets the last value at the right end
        free = "left" if middle > (min(across) + max(across)) / 2 else "right"
        line = f"{BREAK_LINES[number % len(BREAK_LINES)]}-{free}"
        made.append(point("break", middle, None, label=str(row["breaks"]), side=line, tip=told))
    return made


def _actual(rows: Iterable[Row], measure: Measure, expected: Sequence[str]) -> list[dict[str, Any]]:
    found = {str(row["period"]): row for row in rows}
    points = []
    for period in sorted({*found, *expected}, key=figures.position):
        row = found.get(period, {})
        value = value_of(row)
        tip = f"{figures.period_label(period, measure.language)}  {measure.write(value)}"
        points.append(point("actual", figures.position(period), value, tip=tip, demo=is_demo(row)))
    return points


def _path_name(goal: Goal, known: Sequence[Row]) -> list[dict[str, Any]]:
    """The path's name beside its middle, on the side where the actual line is not."""
    if not goal.path or not goal.path_name:
        return []
    first, last = min(goal.path), max(goal.path)
    middle = (first[0] + last[0]) / 2
    nearest = min(known, key=lambda one: abs(one["x"] - middle), default=None)
    above = nearest is None or nearest["y"] <= lines.level_at(goal.path, middle)
    left = above == (last[1] >= first[1])
    x = first[0] + (last[0] - first[0]) * (0.64 if left else 0.36)  # leaves room for the words
    side = f"{'above' if above else 'below'}-{'left' if left else 'right'}"
    return [point("path_name", x, lines.level_at(goal.path, x), label=goal.path_name, side=side)]
