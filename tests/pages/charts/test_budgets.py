"""The rows of budgets: each year its own, the running one with the pace of the year."""

from pages.charts import budgets
from pages.charts.measure import Measure

AMOUNT = Measure("吨标准煤", 0, "zh")


def test_each_year_is_a_share_of_its_own_budget() -> None:
    rows = [
        {"name": "2026年1—9月", "value": 13186832.0, "budget": 17755710.0, "pace": 13316782.5},
        {"name": "2025年", "value": 17036857.0, "budget": 17204254.0, "pace": None, "grade": "demo"},
    ]
    now, before = budgets.data(rows, AMOUNT).to_pylist()
    assert now["label"] == "1,318.7（74.3%）" and now["pace_label"] == "上年进度 1,331.7"
    assert before["label"].endswith("（99.0%）") and before["pace_label"] == "" and before["demo"]
    assert now["tip"] == "2026年1—9月  已用 1,318.7 万吨标准煤，预算 1,775.6 万吨标准煤（74.3%）"
    assert all(row["reach"] > max(row["value"], row["budget"]) for row in (now, before))


def test_a_year_without_a_budget_is_left_out() -> None:
    assert budgets.data([{"name": "2025年", "value": 1.0, "budget": None}], AMOUNT).num_rows == 0
