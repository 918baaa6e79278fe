"""The trend with what comes after it: later values in a lighter line, and the outlook as a band."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from pages.charts import lines, marks, trend
from pages.charts.grammar import alt
from pages.charts.lines import point
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import Theme
from pages.speech import figures

SCHEMA = trend.SCHEMA.append(pa.field("y2", pa.float64()))


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """A trend with two more series: `band` behind it, `after` before it."""
    position, ink = trend.axes(tongue), theme.colour("accent")
    after = marks.only("after")
    line = after.mark_line(stroke=ink, strokeOpacity=0.45, strokeDash=[2, 5])
    points = after.transform_filter(alt.datum.tip != "").mark_point(
        size=45, stroke=ink, strokeOpacity=0.5, opacity=1
    )
    text = after.transform_filter(alt.datum.label != "").mark_text(dy=-14, fill=ink, opacity=0.8)
    layers = [
        marks.only("band").mark_area(fill=ink, fillOpacity=0.13).encode(*position, alt.Y2("y2")),
        *trend.layers(tongue, theme),
        line.encode(*position),
        points.encode(*position, marks.hollow(ink, theme), marks.tip()),
        text.encode(*position, marks.label()),
    ]
    return alt.LayerChart(layer=layers, height=lines.HEIGHT)


def data(
    judged: pa.Table, last: Row | None, after: Iterable[Row], measure: Measure, band: Sequence[Row] = ()
) -> pa.Table:
    """The table of `trend.data` with later rows (period, value) and a band (year, low, high) added.

    `last` is the row where the judged line ends; the later line starts there, the band at the newest value.
    """
    made: list[dict[str, Any]] = []
    start = None if last is None else value_of(last)
    if last is not None and start is not None:
        made += _after(figures.position(str(last["period"])), start, after, measure)
        made += _band(band)
    bare = judged.append_column("y2", pa.nulls(len(judged), pa.float64()))
    return pa.concat_tables([bare, pa.Table.from_pylist(made, schema=SCHEMA)])


def _after(x: float, y: float, rows: Iterable[Row], measure: Measure) -> list[dict[str, Any]]:
    made, written = [], ""
    for row in rows:
        if (value := value_of(row)) is not None:
            period = str(row["period"])
            written = measure.write(value)
            told = f"{figures.period_label(period, measure.language)}  {written}"
            made.append(point("after", figures.position(period), value, tip=told, demo=is_demo(row)))
    if not made:
        return []
    made[-1]["label"] = written
    return [point("after", x, y), *made]


def _band(band: Sequence[Row]) -> list[dict[str, Any]]:
    """The band opens at the newest value known, and reaches the end of each year."""
    if not band:
        return []
    start, opened = float(band[0]["start"]), figures.position(str(band[0]["start_period"]))
    ends = [(float(row["year"]), float(row["low"]), float(row["high"])) for row in band]
    points = [(opened, start, start), *ends]
    return [point("band", x, low, y2=high) for x, low, high in points]
