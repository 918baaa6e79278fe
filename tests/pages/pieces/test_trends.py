"""Lines over the years: which points stand beside each other, and what is held against a path."""

from pages.charts.measure import Measure
from pages.pieces import trends
from queries.question import Row, Rows


def rows(*points: tuple[int, int, float]) -> Rows:
    return Rows(
        {"year": year, "month": month, "period": f"{year}-{month:02}", "value": value, "grade": "official"}
        for year, month, value in points
    )


def test_months_give_way_to_whole_years_but_the_newest_stays() -> None:
    found = trends.yearly(rows((2023, 12, 1.0), (2024, 6, 2.0), (2024, 12, 3.0), (2025, 3, 4.0)))
    assert [row["value"] for row in found] == [1.0, 3.0, 4.0]
    assert trends.yearly(rows()) == []


def test_a_missing_year_is_expected() -> None:
    assert trends.gaps(rows((2020, 12, 1.0), (2023, 12, 2.0))) == ["2020", "2021", "2022"]
    assert trends.gaps([]) == []


def test_a_highest_last_value_without_a_target_is_written_below() -> None:
    def side(found: Rows) -> str:
        drawn: list[Row] = trends.line(found, Measure("", 1, "zh")).to_pylist()
        return str(next(point["side"] for point in drawn if point["label"]))

    assert side(rows((2023, 12, 1.0), (2024, 12, 2.0))) == "below"
    assert side(rows((2023, 12, 2.0), (2024, 12, 1.0))) == "above"


def test_a_goal_needs_a_target() -> None:
    path: list[Row] = [{"year": 2020, "required": 0.0, "path": "straight"}, {"year": 2025, "required": 15.8}]
    assert trends.goal(None, 2025, path) is None
    aim = trends.goal(15.8, 2025, path)
    assert aim is not None
    assert (aim.value, aim.year, list(aim.path)) == (15.8, 2025, [(2020.0, 0.0), (2025.0, 15.8)])
    assert aim.path_name == "应达进度（直线）"


def test_what_was_not_known_yet_is_left_out() -> None:
    found = rows((2023, 12, 1.0), (2024, 12, 2.0), (2025, 12, 3.0))
    assert [row["year"] for row in trends.until(found, "2024-06")] == [2023, 2024]
    assert trends.until(found, None) == found
