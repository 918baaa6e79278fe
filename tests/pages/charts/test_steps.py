"""The rows of a step line: in the order of their days, whatever a day is written as."""

import datetime as dt

from pages.charts import steps
from pages.charts.lines import Goal
from pages.charts.measure import Measure


def test_days_of_every_spelling_come_in_order_and_only_the_last_is_written() -> None:
    rows = [
        {"day": dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "value": 11},
        {"day": "2022-03-01", "value": 6, "grade": "demo"},
        {"day": dt.date(2021, 5, 1), "value": 2},
    ]
    table = steps.data(rows, Measure("家", 0, "zh"), Goal(20, 2025)).to_pylist()
    drawn = [(row["day"], row["y"], row["label"], row["side"], row["demo"]) for row in table[:3]]
    assert drawn == [
        (dt.datetime(2021, 5, 1), 2.0, "", "", False),
        (dt.datetime(2022, 3, 1), 6.0, "", "", True),
        (dt.datetime(2024, 1, 1), 11.0, "11 家", "above", False),
    ]
    assert (table[3]["series"], table[3]["label"]) == ("target", "目标 20 家（2025年）")
