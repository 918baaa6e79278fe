"""The rows of the map: every county has an outline and a place for its name, zones stand beside."""

from data.plan import plan
from pages.charts import county_map
from pages.charts.measure import Measure

SHARE = Measure("%", 1, "zh")


def test_the_map_has_every_county_and_zones_beside() -> None:
    codes = [*plan().counties(), *plan().zones()]
    rows = [{"region": code, "name": code, "value": float(place)} for place, code in enumerate(codes)]
    table = county_map.data(rows, SHARE).to_pylist()
    assert {row["code"] for row in table if row["kind"] == "county"} == set(plan().counties())
    assert {row["code"] for row in table if row["kind"] == "zone"} == set(plan().zones())
    assert set(county_map.label_places()) == set(plan().counties())
    assert {shape["id"] for shape in county_map.outlines()} == set(plan().counties())


def test_colours_are_five_equal_steps_and_silence_is_hatched() -> None:
    values = [0.0, 1.9, 2.1, 10.0, None]
    rows = [
        {"region": code, "name": code, "value": value}
        for code, value in zip(plan().counties(), values, strict=False)
    ]
    tones = [row["tone"] for row in county_map.data(rows, SHARE).to_pylist()]
    assert tones == ["map-0", "map-0", "map-1", "map-4", "hatch"]
    assert county_map.data(rows[-1:], SHARE).to_pylist()[0]["tone"] == "hatch"
