"""Specifications are made once, need no Streamlit, and draw with the rows the shapers make."""

import copy
import datetime as dt
import json
import subprocess
import sys
from typing import Any

import pyarrow as pa
import pytest
import vl_convert

from data import places
from data.plan import plan
from pages.charts import county_map as chart_map
from pages.charts import kinds as charts
from pages.charts import outlook as chart_outlook
from pages.charts import shaping as chart_data
from pages.charts.shaping import Goal, Measure

SHARE = Measure("%", 1, "zh")
COUNT = Measure("家", 0, "zh")
PATH = [(2020.0, 0.0), (2025.0, 15.8)]


def _rows(kind: str) -> pa.Table:
    years = [
        {"period": str(year), "value": value, "grade": "demo"} for year, value in ((2020, 0.0), (2021, 3.1))
    ]
    county = [
        {"region": code, "code": code, "name": code, "value": 3.0, "grade": "demo"}
        for code in plan().counties()
    ]
    return {
        "trend": chart_data.trend(years, SHARE, Goal(15.8, 2025, PATH, "应达")),
        "bars": chart_data.bars(county, SHARE),
        "steps": chart_data.steps([{"day": dt.date(2024, 1, 1), "value": 6}], COUNT, Goal(20, 2025)),
        "waterfall": chart_data.waterfall([{"name": "a", "change": 3, "kind": "total"}], COUNT),
        "map": chart_map.counties(county, SHARE, chosen="450202"),
        "outlook": chart_outlook.continued(
            chart_data.trend(years, SHARE, Goal(15.8, 2025, PATH, "应达")),
            years[-1],
            [{"period": "2022", "value": 5.0}],
            SHARE,
            [{"year": 2022, "start": 3.1, "low": 3.1, "high": 6.0}],
        ),
    }[kind]


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_specification_is_made_once_and_is_plain_json(kind: str, language: str) -> None:
    assert charts.spec(kind, language) is charts.spec(kind, language)
    json.dumps(charts.spec(kind, language))


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_specification_draws_its_rows_on_paper(kind: str, theme: str) -> None:
    made = copy.deepcopy(charts.spec(kind, "zh", theme))
    rows = _rows(kind).to_pylist()
    for row in rows:
        if isinstance(row.get("day"), dt.datetime):
            row["day"] = row["day"].isoformat()
    made |= {"data": {"values": rows}, "width": 600}
    assert "演示数据" in (drawn := vl_convert.vegalite_to_svg(made)) or kind in ("map", "steps", "waterfall")
    assert drawn.count("<path") > 2


def test_charts_need_no_streamlit() -> None:
    code = "import sys; from pages.charts import kinds, county_map; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=places.ROOT, check=False).returncode == 0


def _line(table: pa.Table, series: str) -> list[dict[str, object]]:
    return [row for row in table.to_pylist() if row["series"] == series]


def test_missing_periods_are_gaps() -> None:
    table = chart_data.trend(
        [{"period": "2020", "value": 1.0}, {"period": "2022", "value": 2.0}],
        SHARE,
        expected=["2020", "2021", "2022"],
    )
    assert [row["y"] for row in _line(table, "actual")] == [1.0, None, 2.0]


def test_the_last_value_is_written_away_from_path_and_target() -> None:
    def side(value: float) -> object:
        table = chart_data.trend([{"period": "2024", "value": value}], SHARE, Goal(15.8, 2025, PATH))
        return _line(table, "actual")[0]["side"]

    assert (side(5.0), side(15.5), side(15.9), side(13.4)) == ("below", "below", "above", "above")


def test_a_path_is_named_once_and_the_target_with_its_year() -> None:
    table = chart_data.trend(
        [{"period": "2020", "value": 0.0}], SHARE, Goal(15.8, 2025, PATH, "应达进度（等比）")
    )
    assert [row["label"] for row in _line(table, "path_name")] == ["应达进度（等比）"]
    assert [row["label"] for row in _line(table, "target")] == ["目标 15.8%（2025年）"]


def test_bars_are_sorted_and_leave_out_what_is_missing() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "a", "value": 1.0},
        {"name": "b", "value": None},
        {"name": "c", "value": -2.0, "grade": "demo"},
    ]
    table = chart_data.bars(rows, Measure("百分点"), signed=True).to_pylist()
    assert [(row["name"], row["label"], row["demo"]) for row in table] == [
        ("a", "+1.0", False),
        ("c", "−2.0", True),
    ]
    assert table[0]["reach"] > 1.0 and table[1]["reach"] < -2.0


def test_a_waterfall_adds_up() -> None:
    rows = [
        {"name": "2024", "change": 15, "kind": "total"},
        {"name": "new", "change": 6, "kind": "change"},
        {"name": "out", "change": -2, "kind": "change"},
        {"name": "2025", "change": 19, "kind": "total"},
    ]
    table = chart_data.waterfall(rows, COUNT).to_pylist()
    assert [(row["start"], row["end"]) for row in table] == [(0, 15), (15, 21), (21, 19), (0, 19)]
    assert [row["label"] for row in table] == ["15 家", "+6 家", "−2 家", "19 家"]


def test_the_map_has_ten_counties_and_zones_beside() -> None:
    codes = [*plan().counties(), *plan().zones()]
    rows = [{"region": code, "name": code, "value": float(place)} for place, code in enumerate(codes)]
    table = chart_map.counties(rows, SHARE).to_pylist()
    assert sum(row["kind"] == "county" for row in table) == 10
    assert {row["code"] for row in table if row["kind"] == "zone"} == set(plan().zones())
    assert set(chart_map.label_places()) == set(plan().counties())
    assert (
        chart_map.counties([{"region": "450202", "name": "x", "value": None}], SHARE).to_pylist()[0]["tone"]
        == "hatch"
    )
