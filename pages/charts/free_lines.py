"""Lines of any table, one a series, over what stands in one column: the specification and its rows."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from pages.charts import marks
from pages.charts.grammar import alt
from pages.charts.lines import HEIGHT
from pages.charts.measure import Row, value_of
from pages.charts.theme import STRONG, Theme

SERIES = 8  # more lines than that say nothing
TONES = tuple(f"series-{place}" for place in range(SERIES))
SCHEMA = pa.schema(
    [
        ("order", pa.int64()),
        ("x", pa.string()),
        ("y", pa.float64()),
        ("series", pa.string()),
        ("label", pa.string()),
        ("tip", pa.string()),
        ("demo", pa.bool_()),
    ]
)


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """Points and lines in the order of the rows, the last value written; the series in a legend below."""
    x = alt.X(
        "x:O",
        sort=alt.EncodingSortField(field="order", op="min"),
        axis=alt.Axis(title=None, grid=False, labelAngle=0, labelOverlap=True),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(zero=False, nice=True),
        axis=alt.Axis(title=None, domain=False, tickCount=5, labelExpr=marks.axis_number(tongue)),
    )
    tones = alt.Color(
        "series:N",
        sort=None,
        scale=alt.Scale(range=[theme.colour(token) for token in TONES]),
        legend=alt.Legend(title=None, orient="bottom", columns=4, labelLimit=220),
    )
    lines = alt.Chart().mark_line().encode(x, y, tones)
    points = alt.Chart().mark_point(filled=True, size=36, opacity=1).encode(x, y, tones, marks.tip())
    last = alt.Chart().mark_text(dy=-12, align="center", fontWeight=STRONG).encode(x, y, marks.label())
    return alt.LayerChart(layer=[lines, points, last, marks.demo_tag(tongue, theme)], height=HEIGHT)


def data(rows: Iterable[Row], demo: bool = False) -> pa.Table:
    """From rows with x, y (a number or none) and series, in the order in which they are to be drawn."""
    kept = [row for row in rows if value_of(row, "y") is not None]
    known = list(dict.fromkeys(str(row["series"]) for row in kept))[:SERIES]
    ends = {str(row["series"]): order for order, row in enumerate(kept)}
    made = [
        {
            "order": order,
            "x": str(row["x"]),
            "y": float(row["y"]),
            "series": str(row["series"]),
            "label": f"{row['y']:,}" if ends[str(row["series"])] == order else "",
            "tip": f"{row['series']}  {row['x']}  {row['y']:,}",
            "demo": demo,
        }
        for order, row in enumerate(kept)
        if str(row["series"]) in known
    ]
    return pa.Table.from_pylist(made, schema=SCHEMA)
