"""The rows of a waterfall add up from total to total."""

from pages.charts import waterfall
from pages.charts.measure import Measure


def test_a_waterfall_adds_up() -> None:
    rows = [
        {"name": "2024", "change": 15, "kind": "total"},
        {"name": "new", "change": 6, "kind": "change"},
        {"name": "out", "change": -2, "kind": "change"},
        {"name": "2025", "change": 19, "kind": "total"},
    ]
    table = waterfall.data(rows, Measure("家", 0, "zh")).to_pylist()
    assert [(row["start"], row["end"]) for row in table] == [(0, 15), (15, 21), (21, 19), (0, 19)]
    assert [row["label"] for row in table] == ["15 家", "+6 家", "−2 家", "19 家"]
