"""The county map: its specification, where the counties lie, and the rows it draws."""

from collections.abc import Iterable, Sequence
from functools import cache

import pyarrow as pa

from data.plan import geography
from pages.charts.marks import Spec, tip, tones
from pages.charts.palette import colour
from pages.charts.shaping import Measure, Row, is_demo, value_of
from pages.speech import figures

# Counties too small for a second line of text
SMALL = ("450202", "450203", "450204", "450205")
NUDGE = {
    "450202": 0.08,
    "450203": 0.03,
    "450204": -0.08,
}  # degrees of longitude, so that their names keep apart
_MAP = pa.schema(
    [
        ("code", pa.string()),
        ("kind", pa.string()),
        ("longitude", pa.float64()),
        ("latitude", pa.float64()),
        ("label", pa.string()),
        ("tip", pa.string()),
        ("tone", pa.string()),
        ("chosen", pa.bool_()),
        ("demo", pa.bool_()),
    ]
)


@cache
def outlines() -> list[Spec]:
    """The ten counties as GeoJSON features, coordinates to about 100 m."""
    return [
        {
            "type": "Feature",
            "id": feature["id"],
            "properties": {"code": feature["id"]},
            "geometry": {
                "type": feature["geometry"]["type"],
                "coordinates": [
                    [[[round(x, 3), round(y, 3)] for x, y in ring] for ring in polygon]
                    for polygon in feature["geometry"]["coordinates"]
                ],
            },
        }
        for feature in geography.features()
    ]


@cache
def label_places() -> dict[str, tuple[float, float]]:
    """Where a county's name is written, longitude and latitude."""
    return {feature["id"]: tuple(feature["properties"]["label"]) for feature in geography.features()}


def county_map(language: str, name: str) -> Spec:
    shapes = {
        "values": {"type": "FeatureCollection", "features": outlines()},
        "format": {"property": "features"},
    }
    joined = [
        {"filter": "datum.kind == 'county'"},
        {"lookup": "code", "from": {"data": shapes, "key": "id"}, "as": "shape"},
        {"filter": "isValid(datum.shape)"},
    ]
    where = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    edge = {
        "condition": {"test": "datum.chosen", "value": colour("ink", name)},
        "value": colour("panel", name),
    }
    width = {"condition": {"test": "datum.chosen", "value": 2.5}, "value": 1}
    pick = {"name": "region", "select": {"type": "point", "fields": ["code"], "toggle": False}}
    halo = {"stroke": colour("panel", name), "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.85}
    word = {"type": "text", "fontSize": 12, "lineBreak": "\n", "lineHeight": 14, "baseline": "middle"}
    county = [{"filter": "datum.kind == 'county'"}]
    written = {**where, "text": {"field": "label"}}
    layers = [
        {
            "transform": joined,
            "params": [pick],
            "mark": {"type": "geoshape", "cursor": "pointer"},
            "encoding": {
                "shape": {"field": "shape", "type": "geojson"},
                "fill": tones(name),
                "stroke": edge,
                "strokeWidth": width,
                "tooltip": tip(),
            },
        },
        {"transform": county, "mark": {**word, **halo, "tooltip": None}, "encoding": written},
        {"transform": county, "mark": {**word, "tooltip": None}, "encoding": written},
    ]
    return {"height": 520, "projection": {"type": "mercator"}, "layer": layers}


def counties(rows: Iterable[Row], measure: Measure, chosen: str = "") -> pa.Table:
    """For `map`: rows with region, name, value, grade (and tone, tip, label); zones are pins beside."""
    kept = list(rows)
    values = [value for row in kept if (value := value_of(row)) is not None]
    made = []
    for row in kept:
        code, value = str(row["region"]), value_of(row)
        place = label_places().get(code)
        text = str(row.get("label") or figures.plain(value, measure.decimals))
        apart = "\n" if place and code not in SMALL else " "
        made.append(
            {
                "code": code,
                "kind": "county" if place else "zone",
                "longitude": place[0] + NUDGE.get(code, 0.0) if place else None,
                "latitude": place[1] if place else None,
                "label": f"{row['name']}{apart}{text}",
                "tip": str(row.get("tip") or f"{row['name']}  {measure.write(value)}"),
                "tone": str(row.get("tone") or _class(value, values)),
                "chosen": code == chosen,
                "demo": is_demo(row),
            }
        )
    return pa.Table.from_pylist(made, schema=_MAP)


def _class(value: float | None, values: Sequence[float]) -> str:
    """One of five equal steps between the smallest and the largest value; no value stays hatched grey."""
    if value is None:
        return "hatch"
    low, high = min(values), max(values)
    return "map-2" if high == low else f"map-{min(4, int((value - low) / (high - low) * 5))}"
