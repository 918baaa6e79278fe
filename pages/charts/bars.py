"""Sorted bars, one a row, each with its value written at its end: the specification and its rows."""

from collections.abc import Iterable

import altair as alt
import pyarrow as pa

from pages.charts import marks
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import TEXT, Theme
from pages.speech import figures

SCHEMA = pa.schema(
    [
        ("order", pa.int64()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("value", pa.float64()),
        ("label", pa.string()),
        ("tip", pa.string()),
        ("tone", pa.string()),
        ("demo", pa.bool_()),
        ("reach", pa.float64()),
    ]
)


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """Bars from zero, names on the left."""
    names = alt.Y(
        "name:N",
        sort=alt.EncodingSortField(field="order", op="min"),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=150, labelFontSize=TEXT),
        scale=alt.Scale(paddingInner=0.32),
    )
    values = marks.amounts("value", theme)
    layers = [
        alt.Chart().mark_bar(cornerRadiusEnd=2).encode(names, values, marks.tones(theme), marks.tip()),
        marks.hatch(theme, names, values),
        *_labels(names, values),
        marks.room(names, theme),
        marks.demo_tag(tongue, theme),
    ]
    return alt.LayerChart(layer=layers, height=alt.Step(28))


def _labels(names: alt.Y, values: alt.X) -> list[alt.Chart]:
    """The value behind the end of its bar: on the right, or on the left of a negative one."""
    up, down = (alt.Chart().transform_filter(of) for of in (alt.datum.value >= 0, alt.datum.value < 0))
    return [
        up.mark_text(align="left", dx=5, baseline="middle").encode(names, values, marks.label()),
        down.mark_text(align="right", dx=-5, baseline="middle").encode(names, values, marks.label()),
    ]


def data(
    rows: Iterable[Row], measure: Measure, tone: str = "accent", signed: bool = False, sort: bool = True
) -> pa.Table:
    """From rows with code, name, value, grade (and tone, label, tip); largest first by default."""
    kept = [row for row in rows if value_of(row) is not None]
    if sort:
        kept.sort(key=lambda row: -float(row["value"]))
    write = figures.signed if signed else figures.number
    unit = measure.unit if measure.unit == "%" else ""  # longer units stand in the chart's subtitle
    room = marks.label_room([float(row["value"]) for row in kept])
    made = []
    for order, row in enumerate(kept):
        value = float(row["value"])
        text = str(row.get("label") or write(value, unit, measure.decimals, measure.language))
        made.append(
            {
                "order": order,
                "code": str(row.get("code", row["name"])),
                "name": str(row["name"]),
                "value": value,
                "label": text,
                "tip": str(row.get("tip") or f"{row['name']}  {measure.write(value)}"),
                "tone": str(row.get("tone") or tone),
                "demo": is_demo(row),
                "reach": value + (room if value >= 0 else -room),
            }
        )
    return pa.Table.from_pylist(made, schema=SCHEMA)
