"""Specifications of the two line charts: trend against the required path, and the step line of a count."""

from pages.charts.marks import Spec, demo_tag, hollow, only, tip
from pages.charts.palette import colour


def _target_layers(name: str) -> list[Spec]:
    target = only("target")
    y = {"field": "y", "type": "quantitative"}
    rule = {"type": "rule", "stroke": colour("target", name), "strokeWidth": 1.5, "clip": False}
    text = {"type": "text", "align": "left", "baseline": "bottom", "dy": -4, "fontWeight": 600}
    return [
        {"transform": target, "mark": rule, "encoding": {"y": y}},
        {
            "transform": target,
            "mark": text,
            "encoding": {"y": y, "x": {"value": 2}, "text": {"field": "label"}},
        },
    ]


def trend(language: str, name: str) -> Spec:
    year = "datum.value + '年'" if language == "zh" else "'' + datum.value"
    x: Spec = {
        "field": "x",
        "type": "quantitative",
        "scale": {"zero": False, "nice": False, "padding": 14},
        "axis": {"title": None, "grid": False, "tickMinStep": 1, "labelExpr": year, "labelOverlap": True},
    }
    y: Spec = {
        "field": "y",
        "type": "quantitative",
        "scale": {"zero": False, "padding": 12},
        "axis": {"title": None, "tickCount": 5, "domain": False, "ticks": False},
    }
    path, actual = colour("path", name), colour("accent", name)
    position: Spec = {"x": x, "y": y}
    layers: list[Spec] = [
        *_target_layers(name),
        {
            "transform": only("path"),
            "mark": {"type": "line", "stroke": path, "strokeDash": [6, 4]},
            "encoding": position,
        },
        *_path_names(position, path),
        {"transform": only("actual"), "mark": {"type": "line", "stroke": actual}, "encoding": position},
        {
            "transform": [*only("actual"), {"filter": "isValid(datum.y)"}],
            "mark": {"type": "point", "size": 60, "stroke": actual, "strokeWidth": 2, "opacity": 1},
            "encoding": {**position, "fill": hollow(name, actual), "tooltip": tip()},
        },
        _side_label("actual", "above", position, actual),
        _side_label("actual", "below", position, actual),
        demo_tag(name, language),
    ]
    return {"height": 290, "layer": layers}


def _side_label(series: str, side: str, position: Spec, ink: str) -> Spec:
    """A direct label above or below its point, as the data asks."""
    above = side == "above"
    mark = {
        "type": "text",
        "dy": -14 if above else 18,
        "dx": 4,
        "align": "center",
        "fill": ink,
        "fontWeight": 600,
    }
    keep: list[Spec] = [*only(series), {"filter": {"field": "side", "equal": side}}]
    return {"transform": keep, "mark": mark, "encoding": {**position, "text": {"field": "label"}}}


def _path_names(position: Spec, ink: str) -> list[Spec]:
    """The name of the required path, in whichever of the four corners the data says is free."""
    layers = []
    for corner in ("above-left", "above-right", "below-left", "below-right"):
        up, left = corner.startswith("above"), corner.endswith("left")
        mark: Spec = {"type": "text", "fill": ink, "dy": -9 if up else 15, "dx": -6 if left else 10}
        mark["align"] = "right" if left else "left"
        keep: list[Spec] = [*only("path_name"), {"filter": {"field": "side", "equal": corner}}]
        encoding: Spec = {**position, "text": {"field": "label"}}
        layers.append({"transform": keep, "mark": mark, "encoding": encoding})
    return layers


def steps(language: str, name: str) -> Spec:
    dates = "%Y年" if language == "zh" else "%Y"
    x: Spec = {
        "field": "day",
        "type": "temporal",
        "axis": {"title": None, "grid": False, "format": dates, "tickCount": "year", "labelOverlap": True},
        "scale": {"padding": 14, "nice": False},
    }
    y: Spec = {
        "field": "y",
        "type": "quantitative",
        "scale": {"zero": True, "padding": 26},
        "axis": {
            "title": None,
            "tickMinStep": 1,
            "tickCount": 5,
            "domain": False,
            "ticks": False,
            "format": "d",
        },
    }
    ink, position = colour("accent", name), {"x": x, "y": y}
    keep = only("actual")
    layers: list[Spec] = [
        *_target_layers(name),
        {
            "transform": keep,
            "mark": {"type": "line", "interpolate": "step-after", "stroke": ink},
            "encoding": position,
        },
        {
            "transform": keep,
            "mark": {"type": "point", "size": 55, "stroke": ink, "strokeWidth": 2, "opacity": 1},
            "encoding": {**position, "fill": hollow(name, ink), "tooltip": tip()},
        },
        _side_label("actual", "above", position, ink),
        _side_label("actual", "below", position, ink),
        demo_tag(name, language),
    ]
    return {"height": 290, "layer": layers}
