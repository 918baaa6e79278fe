"""Small lines side by side, each on a scale of its own, or all on one where they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from pages.charts import marks
from pages.charts.grammar import alt
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import SMALL, STRONG, Theme
from pages.speech import figures

HEIGHT, TALL_HEIGHT = 420, 600  # px: of a few products, of all counties
ACROSS = 3  # panels in a row, as many as a telephone can still read
WIDE, LEFT = 0.84, 0.06  # of a panel its line takes so much, from there
LOW, TALL = 0.24, 0.36  # of its height likewise, below the name and above the years
SCHEMA = pa.schema(
    [
        ("series", pa.string()),
        ("panel", pa.string()),
        ("x", pa.float64()),
        ("y", pa.float64()),
        ("label", pa.string()),
        ("tip", pa.string()),
        ("tone", pa.string()),
        ("demo", pa.bool_()),
    ]
)


def spec(tongue: str, theme: Theme, height: int = HEIGHT) -> alt.LayerChart:
    """Panels in rows of three: the name, the line, what it is held against, its first and last year."""
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, ACROSS], nice=False), axis=None)
    up = alt.Y("y:Q", scale=alt.Scale(nice=False, zero=False, padding=0), axis=None)
    ink, soft, goal = theme.colour("accent"), theme.colour("ink-soft"), theme.colour("target")
    apart = alt.Detail("panel:N")
    points = marks.only("line").mark_point(size=40, stroke=ink, strokeWidth=1.5, opacity=1)
    layers = [
        marks.only("edge").mark_point(opacity=0, tooltip=None).encode(across, up),
        marks.only("held")
        .mark_line(stroke=goal, strokeWidth=1.5, strokeDash=[5, 3])
        .encode(across, up, apart),
        marks.only("line").mark_line(stroke=ink, strokeWidth=2).encode(across, up, apart),
        points.encode(across, up, marks.hollow(ink, theme), marks.tip()),
        _text("name", "left", "bottom", fontWeight=STRONG).encode(across, up, marks.label()),
        _text("told", "left", "top", fontSize=SMALL).encode(across, up, marks.label(), marks.tones(theme)),
        _text("from", "left", "top", fill=soft, fontSize=SMALL).encode(across, up, marks.label()),
        _text("until", "right", "top", fill=soft, fontSize=SMALL).encode(across, up, marks.label()),
        marks.demo_tag(tongue, theme),
    ]
    return alt.LayerChart(layer=layers, height=height)


def tall(tongue: str, theme: Theme) -> alt.LayerChart:
    """The same with room for four rows of panels, as many as the counties need."""
    return spec(tongue, theme, TALL_HEIGHT)


def _text(series: str, align: Any, baseline: Any, **look: Any) -> alt.Chart:
    made: alt.Chart = marks.only(series).mark_text(align=align, baseline=baseline, **look)
    return made


def data(panels: Iterable[Row], measure: Measure, shared: bool = False) -> pa.Table:
    """From rows with name, told (what is said of it), tone, rows (period, value, grade) and held (the same).

    `held` is what the line is held against, a level each period; without it only the line is drawn.
    `shared`: all lines have one scale, so that their heights can be compared.
    """
    kept = list(panels)
    levels = [level for panel in kept for row in panel["rows"] if (level := value_of(row)) is not None]
    scale = (min(levels), max(levels)) if shared and levels else None
    made: list[dict[str, Any]] = []
    for number, panel in enumerate(kept):
        made += _panel(number, panel, measure, scale)
    return pa.Table.from_pylist(made, schema=SCHEMA)


def _panel(
    number: int, panel: Row, measure: Measure, scale: tuple[float, float] | None
) -> list[dict[str, Any]]:
    left, floor = float(number % ACROSS), -float(number // ACROSS) - 1.0
    lines: dict[str, Sequence[Row]] = {"line": panel["rows"], "held": panel.get("held", ())}
    known = [
        (figures.position(str(row["period"])), level)
        for rows in lines.values()
        for row in rows
        if (level := value_of(row)) is not None
    ]
    if not known:
        return []
    start, end = min(x for x, _ in known), max(x for x, _ in known)
    low, high = scale or (min(y for _, y in known), max(y for _, y in known))

    def mark(series: str, x: float, y: float, **more: Any) -> dict[str, Any]:
        bare = {"label": "", "tip": "", "tone": "ink-soft", "demo": False}
        return {**bare, "series": series, "panel": str(panel["name"]), "x": left + x, "y": floor + y, **more}

    made = [mark("edge", 0, 0), mark("edge", 1, 1)]
    for series, rows in lines.items():
        for row in rows:
            level, period = value_of(row), str(row["period"])
            if level is None:
                continue
            x = LEFT + WIDE * ((figures.position(period) - start) / (end - start) if end > start else 0.5)
            y = LOW + TALL * ((level - low) / (high - low) if high > low else 0.5)
            told = (
                f"{panel['name']}  {figures.period_label(period, measure.language)}  {measure.write(level)}"
            )
            made.append(mark(series, x, y, tip=told, demo=is_demo(row)))
    first, last = str(panel["rows"][0]["period"]), str(panel["rows"][-1]["period"])
    made.append(mark("name", LEFT, 0.86, label=str(panel["name"])))
    made.append(mark("told", LEFT, 0.83, label=str(panel["told"]), tone=str(panel.get("tone", "ink-soft"))))
    made.append(mark("from", LEFT, 0.13, label=first[:4]))
    made.append(mark("until", LEFT + WIDE, 0.13, label=last[:4]))
    return made
