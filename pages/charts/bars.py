"""Specifications of the two bar charts: sorted bars, and the waterfall."""

from pages.charts.marks import TEXT, Spec, demo_tag, hatch, tip, tones, zero_axis
from pages.charts.palette import colour


def bars(language: str, name: str) -> Spec:
    y = {
        "field": "name",
        "type": "nominal",
        "sort": {"field": "order", "op": "min"},
        "axis": {"title": None, "domain": False, "ticks": False, "labelLimit": 150, "labelFontSize": TEXT},
        "scale": {"paddingInner": 0.32},
    }
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": True, "nice": False},
        "axis": zero_axis(name),
    }
    both = {"y": y, "x": x}
    fill = tones(name)
    layers = [
        {"mark": {"type": "bar", "cornerRadiusEnd": 2}, "encoding": {**both, "fill": fill, "tooltip": tip()}},
        *hatch(name, both),
        _bar_label(both, "datum.value >= 0", "left", 5),
        _bar_label(both, "datum.value < 0", "right", -5),
        {
            "mark": {"type": "point", "opacity": 0, "tooltip": None},
            "encoding": {"y": y, "x": {**x, "field": "reach"}},
        },
        demo_tag(name, language),
    ]
    return {"height": {"step": 28}, "layer": layers}


def _bar_label(position: Spec, test: str, align: str, shift: int) -> Spec:
    mark = {"type": "text", "align": align, "dx": shift, "baseline": "middle"}
    return {
        "transform": [{"filter": test}],
        "mark": mark,
        "encoding": {**position, "text": {"field": "label"}},
    }


def waterfall(language: str, name: str) -> Spec:
    y = {
        "field": "name",
        "type": "nominal",
        "sort": {"field": "order", "op": "min"},
        "axis": {"title": None, "domain": False, "ticks": False, "labelLimit": 150},
        "scale": {"paddingInner": 0.35},
    }
    zero = {"zero": True, "nice": False}
    x = {"field": "start", "type": "quantitative", "scale": zero, "axis": zero_axis(name)}
    span = {"y": y, "x": x, "x2": {"field": "end"}}
    label = {"type": "text", "align": "left", "dx": 5, "baseline": "middle", "fontWeight": 600}
    link = {"type": "tick", "orient": "vertical", "stroke": colour("ink-faint", name), "thickness": 1}
    link |= {"size": 34, "opacity": 0.6}
    ends = {"y": y, "x": {"field": "end", "type": "quantitative", "scale": zero, "axis": zero_axis(name)}}
    right = {"y": y, "x": {"field": "right", "type": "quantitative", "scale": zero, "axis": zero_axis(name)}}
    layers = [
        {
            "mark": {"type": "bar", "cornerRadius": 1},
            "encoding": {**span, "fill": tones(name), "tooltip": tip()},
        },
        *hatch(name, span),
        {"mark": link, "encoding": ends},
        {"mark": label, "encoding": {**right, "text": {"field": "label"}}},
        {
            "mark": {"type": "point", "opacity": 0, "tooltip": None},
            "encoding": {"y": y, "x": {**x, "field": "reach"}},
        },
        demo_tag(name, language),
    ]
    return {"height": {"step": 34}, "layer": layers}
