"""Everybody a coverage expects, place by place: in, missing, still to come, unknown; the rows it draws."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from pages.charts import marks
from pages.charts.grammar import alt
from pages.charts.measure import Row, is_demo
from pages.charts.theme import Theme

SCHEMA = pa.schema(
    [
        ("order", pa.int64()),
        ("name", pa.string()),
        ("place", pa.int64()),
        ("standing", pa.string()),
        ("label", pa.string()),
        ("tip", pa.string()),
        ("demo", pa.bool_()),
    ]
)
ORDER = ("missing", "open", "unknown", "waiting", "in")  # who is missing stands first in its row
SHAPES = {"missing": "cross", "open": "circle", "unknown": "circle", "waiting": "circle", "in": "square"}
LEAST = 14  # columns, so that few members do not lie far apart
NAMED = 1  # of a row, so many missing ones are written out; the table has them all


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """A row for each place, a mark for each member: filled in, open still to come, crossed missing."""
    names = alt.Y(
        "name:N",
        sort=alt.EncodingSortField(field="order", op="min"),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=150),
    )
    across = alt.X("place:Q", scale=alt.Scale(nice=False, zero=True, padding=10), axis=None)
    ink, faint, gone = theme.colour("accent"), theme.colour("ink-faint"), theme.colour("status-missed")
    layers = []
    for standing in ORDER:
        full = {"in": ink, "missing": gone}.get(standing, theme.colour("panel"))
        edge = {"in": ink, "missing": gone}.get(standing, faint)
        dash = [2, 2] if standing == "unknown" else [1, 0]
        mark = _standing(standing).mark_point(
            shape=SHAPES[standing],
            size=150,
            fill=full,
            stroke=edge,
            strokeWidth=1,
            strokeDash=dash,
            opacity=1,
        )
        layers.append(mark.encode(names, across, marks.tip()))
    text = alt.Chart().transform_filter(alt.datum.label != "")
    layers.append(
        text.mark_text(align="left", dx=14, baseline="middle", fill=gone).encode(names, across, marks.label())
    )
    layers.append(_standing("room").mark_point(opacity=0, tooltip=None).encode(names, across))
    layers.append(marks.demo_tag(tongue, theme))
    return alt.LayerChart(layer=layers, height=alt.Step(26))


def _standing(standing: str) -> alt.Chart:
    made: alt.Chart = alt.Chart().transform_filter(alt.FieldEqualPredicate(field="standing", equal=standing))
    return made


def data(rows: Iterable[Row]) -> pa.Table:
    """From rows with group, name, standing, told (the sentence of the member), grade; groups as they come."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row["group"]), []).append(row)
    widest = max([LEAST, *(len(group) for group in groups.values())])
    made: list[dict[str, Any]] = []
    for order, (name, group) in enumerate(groups.items()):
        standing = sorted(group, key=lambda row: ORDER.index(str(row["standing"])))
        same = {"order": order, "name": name}
        for place, row in enumerate(standing, start=1):
            made.append(
                {
                    **same,
                    "place": place,
                    "standing": str(row["standing"]),
                    "label": "",
                    "tip": str(row["told"]),
                    "demo": is_demo(row),
                }
            )
        missing = [str(row["name"]) for row in standing if row["standing"] == "missing" and row["name"]]
        blank = {"place": len(group), "standing": "", "tip": "", "demo": False}
        if missing:
            told = "、".join(missing[:NAMED]) + ("…" if len(missing) > NAMED else "")
            made.append({**same, **blank, "label": told})
        made.append({**same, **blank, "place": widest + 1, "standing": "room", "label": ""})
    return pa.Table.from_pylist(made, schema=SCHEMA)
