"""The rows of an outlook: the later line starts where the judged one ends, so does the band."""

from typing import Any

from pages.charts import outlook, trend
from pages.charts.measure import Measure

SHARE = Measure("%", 1, "zh")


def test_the_later_line_and_the_band_are_added_to_the_trend() -> None:
    years = [{"period": "2020", "value": 1.0}, {"period": "2021", "value": 2.0}]
    judged = trend.data(years, SHARE)
    later: list[dict[str, Any]] = [
        {"period": "2022", "value": 3.0, "grade": "demo"},
        {"period": "2023", "value": None},
    ]
    band = [{"year": 2022, "start": 2.0, "start_period": "2021", "low": 2.5, "high": 4.0}]
    table = outlook.data(judged, years[-1], later, SHARE, band).to_pylist()
    assert [row["series"] for row in table] == ["actual", "actual", "after", "after", "band", "band"]
    assert [(row["x"], row["y"], row["label"], row["demo"]) for row in table[2:4]] == [
        (2021.0, 2.0, "", False),
        (2022.0, 3.0, "3.0%", True),
    ]
    assert [(row["x"], row["y"], row["y2"]) for row in table[4:]] == [(2021.0, 2.0, 2.0), (2022.0, 2.5, 4.0)]


def test_nothing_is_added_where_nothing_comes_after() -> None:
    judged = trend.data([{"period": "2020", "value": 1.0}], SHARE)
    assert outlook.data(judged, None, [], SHARE).num_rows == judged.num_rows
