"""The county map: its specification, where the counties lie, and the rows it draws."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import altair as alt
import pyarrow as pa

from data.plan import geography
from pages.charts import marks
from pages.charts.measure import Measure, Row, is_demo, value_of
from pages.charts.theme import SMALL, Theme
from pages.speech import figures

# Counties too small for a second line of text
TIGHT = ("450202", "450203", "450204", "450205")
NUDGE = {
    "450202": 0.08,
    "450203": 0.03,
    "450204": -0.08,
}  # degrees of longitude, so that their names keep apart
SCHEMA = pa.schema(
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
def outlines() -> list[dict[str, Any]]:
    """The counties as GeoJSON features, coordinates to about 100 m."""
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


def spec(tongue: str, theme: Theme) -> alt.LayerChart:
    """Counties in the colour of their row, a click picks one; names and values written on a halo."""
    shapes = alt.InlineData(
        name="counties",
        values={"type": "FeatureCollection", "features": outlines()},
        format=alt.JsonDataFormat(property="features"),
    )
    counties = alt.Chart().transform_filter(alt.datum.kind == "county")
    panel = theme.colour("panel")
    pick = alt.selection_point(name="region", fields=["code"], toggle=False)
    drawn = (
        counties.transform_lookup(lookup="code", from_=alt.LookupData(data=shapes, key="id"), as_="shape")
        .transform_filter(alt.expr.isValid(alt.datum.shape))
        .mark_geoshape(cursor="pointer")
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
    halo = {"stroke": panel, "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.85}
    return alt.LayerChart(
        layer=[drawn, _written(counties, **halo), _written(counties)],
        height=520,
        projection=alt.Projection(type="mercator"),
    )


def _written(counties: alt.Chart, **halo: Any) -> alt.Chart:
    """Name and value at the county's place, with or without a halo."""
    text = counties.mark_text(
        fontSize=SMALL, lineBreak="\n", lineHeight=14, baseline="middle", tooltip=None, **halo
    )
    made: alt.Chart = text.encode(alt.Longitude("longitude:Q"), alt.Latitude("latitude:Q"), marks.label())
    return made


def data(rows: Iterable[Row], measure: Measure, chosen: str = "") -> pa.Table:
    """From rows with region, name, value, grade (and tone, tip, label); zones are pins beside."""
    kept = list(rows)
    values = [value for row in kept if (value := value_of(row)) is not None]
    made = []
    for row in kept:
        code, value = str(row["region"]), value_of(row)
        place = label_places().get(code)
        text = str(row.get("label") or figures.plain(value, measure.decimals))
        apart = "\n" if place and code not in TIGHT else " "
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
    return pa.Table.from_pylist(made, schema=SCHEMA)


def _class(value: float | None, values: Sequence[float]) -> str:
    """One of five equal steps between the smallest and the largest value; no value stays hatched grey."""
    if value is None:
        return "hatch"
    low, high = min(values), max(values)
    return "map-2" if high == low else f"map-{min(4, int((value - low) / (high - low) * 5))}"
