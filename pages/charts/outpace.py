"""Two lines: ours, and the one it must outpace, with the room between them; their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from pages.charts import lines, marks, trend
from pages.charts.grammar import alt
from pages.charts.lines import point
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import STRONG, Theme
from pages.speech import figures

SCHEMA = pa.schema([("series", pa.string()), ("x", pa.float64()), *lines.WRITTEN, ("y2", pa.float64())])


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """The other line dashed, ours full; the room between them shaded, each named at its end."""
    position = trend.axes(tongue)
    ink, other = theme.colour("accent"), theme.colour("path")
    known = marks.only("ours").transform_filter(alt.expr.isValid(alt.datum.y))
    points = known.mark_point(size=60, stroke=ink, strokeWidth=2, opacity=1)
    layers = [
        marks.only("beside").mark_line(stroke=other, strokeDash=[2, 3]).encode(*position),
        marks.only("room").mark_area(fill=ink, fillOpacity=0.12).encode(*position, alt.Y2("y2")),
        marks.only("other").mark_line(stroke=other, strokeDash=[6, 4]).encode(*position),
        marks.only("ours").mark_line(stroke=ink).encode(*position),
        points.encode(*position, marks.hollow(ink, theme), marks.tip()),
        marks.only("other").mark_point(size=30, stroke=other, fill=other, opacity=1)
        .encode(*position, marks.tip()),
        *trend.breaks(position, theme),
        *(
            marks.only("name", side).mark_text(fill=tone, align="right", dx=4, dy=shift, fontWeight=STRONG)
            .encode(*position, marks.label())
            for side, tone, shift in (("above", ink, -14), ("below", ink, 18), ("over", other, -20),
                                      ("under", other, 40))
        ),
        marks.demo_tag(tongue, theme),
    ]  # fmt: skip
    return alt.LayerChart(layer=layers, height=lines.HEIGHT)


def data(
    rows: Sequence[Row], measure: Measure, ours: str, other: str, beside: Sequence[Row] = ()
) -> pa.Table:
    """From rows with period, ours, other, grade; `ours` and `other` are what the lines are called.

    `beside` is another telling of our own line, as in `trend.data`.
    """
    made: list[dict[str, Any]] = trend.beside_rows(beside, measure)
    kept = [row for row in rows if value_of(row, "ours") is not None and value_of(row, "other") is not None]
    for series, name in (("other", other), ("ours", ours)):
        for row in kept:
            period, level = str(row["period"]), value_of(row, series)
            told = f"{name}  {figures.period_label(period, measure.language)}  {measure.write(level)}"
            made.append(point(series, figures.position(period), level, tip=told, demo=is_demo(row)))
    for row in kept:
        x, low = figures.position(str(row["period"])), value_of(row, "other")
        made.append(point("room", x, low, y2=value_of(row, "ours")))
    if kept:
        last = kept[-1]
        mine, theirs, x = (
            value_of(last, "ours"),
            value_of(last, "other"),
            figures.position(str(last["period"])),
        )
        higher = (mine or 0.0) >= (theirs or 0.0)
        sides = ("above", "under") if higher else ("below", "over")
        for name, level, side in ((ours, mine, sides[0]), (other, theirs, sides[1])):
            made.append(point("name", x, level, label=f"{name} {measure.write(level)}", side=side))
    return pa.Table.from_pylist(made, schema=SCHEMA)
