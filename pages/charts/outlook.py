"""The trend with what comes after it: later values in a lighter line, and the outlook as a band."""

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from pages.charts import lines as chart_lines
from pages.charts.marks import Spec, hollow, only, tip
from pages.charts.palette import colour
from pages.charts.shaping import Measure, Row, is_demo, value_of
from pages.speech import figures


def outlook(language: str, name: str) -> Spec:
    """The specification: a trend with two more series, `after` and `band`."""
    made = chart_lines.trend(language, name)
    ink = colour("accent", name)
    position = next(layer["encoding"] for layer in made["layer"] if layer["transform"] == only("actual"))
    band: list[Spec] = [
        {
            "transform": only("band"),
            "mark": {"type": "area", "fill": ink, "fillOpacity": 0.13},
            "encoding": {**position, "y2": {"field": "y2"}},
        },
    ]
    after: list[Spec] = [
        {
            "transform": only("after"),
            "mark": {"type": "line", "stroke": ink, "strokeOpacity": 0.45, "strokeDash": [2, 5]},
            "encoding": position,
        },
        {
            "transform": [*only("after"), {"filter": "datum.tip != ''"}],
            "mark": {"type": "point", "size": 45, "stroke": ink, "strokeOpacity": 0.5, "opacity": 1},
            "encoding": {**position, "fill": hollow(name, ink), "tooltip": tip()},
        },
        {
            "transform": [*only("after"), {"filter": "datum.label != ''"}],
            "mark": {"type": "text", "dy": -14, "fill": ink, "opacity": 0.8},
            "encoding": {**position, "text": {"field": "label"}},
        },
    ]
    return {**made, "layer": [*band, *made["layer"], *after]}


def continued(
    trend: pa.Table, last: Row | None, after: Iterable[Row], measure: Measure, band: Sequence[Row] = ()
) -> pa.Table:
    """The table of `chart_data.trend` with later rows (period, value) and a band (year, low, high) added.

    `last` is the row where the judged line ends; the later line starts there, the band at the last
    year it was made from.
    """
    lines: list[dict[str, Any]] = []
    start = None if last is None else value_of(last)
    if last is not None and start is not None:
        lines += _after(figures.position(str(last["period"])), start, list(after), measure)
        lines += _band(band, figures.position(str(last["period"])))
    schema = trend.schema.append(pa.field("y2", pa.float64()))
    return pa.concat_tables(
        [trend.append_column("y2", pa.nulls(len(trend), pa.float64())), _table(lines, schema)]
    )


def _table(lines: list[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    blank: dict[str, Any] = {"label": "", "side": "", "tip": "", "demo": False, "y2": None}
    return pa.Table.from_pylist([{**blank, **line} for line in lines], schema=schema)


def _after(x: float, y: float, rows: Sequence[Row], measure: Measure) -> list[dict[str, Any]]:
    known = [row for row in rows if value_of(row) is not None]
    lines: list[dict[str, Any]] = [{"series": "after", "x": x, "y": y}] if known else []
    for row in known:
        period, value = str(row["period"]), value_of(row)
        told = f"{figures.period_label(period, measure.language)}  {measure.write(value)}"
        line = {
            "series": "after",
            "x": figures.position(period),
            "y": value,
            "tip": told,
            "demo": is_demo(row),
        }
        lines.append(line)
    if known:
        lines[-1]["label"] = measure.write(value_of(known[-1]))
    return lines


def _band(band: Sequence[Row], now: float) -> list[dict[str, Any]]:
    """The band opens from the last year it was made from; a running year has come as far as `now`."""
    if not band:
        return []
    start = float(band[0]["start"])
    ends = [(float(row["year"]), float(row["low"]), float(row["high"])) for row in band]
    points = [(min(ends[0][0] - 1, now), start, start), *ends]
    return [{"series": "band", "x": x, "y": low, "y2": high} for x, low, high in points]
