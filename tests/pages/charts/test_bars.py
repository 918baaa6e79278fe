"""The rows of bars: sorted, without what is missing, with room for their labels."""

from typing import Any

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
