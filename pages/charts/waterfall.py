"""A waterfall: from one total over its changes to the next; the specification and its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from pages.charts import marks
from pages.charts.grammar import alt
from pages.charts.measure import Measure, Row, is_demo
from pages.charts.theme import STRONG, Theme
from pages.speech import figures

SCHEMA = pa.schema(
    [
        ("order", pa.int64()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("start", pa.float64()),
        ("end", pa.float64()),
        ("right", pa.float64()),
        ("label", pa.string()),
        ("tip", pa.string()),
        ("tone", pa.string()),
        ("demo", pa.bool_()),
        ("reach", pa.float64()),
    ]
)


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """Bars from start to end, a thin link at each end, the change written on the right."""
    names = alt.Y(
        "name:N",
        sort=alt.EncodingSortField(field="order", op="min"),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=150),
        scale=alt.Scale(paddingInner=0.35),
    )
    span = (names, marks.amounts("start", theme), alt.X2("end"))
    link = alt.Chart().mark_tick(
        orient="vertical", stroke=theme.colour("ink-faint"), thickness=1, size=34, opacity=0.6
    )
    label = alt.Chart().mark_text(align="left", dx=5, baseline="middle", fontWeight=STRONG)
    layers = [
        alt.Chart().mark_bar(cornerRadius=1).encode(*span, marks.tones(theme), marks.tip()),
        marks.hatch(theme, *span, known="datum.start != datum.end"),
        link.encode(names, marks.amounts("end", theme)),
        label.encode(names, marks.amounts("right", theme), marks.label()),
        marks.room(names, theme),
        marks.demo_tag(tongue, theme),
    ]
    return alt.LayerChart(layer=layers, height=alt.Step(34))


def data(rows: Iterable[Row], measure: Measure) -> pa.Table:
    """From rows with name, change, kind (total or change); a total starts from zero."""
    made: list[dict[str, Any]] = []
    level = 0.0
    for order, row in enumerate(rows):
        change, total = float(row["change"]), row["kind"] == "total"
        start, end = (0.0, change) if total else (level, level + change)
        write = figures.number if total else figures.signed
        text = write(change, measure.unit, measure.decimals, measure.language)
        tone = "accent" if total else "gain" if change >= 0 else "loss"
        made.append(
            {
                "order": order,
                "code": str(order),
                "name": str(row["name"]),
                "start": start,
                "end": end,
                "right": max(start, end),
                "label": text,
                "tip": str(row.get("tip") or f"{row['name']}  {text}"),
                "tone": str(row.get("tone") or tone),
                "demo": is_demo(row),
            }
        )
        level = end
    room = marks.label_room([step["right"] for step in made], [step["label"] for step in made])
    return pa.Table.from_pylist([{**step, "reach": step["right"] + room} for step in made], schema=SCHEMA)
