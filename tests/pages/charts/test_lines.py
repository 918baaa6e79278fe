"""The target is named with its year, and the last value stands where nothing is written over it."""

import pytest

from pages.charts import lines
from pages.charts.lines import Goal
from pages.charts.measure import Measure

SHARE = Measure("%", 1, "zh")


@pytest.mark.parametrize(
    ("goal", "label"),
    [(Goal(15.8, 2025), "目标 15.8%（2025年）"), (Goal(5.0), "目标 5.0%")],
)
def test_the_target_is_named(goal: Goal, label: str) -> None:
    assert [row["label"] for row in lines.goal_rows(goal, SHARE)] == [label]


def test_a_path_is_straight_between_its_points_and_level_outside() -> None:
    path = [(2025.0, 15.0), (2020.0, 0.0)]
    assert [lines.level_at(path, x) for x in (2019, 2020, 2022, 2025, 2030)] == [0.0, 0.0, 6.0, 15.0, 15.0]


def test_without_a_goal_the_value_stands_above() -> None:
    assert lines.side_of_value(lines.point("actual", 2024.0, 5.0), None, [5.0]) == "above"
