"""The rows of a trend: gaps, the side of the last value, the path's name."""

import pyarrow as pa

from pages.charts import trend
from pages.charts.lines import Goal
from pages.charts.measure import Measure

SHARE = Measure("%", 1, "zh")
PATH = [(2020.0, 0.0), (2025.0, 15.8)]


def line(table: pa.Table, series: str) -> list[dict[str, object]]:
    return [row for row in table.to_pylist() if row["series"] == series]


def test_missing_periods_are_gaps() -> None:
    table = trend.data(
        [{"period": "2020", "value": 1.0}, {"period": "2022", "value": 2.0}],
        SHARE,
        expected=["2020", "2021", "2022"],
    )
    assert [row["y"] for row in line(table, "actual")] == [1.0, None, 2.0]


def test_another_telling_is_drawn_beside_with_a_mark_where_it_breaks() -> None:
    beside = [
        {"period": "2021", "value": 9.0, "breaks": ""},
        {"period": "2022", "value": 7.0, "breaks": "因子换版 −2.0"},
        {"period": "2023", "value": 7.5, "breaks": "因子换版 +0.5"},
    ]
    table = trend.data([{"period": "2021", "value": 7.5}], SHARE, beside=beside)
    assert [(row["x"], row["y"]) for row in line(table, "beside")] == [
        (2021.0, 9.0),
        (2022.0, 7.0),
        (2023.0, 7.5),
    ]
    marks = [(row["x"], row["y"], row["label"], row["side"]) for row in line(table, "break")]
    assert marks == [
        (2021.5, None, "因子换版 −2.0", "first-right"),
        (2022.5, None, "因子换版 +0.5", "second-left"),
    ]


def test_the_last_value_is_written_away_from_path_and_target() -> None:
    def side(value: float) -> object:
        table = trend.data([{"period": "2024", "value": value}], SHARE, Goal(15.8, 2025, PATH))
        return line(table, "actual")[0]["side"]

    assert (side(5.0), side(15.5), side(15.9), side(13.4)) == ("below", "below", "above", "above")


def test_a_path_is_named_once_and_the_target_with_its_year() -> None:
    table = trend.data([{"period": "2020", "value": 0.0}], SHARE, Goal(15.8, 2025, PATH, "应达进度（等比）"))
    assert [row["label"] for row in line(table, "path_name")] == ["应达进度（等比）"]
    assert [row["label"] for row in line(table, "target")] == ["目标 15.8%（2025年）"]
