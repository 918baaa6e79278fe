"""Small pieces that several chart specifications share: filters, tones, stripes, the demonstration tag."""

from typing import Any

from pages.charts.palette import colour, pairs
from pages.speech.catalogue import sentence

Spec = dict[str, Any]
TEXT = 13


def only(*series: str) -> list[Spec]:
    return [{"filter": {"field": "series", "oneOf": list(series)}}]


def tones(name: str) -> Spec:
    tokens = sorted(pairs())
    scale = {"domain": tokens, "range": [colour(token, name) for token in tokens]}
    return {"field": "tone", "type": "nominal", "scale": scale, "legend": None}


def tip(field: str = "tip") -> Spec:
    return {"field": field, "type": "nominal"}


def demo_tag(name: str, language: str) -> Spec:
    """Says 演示数据 in the corner as soon as one row is demonstration data."""
    words = sentence("grade.demo_tag", language)
    return {
        "transform": [{"filter": "datum.demo"}, {"aggregate": [{"op": "count", "as": "rows"}]}],
        "mark": {
            "type": "text",
            "text": words,
            "align": "right",
            "baseline": "top",
            "fontSize": 12,
            "fill": colour("demo", name),
            "fontWeight": 600,
            "opacity": 0.9,
        },
        "encoding": {"x": {"value": "width"}, "y": {"value": -14}},
    }


def hollow(name: str, full: str) -> Spec:
    """Demonstration points are hollow."""
    return {"condition": {"test": "datum.demo", "value": colour("panel", name)}, "value": full}


def hatch(name: str, position: Spec) -> list[Spec]:
    """Stripes over demonstration bars: a page-wide pattern on the screen, a dashed edge on paper."""
    mark: Spec = {"type": "bar", "fillOpacity": 0, "stroke": colour("demo", name), "strokeDash": [4, 3]}
    if name == "screen":
        mark = {"type": "bar", "fill": "url(#peak-hatch)", "stroke": None}
    return [
        {"transform": [{"filter": "datum.demo"}], "mark": {**mark, "tooltip": None}, "encoding": position}
    ]


def zero_axis(name: str) -> Spec:
    """Nothing but a line at zero."""
    axis: Spec = {
        "title": None,
        "values": [0],
        "labels": False,
        "ticks": False,
        "domain": False,
        "grid": True,
    }
    return axis | {"gridColor": colour("ink-faint", name), "gridOpacity": 1, "zindex": 1}
