"""The rows of bars: sorted, without what is missing, with room for their labels."""

from typing import Any

import pytest
import vl_convert

from pages import charts
from pages.charts import bars
from pages.charts.measure import Measure


def test_bars_are_sorted_and_leave_out_what_is_missing() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "c", "value": -2.0, "grade": "demo"},
        {"name": "b", "value": None},
        {"name": "a", "value": 1.0},
    ]
    table = bars.data(rows, Measure("百分点"), signed=True).to_pylist()
    assert [(row["name"], row["label"], row["demo"]) for row in table] == [
        ("a", "+1.0", False),
        ("c", "−2.0", True),
    ]
    assert table[0]["reach"] > 1.0 and table[1]["reach"] < -2.0


def test_bars_keep_the_order_they_were_given_where_it_means_something() -> None:
    rows = [{"name": "2024", "value": 1.0}, {"name": "2025", "value": 3.0}]
    table = bars.data(rows, Measure("%"), sort=False).to_pylist()
    assert [(row["order"], row["name"], row["label"]) for row in table] == [
        (0, "2024", "1.0%"),
        (1, "2025", "3.0%"),
    ]


def test_every_bar_has_the_target_it_is_held_against_and_its_number_stands_behind_it() -> None:
    rows = [
        {"name": "a", "code": "1", "value": 12.0, "aim": 13.0},
        {"name": "b", "code": "2", "value": 3.0, "aim": 13.0},
    ]
    first, second = bars.data(rows, Measure("%"), goal=15.8, pick=True).to_pylist()
    assert (first["aim"], first["goal"], first["pick"]) == (13.0, 15.8, True)
    assert first["end"] == 15.8, "both marks would run through the number"
    assert second["end"] == 3.0 and first["reach"] > 15.8


def test_zones_stand_under_a_heading_of_their_own_and_are_sorted_apart() -> None:
    counties = [{"name": "a", "value": 1.0}, {"name": "b", "value": 2.0}]
    zones: list[dict[str, Any]] = [
        {"name": "z", "value": 0.5},
        {"name": "y", "value": 9.0},
        {"name": "x", "value": None},
    ]
    table = bars.data(counties, Measure("%"), apart=("开发区", zones)).to_pylist()
    assert [(row["order"], row["name"]) for row in table] == [*enumerate(["b", "a", "开发区", "y", "z"])]
    assert table[2]["value"] is None
    assert bars.data(counties, Measure("%"), apart=("开发区", ())).num_rows == 2


def test_large_amounts_are_all_written_in_the_step_of_the_largest() -> None:
    rows = [{"name": "a", "value": 6_845_147.0}, {"name": "b", "value": 42_000.0}]
    labels = [row["label"] for row in bars.data(rows, Measure("吨标准煤", 0)).to_pylist()]
    assert labels == ["684.5 万", "4.2 万"]
    labels = [row["label"] for row in bars.data(rows, Measure("吨标准煤", 0, "en")).to_pylist()]
    assert labels == ["6,845.1 thousand", "42.0 thousand"]


def test_there_is_room_for_the_longest_label_on_a_telephone() -> None:
    rows = [{"name": "a", "value": 100.0, "label": "6,845.1 thousand"}, {"name": "b", "value": 1.0}]
    (first, _) = bars.data(rows, Measure("%")).to_pylist()
    part = (first["reach"] - 100.0) / first["reach"]
    assert part * 260 >= 16 * 7, "as wide as the label is"
    assert bars.data([{"name": "a", "value": 100.0}], Measure("%", 0)).to_pylist()[0]["reach"] == 120.0


@pytest.mark.parametrize(
    ("grades", "striped"), [("demo demo", 0), ("demo official", 1), ("official press", 0)]
)
def test_only_where_both_stand_together_demonstration_bars_are_marked(grades: str, striped: int) -> None:
    rows = [{"name": grade, "value": 4.0 + n, "grade": grade} for n, grade in enumerate(grades.split())]
    values = bars.data(rows, Measure("%", 1, "zh")).to_pylist()
    drawn = vl_convert.vegalite_to_svg(charts.spec("bars", "zh", "paper") | {"data": {"values": values}})
    assert drawn.count('stroke-dasharray="4,3"') == striped


def test_a_bar_of_nothing_is_no_other_that_demonstration_bars_stand_beside() -> None:
    rows = [{"name": "a", "value": 2.0, "grade": "demo"}, {"name": "b", "value": 0.0, "grade": None}]
    values = bars.data(rows, Measure("项", 0)).to_pylist()
    drawn = vl_convert.vegalite_to_svg(charts.spec("bars", "zh", "paper") | {"data": {"values": values}})
    assert drawn.count('stroke-dasharray="4,3"') == 0
