"""Draws the two small pictures of a card: the bar from base to target, and the sparkline."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

POINT_GAP = 1.01  # more than a year between two points is a gap in the line
# Where along the bar (percent) a caption stands to the left of its mark, or around it; the base's caption
# keeps the first third, and gives way to a target that stands there.
RIGHT_FROM, MIDDLE_FROM, BASE_ROOM = 78, 58, 38


@dataclass(frozen=True)
class Mark:
    """A place on the bar with its caption."""

    kind: str
    value: float
    caption: str


def _share(value: float, low: float, high: float) -> float:
    return 0.0 if high <= low else max(0.0, min(100.0, (value - low) / (high - low) * 100))


def bar(base: float, value: float, target: float, required: float | None, captions: dict[str, str]) -> str:
    """A thin bar from base to target; the value fills it, today's required place is a tick above."""
    places = [base, value, target] + ([] if required is None else [required])
    low, high = min(places), max(places)
    if target < base:  # falling towards a lower target: read from high to low
        low, high = -max(places), -min(places)
        base, value, target = -base, -value, -target
        required = None if required is None else -required
    start, end = sorted((_share(base, low, high), _share(value, low, high)))
    pieces = [f'<span class="peak-bar-fill" style="left:{start:.2f}%;width:{end - start:.2f}%"></span>']
    marks = [Mark("target", target, captions["target"])]
    if required is not None:
        marks.append(Mark("required", required, captions["required"]))
    for mark in marks:
        place = _share(mark.value, low, high)
        side = "right" if place > RIGHT_FROM else "middle" if place > MIDDLE_FROM else "left"
        pieces.append(
            f'<span class="peak-bar-mark peak-bar-{mark.kind}" style="left:{place:.2f}%">'
            f'<span class="peak-bar-caption peak-bar-{side}">{escape(mark.caption)}</span></span>'
        )
    pieces.append(f'<span class="peak-bar-value" style="left:{_share(value, low, high):.2f}%"></span>')
    if _share(target, low, high) >= BASE_ROOM:
        pieces.append(f'<span class="peak-bar-base">{escape(captions["base"])}</span>')
    return (
        f'<span class="peak-bar" role="img" aria-label="{escape(captions["all"])}">{"".join(pieces)}</span>'
    )


def sparkline(points: Sequence[tuple[float, float | None]], label: str, target: float | None = None) -> str:
    """A line through (year, value) points; missing values and missing years break it."""
    known = [(x, y) for x, y in points if y is not None]
    if len(known) < 2:
        return '<span class="peak-spark"></span>'
    levels = [y for _, y in known] + ([] if target is None else [target])
    left, right = known[0][0], known[-1][0]
    low, high = min(levels), max(levels)
    path, pen, last = [], "M", left
    for x, y in points:
        if y is None:
            pen = "M"
            continue
        pen = "M" if x - last > POINT_GAP else pen
        path.append(f"{pen}{_share(x, left, right):.1f} {38 - _share(y, low, high) * 0.36:.1f}")
        pen, last = "L", x
    goal = ""
    if target is not None:
        level = 38 - _share(target, low, high) * 0.36
        goal = _masked("peak-spark-goal", f"M0 {level:.1f}H100", "stroke-width='1' stroke-dasharray='3 3'")
    line = _masked("peak-spark-line", "".join(path), "stroke-width='2'")
    top = 38 - _share(known[-1][1], low, high) * 0.36
    return (
        f'<span class="peak-spark" role="img" aria-label="{escape(label)}">{goal}{line}'
        f'<span class="peak-spark-dot" style="top:{top / 40 * 100:.1f}%"></span></span>'
    )


def _masked(css: str, path: str, pen: str) -> str:
    """A path in the colour of the class: `st.html` lets no SVG through, but a mask may be one."""
    drawn = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 40' preserveAspectRatio='none'>"
        f"<path d='{path}' fill='none' stroke='black' vector-effect='non-scaling-stroke' {pen}/></svg>"
    )
    url = f"url(&quot;data:image/svg+xml,{quote(drawn)}&quot;)"
    return f'<span class="{css}" style="-webkit-mask-image:{url};mask-image:{url}"></span>'
