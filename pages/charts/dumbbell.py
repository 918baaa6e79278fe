"""Few points without a line: base, required, now and target of each row on one scale; the rows it draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from pages.charts import marks
from pages.charts.grammar import alt
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import STRONG, Theme

NEAR = 0.3  # of the scale: marks this near to each other share one side, so the less important one is silent
SCHEMA = pa.schema(
    [
        ("order", pa.int64()),
        ("name", pa.string()),
        ("series", pa.string()),
        ("x", pa.float64()),
        ("x2", pa.float64()),
        ("label", pa.string()),
        ("tip", pa.string()),
        ("tone", pa.string()),
        ("demo", pa.bool_()),
    ]
)
FIELDS = ("base", "required", "target", "value")


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """A row for each thing: a hollow point where it began, a full one where it is, upright marks between."""
    names = alt.Y(
        "name:N",
        sort=alt.EncodingSortField(field="order", op="min"),
        axis=alt.Axis(
            title=None,
            domain=False,
            ticks=False,
            labelLimit=170,
            grid=True,
            gridOpacity=0.5,
            labelExpr="split(datum.label, '\\n')",
        ),
    )
    across = alt.X(
        "x:Q",
        scale=alt.Scale(zero=False, nice=False, padding=56),
        axis=alt.Axis(title=None, tickCount=4, grid=False, domain=False, ticks=False, labels=False),
    )
    ink, path, goal = theme.colour("accent"), theme.colour("path"), theme.colour("target")
    span = marks.only("span").mark_rule(stroke=ink, strokeWidth=5, strokeOpacity=0.35)
    points = marks.only("value").mark_point(size=150, stroke=ink, strokeWidth=2, opacity=1)
    layers = [
        span.encode(names, across, alt.X2("x2")),
        _upright("required", path, 2).encode(names, across, marks.tip()),
        _upright("target", goal, 3).encode(names, across, marks.tip()),
        marks.only("base").mark_point(size=70, stroke=path, opacity=1, fill=theme.colour("panel"))
        .encode(names, across, marks.tip()),
        points.encode(names, across, marks.hollow(ink, theme), marks.tip()),
        _written("value", 24, ink).encode(names, across, marks.label()),
        _written("base", 24, path).encode(names, across, marks.label()),
        _written("required", -22, path).encode(names, across, marks.label()),
        _written("target", -22, goal).encode(names, across, marks.label()),
        marks.demo_tag(tongue, theme),
    ]  # fmt: skip
    return alt.LayerChart(layer=layers, height=alt.Step(92))


def _upright(series: str, ink: str, thick: int) -> alt.Chart:
    made: alt.Chart = marks.only(series).mark_tick(
        orient="vertical", stroke=ink, thickness=thick, size=30, opacity=1
    )
    return made


def _written(series: str, down: int, ink: str) -> alt.Chart:
    made: alt.Chart = marks.only(series).mark_text(
        dy=down, fill=ink, align="center", baseline="middle", fontWeight=STRONG if series == "value" else 400
    )
    return made


def data(rows: Iterable[Row], measure: Measure, captions: Mapping[str, str]) -> pa.Table:
    """From rows with name, base, required, target, value, grade (and year_base, year_target).

    `captions` are the words before each number, with {value} and {year} left open.
    """
    kept = [row for row in rows if value_of(row) is not None]
    known = [float(row[name]) for row in kept for name in FIELDS if value_of(row, name) is not None]
    room = (max(known) - min(known)) * NEAR if known else 0.0
    made: list[dict[str, Any]] = []
    for order, row in enumerate(kept):
        made += _row(order, row, measure, captions, room)
    return pa.Table.from_pylist(made, schema=SCHEMA)


def _row(
    order: int, row: Row, measure: Measure, captions: Mapping[str, str], room: float
) -> list[dict[str, Any]]:
    places = {name: value_of(row, name) for name in FIELDS}
    if places["required"] == places["target"]:
        places["required"] = None
    base, value = places["base"], places["value"]
    made = []
    if base is not None:
        made.append(_mark(order, row, "span", base, x2=value))
    for name, rival in (("base", value), ("required", places["target"]), ("target", None), ("value", None)):
        place = places[name]
        if place is None:
            continue
        told = captions[name].format(value=measure.write(place), year=row.get(f"year_{name}") or "").strip()
        silent = rival is not None and abs(place - rival) <= room
        made.append(
            _mark(order, row, name, place, label="" if silent else told, tip=f"{row['name']}  {told}")
        )
    return made


def _mark(order: int, row: Row, series: str, x: float, **more: Any) -> dict[str, Any]:
    bare = {"x2": None, "label": "", "tip": "", "tone": "accent"}
    same = {"order": order, "name": str(row["name"]), "series": series, "x": x, "demo": is_demo(row)}
    return {**bare, **same, **more}
