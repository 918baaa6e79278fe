"""The growth a target share asks for, against shares worked out year by year."""

import pytest

from queries.ask import ask
from queries.emerging.growth_needed import answer, growth_needed


@pytest.mark.parametrize(
    ("output", "total", "growth", "share", "years"),
    [(10.8, 100, 5, 25, 5), (32.7, 100, 5, 25, 3), (25, 100, 0, 25, 1), (24.999, 100, -4, 25, 2)],
)
def test_growing_so_ends_at_the_target(
    output: float, total: float, growth: float, share: float, years: int
) -> None:
    found = answer(output, total, growth, share, years)
    for _ in range(years):
        output, total = output * (1 + found["growth"] / 100), total * (1 + growth / 100)
    assert output / total * 100 == pytest.approx(share)
    assert found["output"] == pytest.approx(output) and found["total_at_end"] == pytest.approx(total)


def test_the_boundary_counts_as_met_and_leaves_no_room() -> None:
    exact, short = answer(25, 100, 0, 25, 1), answer(24.999, 100, 0, 25, 1)
    assert exact["met"] and exact["fall_allowed"] == exact["total_growth_allowed"] == 0
    assert not short["met"] and short["growth"] > 0 and short["fall_amount"] == 0


def test_the_room_above_the_target_ends_exactly_there() -> None:
    found = answer(30, 100, 5, 25, 3)
    assert 30 * (1 - found["fall_allowed"] / 100) == pytest.approx(25)
    assert found["fall_amount"] == pytest.approx(5)
    assert 30 / (100 * (1 + found["total_growth_allowed"] / 100)) == pytest.approx(0.25)
    assert found["total_amount"] == pytest.approx(20)


def test_every_number_of_years_is_told_and_the_chosen_one_is_among_them() -> None:
    found = answer(20, 100, 4, 25, 8)
    assert [one.years for one in found["horizons"]] == list(range(1, 9))
    assert found["growth"] == found["horizons"][7].growth
    assert len(answer(20, 100, 4, 25, 2)["horizons"]) == 6


@pytest.mark.usefixtures("sample_store")
def test_the_start_is_the_newest_period_with_both_outputs_and_the_year_before_is_the_same_month() -> None:
    found = growth_needed(5, 25, 3, period="2024")  # 2024 has only a published share
    rows = ask("emerging_trend").set_index("period")
    assert found and found.period == "2024-11"
    grown = rows.loc["2024-11", "emerging_output"] / rows.loc["2023-11", "emerging_output"] - 1
    assert found.actual_growth == pytest.approx(grown * 100)
    assert found.grade == "demo"


@pytest.mark.usefixtures("sample_store")
def test_a_place_without_outputs_has_no_answer() -> None:
    assert growth_needed(5, 25, 3, period="2020") is None
    assert growth_needed(5, 25, 3, region="nowhere") is None
