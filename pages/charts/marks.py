"""What several kinds share: one series, tones, stripes, the demonstration tag, room for labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pages.charts.grammar import alt, whole
from pages.charts.theme import SMALL, STRONG, Theme
from pages.speech.catalogue import sentence
from pages.speech.figures import LARGE, STEPS
from pages.speech.palette import pairs

LABEL_SHARE = 0.2
LETTER, NARROW = 7.3, 260  # px: a figure, the plot of bars on a telephone
WRITTEN_DIGITS = 6  # of a number on an axis, at most
DIGITS = f",.{WRITTEN_DIGITS}~r"  # as d3 writes them: no noise of floating point


def only(series: str, side: str = "") -> alt.Chart:
    """A layer of the rows of one series, or of those whose label stands on one side."""
    chart = alt.Chart().transform_filter(alt.FieldEqualPredicate(field="series", equal=series))
    return chart.transform_filter(alt.FieldEqualPredicate(field="side", equal=side)) if side else chart


def tones(theme: Theme) -> alt.Fill:
    """The fill that a row asks for by the token of its colour."""
    tokens = sorted(pairs())
    colours = [theme.colour(token) for token in tokens]
    return alt.Fill("tone:N", scale=alt.Scale(domain=whole(tokens), range=whole(colours)), legend=None)


def tip() -> alt.Tooltip:
    """The sentence a row says when it is pointed at."""
    return alt.Tooltip("tip:N")


def label() -> alt.Text:
    """What is written beside a row."""
    return alt.Text("label:N")


def fixed(channel: str, place: float | str) -> alt.SchemaBase:
    """A place across (X) or up (Y) in px; `x=alt.value(…)` has Altair look through all its classes."""
    made: alt.SchemaBase = getattr(alt, f"{channel}Value")(place)
    return made


def demo_tag(tongue: str, theme: Theme) -> alt.Chart:
    """Says 演示数据 in the corner as soon as one row is demonstration data."""
    rows = alt.Chart().transform_filter(alt.datum.demo).transform_aggregate(rows="count()")
    made: alt.Chart = rows.mark_text(
        text=sentence("grade.demo_tag", tongue),
        align="right",
        baseline="top",
        fontSize=SMALL,
        fontWeight=STRONG,
        fill=theme.colour("demo"),
        opacity=0.9,
    ).encode(fixed("X", "width"), fixed("Y", -14))
    return made


def hollow(full: str, theme: Theme) -> alt.FillValue:
    """Demonstration points are hollow, others filled with `full`."""
    return alt.FillValue(full, condition={"test": alt.datum.demo, "value": theme.colour("panel")})


def hatch(theme: Theme, *position: alt.SchemaBase, known: str = "true") -> alt.Chart:
    """Stripes over the bars of demonstration data, where others stand beside them; `known`: what is a bar."""
    told = alt.Chart().transform_filter(known).transform_joinaggregate(bars="count()", demos="sum(demo)")
    bars = told.transform_filter("datum.demo && datum.demos < datum.bars")
    made: alt.Chart = bars.mark_bar(tooltip=None, **theme.stripes()).encode(*position)
    return made


def axis_number(tongue: str) -> str:
    """How an axis writes its numbers: six digits at most, large ones in 万 and 亿 (thousand, million …)."""
    told = f"format(datum.value, '{DIGITS}')"
    for step, word in reversed(STEPS[tongue]):
        scaled = f"format(datum.value / {step:.0f}, '{DIGITS}') + ' {word.strip()}'"
        told = f"abs(datum.value) >= {max(step, LARGE):.0f} ? {scaled} : {told}"
    return told


def zero_axis(theme: Theme) -> alt.Axis:
    """Nothing but a line at zero."""
    return alt.Axis(
        title=None,
        values=[0],
        labels=False,
        ticks=False,
        domain=False,
        grid=True,
        gridColor=theme.colour("ink-faint"),
        gridOpacity=1,
        zindex=1,
    )


def amounts(field: str, theme: Theme) -> alt.X:
    """The horizontal axis of bars, which starts at zero."""
    return alt.X(field, type="quantitative", scale=alt.Scale(zero=True, nice=False), axis=zero_axis(theme))


def room(names: alt.Y, theme: Theme) -> alt.Chart:
    """Unseen points where the labels end, so that the axis leaves room for them."""
    points = alt.Chart().mark_point(opacity=0, tooltip=None)
    made: alt.Chart = points.encode(names, amounts("reach", theme))
    return made


def label_room(values: Sequence[float], labels: Iterable[str] = ()) -> float:
    """How far past its end a bar's label may need to be written, in the unit of the axis.

    As much as the longest label needs on a telephone, where a plot is NARROW pixels wide.
    """
    span = max([0.0, *values]) - min([0.0, *values])
    letters = max((sum(2 if ord(one) > 0x2E7F else 1 for one in label) for label in labels), default=0)
    share = min(letters * LETTER / NARROW, 0.5)
    return span * max(LABEL_SHARE, share / (1 - share))
