"""A budget for each year beside what was used of it: bars from zero, the budget and the pace as marks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from pages.charts import marks
from pages.charts.grammar import alt
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import STRONG, Theme
from pages.speech import figures
from pages.speech.catalogue import sentence

SCHEMA = pa.schema(
    [
        ("order", pa.int64()),
        ("name", pa.string()),
        ("value", pa.float64()),
        ("budget", pa.float64()),
        ("pace", pa.float64()),
        ("label", pa.string()),
        ("pace_label", pa.string()),
        ("tip", pa.string()),
        ("tone", pa.string()),
        ("demo", pa.bool_()),
        ("reach", pa.float64()),
    ]
)


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """A bar a year; a thick mark where its budget ends, a thin one where a usual year would stand by now."""
    names = alt.Y(
        "name:N",
        sort=alt.EncodingSortField(field="order", op="min"),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=150),
        scale=alt.Scale(paddingInner=0.42),
    )
    values = marks.amounts("value", theme)
    goal, path = theme.colour("target"), theme.colour("path")
    tick: dict[str, Any] = {"orient": "vertical", "opacity": 1}
    pace = alt.Chart().transform_filter(alt.expr.isValid(alt.datum.pace))
    bar = alt.Chart().mark_bar(cornerRadiusEnd=2, opacity=0.85)
    layers = [
        bar.encode(names, values, marks.tones(theme), marks.tip()),
        marks.hatch(theme, names, values),
        pace.mark_tick(stroke=path, thickness=2, size=36, **tick).encode(names, marks.amounts("pace", theme)),
        pace.mark_text(fill=path, dy=-24, baseline="middle", align="center").encode(
            names, marks.amounts("pace", theme), alt.Text("pace_label:N")
        ),
        alt.Chart().mark_tick(stroke=goal, thickness=3, size=30, **tick)
        .encode(names, marks.amounts("budget", theme), marks.tip()),
        alt.Chart().mark_text(align="left", dx=8, baseline="middle", fontWeight=STRONG)
        .encode(names, marks.amounts("end", theme), marks.label()),
        marks.room(names, theme),
        marks.demo_tag(tongue, theme),
    ]  # fmt: skip
    ended = alt.LayerChart(layer=layers, height=alt.Step(50))
    made: alt.LayerChart = ended.transform_calculate(end=alt.expr.max(alt.datum.value, alt.datum.budget))
    return made


def scaled(rows: Iterable[Row], measure: Measure) -> figures.Scale:
    """The step that all labels are written in; the unit with it belongs into the chart's subtitle."""
    amounts = [row[name] for row in rows for name in ("value", "budget")]
    return figures.Scale.of(amounts, measure.unit, measure.language)


def data(rows: Iterable[Row], measure: Measure) -> pa.Table:
    """From rows with name, value, budget, grade, and pace where the year is still running; newest first."""
    kept = [row for row in rows if value_of(row) is not None and value_of(row, "budget") is not None]
    most = max((max(float(row["value"]), float(row["budget"])) for row in kept), default=0.0)
    scale = scaled(kept, measure)
    made = []
    for order, row in enumerate(kept):
        value, budget, pace = (value_of(row, name) for name in ("value", "budget", "pace"))
        share = Measure("%", 1, measure.language).write(100 * value / budget if value and budget else None)
        whole = {"used": measure.write(value), "budget": measure.write(budget), "share": share}
        brief = {"used": scale.bare(value, measure.decimals), "share": share}
        ends = max(value or 0.0, budget or 0.0)
        made.append(
            {
                "order": order,
                "name": str(row["name"]),
                "value": value,
                "budget": budget,
                "pace": pace,
                "label": sentence("chart.budget_share", measure.language, **brief),
                "pace_label": ""
                if pace is None
                else sentence(
                    "chart.budget_pace", measure.language, value=scale.bare(pace, measure.decimals)
                ),
                "tip": f"{row['name']}  {sentence('chart.budget_used', measure.language, **whole)}",
                "tone": str(row.get("tone") or "accent"),
                "demo": is_demo(row),
                "reach": ends + most * 2.4 * marks.LABEL_SHARE,
            }
        )
    return pa.Table.from_pylist(made, schema=SCHEMA)
