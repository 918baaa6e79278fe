"""Sorted bars, one a row, each with its value written at its end: the specification and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from pages.charts import marks
from pages.charts.grammar import alt
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import TEXT, Theme
from pages.speech import figures
from pages.speech.figures import Scale

BREAK = "¦"  # stands for a new line in a name: no name has it
IS_BAR = "isValid(datum.value)"
HAS_INK = f"{IS_BAR} && datum.value !== 0"
SCHEMA = pa.schema(
    [
        ("order", pa.int64()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("value", pa.float64()),
        ("aim", pa.float64()),
        ("goal", pa.float64()),
        ("end", pa.float64()),
        ("label", pa.string()),
        ("tip", pa.string()),
        ("tone", pa.string()),
        ("pick", pa.bool_()),
        ("demo", pa.bool_()),
        ("reach", pa.float64()),
    ]
)
CLEAR = 1.6  # of the room of a label: a mark this near behind a bar would run through its number
BROAD = 20  # px an upright tick is tall
WRAPPED = {"zh": 12, "en": 24}  # letters; a longer name is written in two lines


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """Bars from zero, names on the left, a tick where each is held against, a line for the target of all."""
    names = alt.Y(
        "name:N",
        sort=alt.EncodingSortField(field="order", op="min"),
        axis=alt.Axis(
            title=None,
            domain=False,
            ticks=False,
            labelLimit=190,
            labelFontSize=TEXT,
            labelLineHeight=TEXT + 1,
            labelBaseline={
                "condition": {"test": f"indexof(datum.value, '{BREAK}') >= 0", "value": "bottom"},
                "value": "middle",
            },
            labelExpr=f"split(datum.label, '{BREAK}')",
        ),
        scale=alt.Scale(paddingInner=0.32),
    )
    values, known = marks.amounts("value", theme), alt.Chart().transform_filter(IS_BAR)
    pick = alt.selection_point(name="region", fields=["code"], toggle=False)
    bars = known.mark_bar(cornerRadiusEnd=2, cursor=alt.ExprRef("datum.pick ? 'pointer' : 'default'"))
    layers = [
        bars.encode(names, values, marks.tones(theme), marks.tip()).properties(name="bars").add_params(pick),
        marks.hatch(theme, names, values, known=HAS_INK),
        *_aims(names, theme),
        *_labels(names),
        marks.room(names, theme),
        marks.demo_tag(tongue, theme),
    ]
    return alt.LayerChart(layer=layers, height=alt.Step(28))


def _aims(names: alt.Y, theme: Theme) -> list[alt.Chart]:
    """The target of all as a dashed line over the whole height, a bar's own as a tick across it."""
    ink = theme.colour("target")
    whole = alt.Chart().transform_filter(alt.expr.isValid(alt.datum.goal)).transform_aggregate(x="max(goal)")
    own = alt.Chart().transform_filter(alt.expr.isValid(alt.datum.aim))
    line = whole.mark_rule(stroke=ink, strokeDash=[4, 3], strokeWidth=1.5, tooltip=None)
    tick = own.mark_tick(orient="vertical", fill=ink, opacity=1, thickness=3, size=BROAD)
    return [
        line.encode(marks.amounts("x", theme)),
        tick.encode(names, marks.amounts("aim", theme), marks.tip()),
    ]


def _labels(names: alt.Y) -> list[alt.Chart]:
    """The value behind the end of its bar: on the right, or on the left of a negative one."""
    end = alt.X("end:Q")
    up, down = (alt.Chart().transform_filter(of) for of in (alt.datum.end >= 0, alt.datum.end < 0))
    return [
        up.mark_text(align="left", dx=5, baseline="middle").encode(names, end, marks.label()),
        down.mark_text(align="right", dx=-5, baseline="middle").encode(names, end, marks.label()),
    ]


def data(
    rows: Iterable[Row],
    measure: Measure,
    tone: str = "accent",
    signed: bool = False,
    sort: bool = True,
    goal: float | None = None,
    apart: tuple[str, Sequence[Row]] = ("", ()),
    pick: bool = False,
) -> pa.Table:
    """From rows with code, name, value, grade (and tone, label, tip, aim); largest first by default.

    `aim` is what a bar is held against, `goal` what all are. `apart` are a heading and bars of another kind
    below the others; `pick` says that a click chooses the bar.
    """
    groups = [[row for row in group if value_of(row) is not None] for group in (rows, apart[1])]
    if sort:
        groups = [sorted(group, key=lambda row: -float(row["value"])) for group in groups]
    kept = [row for group in groups for row in group]
    scale = Scale.of((row["value"] for row in kept), measure.unit, measure.language)
    labels = [str(row.get("label") or _written(float(row["value"]), measure, scale, signed)) for row in kept]
    drawn = [value for row in kept for value in (value_of(row), value_of(row, "aim"), goal)]
    room = marks.label_room([value for value in drawn if value is not None], labels)
    made = []
    for row, label in zip(kept, labels, strict=True):
        value, aim = float(row["value"]), value_of(row, "aim")
        end = _end(value, [one for one in (aim, goal) if one is not None], room)
        made.append(
            {
                "code": str(row.get("code", row["name"])),
                "name": _wrapped(str(row["name"]), measure.language),
                "value": value,
                "aim": aim,
                "goal": goal,
                "end": end,
                "label": label,
                "tip": str(row.get("tip") or f"{row['name']}  {measure.write(value)}"),
                "tone": str(row.get("tone") or tone),
                "pick": pick,
                "demo": is_demo(row),
                "reach": end + (room if value >= 0 else -room),
            }
        )
    if apart[0] and groups[1]:
        made.insert(len(groups[0]), _heading(apart[0]))
    return pa.Table.from_pylist([{"order": n, **row} for n, row in enumerate(made)], schema=SCHEMA)


def _heading(text: str) -> dict[str, Any]:
    """A line without a bar, over those of another kind."""
    empty = {"code": "", "label": "", "tip": "", "tone": "accent", "pick": False, "demo": False}
    return {"name": text, "value": None, "aim": None, "goal": None, "end": None, "reach": 0.0, **empty}


def _written(value: float, measure: Measure, scale: Scale, signed: bool) -> str:
    """The number behind a bar; longer units than % stand in the chart's subtitle."""
    if measure.unit != "%":
        return scale.write(value, measure.decimals, signed)
    write = figures.signed if signed else figures.number
    return write(value, "%", measure.decimals, measure.language)


def _end(value: float, targets: Sequence[float], room: float) -> float:
    """Where the number is written: behind the bar, and behind a mark that would run through it."""
    end = value
    for target in sorted(targets):
        if value >= 0 and end <= target < end + CLEAR * room:
            end = target
    return end


def _wrapped(name: str, language: str) -> str:
    """A long name in two lines of about one length, broken between words where it has any."""
    most = WRAPPED[language]
    if len(name) <= most:
        return name
    middle = len(name) / 2
    gaps = [place for place, letter in enumerate(name) if letter == " "]
    if not gaps:
        cut = round(middle)
        return f"{name[:cut]}{BREAK}{name[cut:]}"
    cut = min(gaps, key=lambda place: abs(place - middle))
    return f"{name[:cut]}{BREAK}{name[cut + 1 :]}"
