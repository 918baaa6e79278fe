"""The county map: its specification, where the counties lie, and the rows it draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import pyarrow as pa

from data.plan import geography
from pages.charts import marks
from pages.charts.grammar import alt, whole
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import SMALL, Theme
from pages.speech import figures
from pages.speech.catalogue import sentence

# Most of the industry lies in four small counties: they are drawn a second time, larger, beside the others.
BREAK = "\n"
COUNTIES = "counties"  # what the outlines are called within the specification
URBAN = ("450202", "450203", "450204", "450205")
ENLARGED = 2.0
CORE, INSET = (109.375, 24.32), (110.72, 25.44)  # the middle of the four, where it lies and where it is shown
ROOM = (0.41, 0.29)  # degrees from the middle to the edges of the four
NUDGE = {"450202": (0.03, -0.02), "450205": (0.0, 0.02)}  # degrees, so that two names keep apart
LEGEND, STEP = (110.4, 24.62), 0.125  # where the first class is explained, degrees down to the next
SCHEMA = pa.schema(
    [
        ("code", pa.string()),
        ("kind", pa.string()),
        ("outline", pa.string()),
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
def outlines() -> list[dict[str, Any]]:
    """The counties as GeoJSON features, coordinates to about 100 m, and the urban ones again as `+code`."""
    return [_feature(one["id"], one, _same) for one in geography.features()] + [
        _feature(f"+{one['id']}", one, _enlarged) for one in geography.features() if one["id"] in URBAN
    ]


def _feature(
    name: str, source: dict[str, Any], moved: Callable[[float, float], list[float]]
) -> dict[str, Any]:
    polygons = source["geometry"]["coordinates"]
    drawn = [[[moved(x, y) for x, y in ring] for ring in polygon] for polygon in polygons]
    geometry = {"type": source["geometry"]["type"], "coordinates": drawn}
    return {"type": "Feature", "id": name, "properties": {"code": source["id"]}, "geometry": geometry}


def _same(x: float, y: float) -> list[float]:
    return [round(x, 3), round(y, 3)]


def _enlarged(x: float, y: float) -> list[float]:
    """Where a point of the urban core lies in the inset."""
    return [
        round(INSET[0] + ENLARGED * (x - CORE[0]), 3),
        round(INSET[1] + ENLARGED * (y - CORE[1]), 3),
    ]


def corners() -> tuple[list[list[float]], list[list[float]]]:
    """The frames of the urban core and of its inset, each from its lower left around and back to it."""
    (low, high), wide, tall = CORE, *ROOM
    around = [(-1, -1), (-1, 1), (1, 1), (1, -1), (-1, -1)]
    core = [[low + wide * x, high + tall * y] for x, y in around]
    return core, [_enlarged(x, y) for x, y in core]


@cache
def edges() -> list[dict[str, Any]]:
    """Both frames and the line that leads from one to the other, side by side.

    Each side is a line of its own: a frame that is one closed line takes the clicks on what it encloses.
    """
    core, inset = corners()
    lines = [*pairwise(core), *pairwise(inset), (core[2], inset[0])]
    return [
        {
            "type": "Feature",
            "id": f"edge-{number}",
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": list(line)},
        }
        for number, line in enumerate(lines)
    ]


@cache
def label_places() -> dict[str, tuple[float, float]]:
    """Where a county's name is written, longitude and latitude."""
    return {feature["id"]: tuple(feature["properties"]["label"]) for feature in geography.features()}


