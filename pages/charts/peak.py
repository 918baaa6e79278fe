"""A line with its highest year named and the last year in which it may lie; the rows it is made of."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from pages.charts import lines, marks, trend
from pages.charts.grammar import alt
from pages.charts.lines import point
from pages.charts.measure import Row, value_of
from pages.charts.theme import STRONG, Theme
from pages.speech import figures

SCHEMA = trend.SCHEMA
HEADROOM = 0.45  # of the span above the top, for its name and those of the breaks


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """The trend's own layers, the top with its year, and an upright line where the top must lie before."""
    position, ink = trend.axes(tongue), theme.colour("target")
    top = marks.only("top")
    before = marks.only("before")
    layers = [
        before.mark_rule(stroke=ink, strokeWidth=1.5, strokeDash=[6, 4], clip=False).encode(position[0]),
        before.mark_text(align="right", dx=-6, fill=ink, baseline="top")
        .encode(position[0], marks.label(), marks.fixed("Y", 2)),
        *trend.layers(tongue, theme),
        top.mark_point(shape="triangle-up", size=110, fill=ink, stroke=ink, opacity=1, yOffset=-14)
        .encode(*position, marks.tip()),
        marks.only("room").mark_point(opacity=0, tooltip=None).encode(*position),
        top.mark_text(dy=-30, fill=ink, fontWeight=STRONG).encode(*position, marks.label()),
    ]  # fmt: skip
    return alt.LayerChart(layer=layers, height=lines.HEIGHT)


def data(judged: pa.Table, top: Row | None, top_told: str, due: int | None, due_told: str) -> pa.Table:
    """The table of `trend.data` with the highest row (period, value) and the year the top must lie before."""
    made = []
    levels = [row["y"] for row in judged.to_pylist() if row["y"] is not None]
    if top is not None:
        x = figures.position(str(top["period"]))
        made.append(point("room", x, max(levels) + HEADROOM * (max(levels) - min(levels))))
        made.append(point("top", x, value_of(top), label=top_told, tip=top_told))
    if due is not None:
        made.append(point("before", float(due), None, label=due_told))
    return pa.concat_tables([judged, pa.Table.from_pylist(made, schema=SCHEMA)])


def highest(rows: Sequence[Row]) -> Row | None:
    """The row of the largest value, the latest among equals; None without a value."""
    known = [row for row in rows if value_of(row) is not None]
    return max(known, key=lambda row: (round(float(row["value"]), 9), str(row["period"])), default=None)
