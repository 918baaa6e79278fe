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
    urban = {f"+{code}" for code in county_map.URBAN}
    assert {shape["id"] for shape in county_map.outlines()} == {*plan().counties(), *urban}
    assert {row["outline"] for row in table if row["kind"] == "inset"} == urban


def test_colours_are_five_equal_steps_and_silence_is_hatched() -> None:
    values = [0.0, 1.9, 2.1, 10.0, None]
    rows = [
        {"region": code, "name": code, "value": value}
        for code, value in zip(plan().counties(), values, strict=False)
    ]
    table = county_map.data(rows, SHARE).to_pylist()
    tones = [row["tone"] for row in table if row["kind"] == "county"]
    assert tones == ["map-0", "map-0", "map-1", "map-4", "hatch"]
    assert county_map.data(rows[-1:], SHARE).to_pylist()[0]["tone"] == "hatch"
    legend = [(row["tone"], row["label"]) for row in table if row["kind"] == "legend"]
    assert legend == [("map-4", "10.0%"), ("map-1", "2.1%"), ("map-0", "0.0–1.9%"), ("hatch", "无数据")]


def test_the_urban_core_is_drawn_again_larger_in_the_very_same_shape() -> None:
    shapes = {shape["id"]: shape["geometry"]["coordinates"] for shape in county_map.outlines()}
    rows = [{"region": code, "name": code, "value": 1.0} for code in plan().counties()]
    table = county_map.data(rows, SHARE).to_pylist()
    for code in county_map.URBAN:
        one, other = (shapes[name][0][0] for name in (code, f"+{code}"))
        for (x, y), (u, v) in zip(one, other, strict=True):
            assert abs((u - county_map.INSET[0]) / 2 - (x - county_map.CORE[0])) < 0.001
            assert abs((v - county_map.INSET[1]) / 2 - (y - county_map.CORE[1])) < 0.001
        words = {row["kind"]: row["label"] for row in table if row["code"] == code}
        assert words["county"] == "" and words["inset"], "written where there is room, and once"
    edge = county_map.corners()[1]
    lines = [one["geometry"]["coordinates"] for one in county_map.edges()]
    assert all(len(line) == 2 for line in lines), "a closed line would take the clicks on what it encloses"
    for code in county_map.URBAN:
        for polygon in shapes[f"+{code}"]:
            for x, y in polygon[0]:
                assert edge[0][0] < x < edge[2][0] and edge[0][1] < y < edge[1][1], "inside its frame"
    others = [point for code in set(plan().counties()) for poly in shapes[code] for point in poly[0]]
    assert not [p for p in others if edge[0][0] < p[0] < edge[2][0] and edge[0][1] < p[1] < edge[1][1]]