def outlined() -> dict[str, Any]:
    """Everything that has an outline: the counties, and the frames around the urban core."""
    return {"type": "FeatureCollection", "features": [*outlines(), *edges()]}


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """Counties in the colour of their row, a click picks one; names and values written on a halo."""
    shapes = alt.InlineData(
        name=COUNTIES,
        values=whole(outlined()),
        format=alt.JsonDataFormat(property="features"),
    )
    panel, faint = theme.colour("panel"), theme.colour("ink-faint")
    pick = alt.selection_point(name="region", fields=["code"], toggle=False)
    found = alt.Chart().transform_lookup(
        lookup="outline", from_=alt.LookupData(data=shapes, key="id"), as_="shape"
    )
    places = found.transform_filter((alt.datum.kind == "county") | (alt.datum.kind == "inset"))
    drawn = (
        places.mark_geoshape(cursor="pointer")
        .encode(
            alt.Shape("shape:G"),
            marks.tones(theme),
            alt.StrokeValue(panel, condition={"test": alt.datum.chosen, "value": theme.colour("ink")}),
            alt.StrokeWidthValue(1, condition={"test": alt.datum.chosen, "value": 2.5}),
            marks.tip(),
        )
        .properties(name="outlines")
        .add_params(pick)
    )
    leading = found.transform_filter(alt.datum.kind == "edge").mark_geoshape(
        filled=False, stroke=faint, strokeWidth=1, tooltip=None
    )
    halo = {"stroke": panel, "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.85}
    return alt.LayerChart(
        layer=[drawn, leading.encode(alt.Shape("shape:G")), _written(**halo), _written(), *_explained(theme)],
        height=520,
        projection=alt.Projection(type="mercator"),
    )


def _placed(text: alt.Chart) -> alt.Chart:
    made: alt.Chart = text.encode(alt.Longitude("longitude:Q"), alt.Latitude("latitude:Q"))
    return made


def _written(**halo: Any) -> alt.Chart:
    """Name and value at the county's place, with or without a halo."""
    text = (
        alt.Chart()
        .transform_filter((alt.datum.kind == "county") | (alt.datum.kind == "inset"))
        .mark_text(fontSize=SMALL, lineBreak="\n", lineHeight=14, baseline="middle", tooltip=None, **halo)
    )
    made: alt.Chart = _placed(text).encode(marks.label())
    return made


def _explained(theme: Theme) -> list[alt.Chart]:
    """The classes with what they reach over, and the words over the inset."""
    legend = alt.Chart().transform_filter(alt.datum.kind == "legend")
    squares = legend.mark_point(
        shape="square", size=190, opacity=1, stroke=theme.colour("line"), tooltip=None
    )
    words = alt.Chart().transform_filter((alt.datum.kind == "legend") | (alt.datum.kind == "caption"))
    told = words.mark_text(fontSize=SMALL, align="left", baseline="middle", dx=14, tooltip=None)
    return [_placed(squares).encode(marks.tones(theme)), _placed(told).encode(marks.label())]


def data(rows: Iterable[Row], measure: Measure, chosen: str = "") -> pa.Table:
    """From rows with region, name, value, grade (and tone, tip, label); zones are pins beside."""
    kept = list(rows)
    values = [value for row in kept if (value := value_of(row)) is not None]
    made = [_place(row, measure, values, chosen) for row in kept]
    inset = [_inset(row) for row in made if row["code"] in URBAN]
    for row in made:
        row["label"] = "" if row["code"] in URBAN else row["label"]
    aside = [_caption(measure), *map(_edge, edges())] if inset else []
    legend = [] if any(row.get("tone") for row in kept) else _legend(kept, made, measure)
    return pa.Table.from_pylist([*made, *inset, *aside, *legend], schema=SCHEMA)


def _place(row: Row, measure: Measure, values: Sequence[float], chosen: str) -> dict[str, Any]:
    code, value = str(row["region"]), value_of(row)
    place = label_places().get(code)
    text = str(row.get("label") or figures.plain(value, measure.decimals))
    return {
        "code": code,
        "kind": "county" if place else "zone",
        "outline": code,
        "longitude": place[0] if place else None,
        "latitude": place[1] if place else None,
        "label": f"{row['name']}{BREAK if place else ' '}{text}",
        "tip": str(row.get("tip") or f"{row['name']}  {measure.write(value)}"),
        "tone": str(row.get("tone") or _class(value, values)),
        "chosen": code == chosen,
        "demo": is_demo(row),
    }


def _inset(row: dict[str, Any]) -> dict[str, Any]:
    """The same county once more, enlarged, with the words that have no room on the map itself."""
    right, up = NUDGE.get(row["code"], (0.0, 0.0))
    x, y = _enlarged(row["longitude"] + right, row["latitude"] + up)
    return {**row, "kind": "inset", "outline": f"+{row['code']}", "longitude": x, "latitude": y}


def _aside(kind: str, x: float, y: float, label: str, tone: str = "panel") -> dict[str, Any]:
    """A row that is no place: a class of the legend, or words over the inset."""
    place = {"code": "", "outline": "", "longitude": x, "latitude": y, "chosen": False, "demo": False}
    return {**place, "kind": kind, "label": label, "tip": "", "tone": tone}


def _caption(measure: Measure) -> dict[str, Any]:
    left, top = _enlarged(CORE[0] - ROOM[0], CORE[1] + ROOM[1])
    return _aside("caption", left - 0.06, top + 0.06, sentence("chart.map_inset", measure.language))


def _edge(feature: dict[str, Any]) -> dict[str, Any]:
    return {**_aside("edge", 0.0, 0.0, ""), "outline": feature["id"]}


def _legend(rows: Sequence[Row], made: Sequence[dict[str, Any]], measure: Measure) -> list[dict[str, Any]]:
    """Each class that is drawn, darkest first, with the values in it from the least to the most."""
    found: dict[str, list[float]] = {}
    for row, drawn in zip(rows, made, strict=True):
        found.setdefault(drawn["tone"], []).extend(value for value in [value_of(row)] if value is not None)
    told = []
    for tone in sorted(found, reverse=True):
        low, high = (figures.plain(pick(found[tone], default=None), measure.decimals) for pick in (min, max))
        text = low if low == high else f"{low}–{high}"
        unit = "%" if measure.unit == "%" and found[tone] else ""
        silent = sentence("chart.map_silent", measure.language)
        told.append((tone, f"{text}{unit}" if found[tone] else silent))
    told.sort(key=lambda one: one[0] == "hatch")
    return [
        _aside("legend", LEGEND[0], LEGEND[1] - STEP * number, text, tone)
        for number, (tone, text) in enumerate(told)
    ]


def _class(value: float | None, values: Sequence[float]) -> str:
    """One of five equal steps between the smallest and the largest value; no value stays hatched grey."""
    if value is None:
        return "hatch"
    low, high = min(values), max(values)
    return "map-2" if high == low else f"map-{min(4, int((value - low) / (high - low) * 5))}"
