"""Holds the worked examples and the edges of chained reductions, energy room and shares."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.methods.progress import (
    attained,
    average_yearly,
    chained_change,
    energy_maximum,
    energy_room,
    equal_rate_path,
    intensity_change,
    needed_growth,
    remaining,
    straight_path,
)
from tests.support.examples import examples

QINGHAI = [1.51, -2.20, -4.18]
SUMMED_NOT_CHAINED = [-2.01, -3.6, -3.7, -4.8, -5.6]

changes = st.floats(-40, 60)
reductions = st.floats(0.5, 95)
quick = settings(max_examples=examples(20), deadline=None)


def test_the_yearly_change_divides_the_two_growth_factors() -> None:
    assert intensity_change(5, 7) == pytest.approx((1.05 / 1.07 - 1) * 100)
    assert intensity_change(3, 3) == 0
    assert intensity_change(7, 5) > 0 > intensity_change(-1, 5)


def test_the_qinghai_note_comes_out_as_printed() -> None:
    cumulative = chained_change(QINGHAI)
    assert round(cumulative, 2) == -4.87
    assert round(average_yearly(cumulative, 3), 2) == -1.65
    assert round(attained(cumulative, 17), 1) == 26.8
    left = remaining(cumulative, 17, 2)
    assert (round(left.total, 2), round(left.per_year, 2)) == (-12.75, -6.59)


def test_the_rounded_figures_of_the_qinghai_note_do_as_well() -> None:
    assert round(attained(-4.87, 17), 1) == 26.8
    total, per_year = remaining(-4.87, 17, 2)
    assert (round(total, 2), round(per_year, 2)) == (-12.75, -6.59)


def test_chaining_is_not_summing() -> None:
    assert round(-sum(SUMMED_NOT_CHAINED), 2) == 19.71
    assert round(-chained_change(SUMMED_NOT_CHAINED), 2) == 18.25


def test_both_paths_to_15_8_percent() -> None:
    assert [round(point, 3) for point in equal_rate_path(15.8, 5)] == [3.381, 6.648, 9.804, 12.854, 15.8]
    assert straight_path(15.8, 5) == pytest.approx([3.16, 6.32, 9.48, 12.64, 15.8])
    assert equal_rate_path(15.8, 1) == straight_path(15.8, 1) == [15.8]


def test_signs_of_what_is_attained_and_left() -> None:
    assert attained(0, 15.8) == 0
    assert math.copysign(1, attained(0, 15.8)) == 1
    assert attained(2, 15.8) < 0 < 100 < attained(-20, 15.8)
    assert remaining(0, 15.8, 5).total == pytest.approx(-15.8)
    beyond = remaining(-20, 15.8, 2)
    assert beyond.total == pytest.approx((0.842 / 0.8 - 1) * 100)
    assert 0 < beyond.per_year < beyond.total


def test_energy_room_is_what_the_required_change_leaves() -> None:
    assert energy_maximum(1000, 5, -4) == pytest.approx(1008)
    assert energy_room(1000, 5, -4, 990) == pytest.approx(18)
    assert energy_room(1000, 5, -4, 1020) == pytest.approx(-12)
    assert energy_room(0, 5, -4, 0) == 0


def test_needed_growth_reaches_the_share_exactly() -> None:
    growth = needed_growth(200, 1000, 5, 25, 3)
    assert growth == pytest.approx((1.25 ** (1 / 3) * 1.05 - 1) * 100)
    assert 200 * (1 + growth / 100) ** 3 / (1000 * 1.05**3) == pytest.approx(0.25)
    assert needed_growth(250, 1000, 5, 25, 3) == pytest.approx(5)
    assert needed_growth(400, 1000, 0, 25, 2) < 0


@pytest.mark.parametrize(
    "question",
    [
        lambda: intensity_change(-100, 5),
        lambda: intensity_change(5, -100),
        lambda: intensity_change(math.nan, 5),
        lambda: chained_change([]),
        lambda: chained_change([-3, -100]),
        lambda: chained_change([-3, math.inf]),
        lambda: average_yearly(-5, 0),
        lambda: average_yearly(-100, 3),
        lambda: attained(-5, 0),
        lambda: attained(-5, -17),
        lambda: attained(-5, 100),
        lambda: attained(-100, 17),
        lambda: attained(-5, math.nan),
        lambda: remaining(-5, 17, 0),
        lambda: remaining(-5, 17, math.inf),
        lambda: equal_rate_path(15.8, 0),
        lambda: equal_rate_path(15.8, 2.5),  # type: ignore[arg-type]
        lambda: straight_path(0, 5),
        lambda: straight_path(15.8, math.nan),  # type: ignore[arg-type]
        lambda: energy_maximum(-1, 5, -4),
        lambda: energy_room(1000, 5, -4, math.nan),
        lambda: energy_room(1000, -100, -4, 10),
        lambda: needed_growth(0, 1000, 5, 25, 3),
        lambda: needed_growth(200, 0, 5, 25, 3),
        lambda: needed_growth(200, 1000, 5, 0, 3),
        lambda: needed_growth(200, 1000, 5, 101, 3),
        lambda: needed_growth(200, 1000, 5, 25, 0),
    ],
)
def test_impossible_input_is_refused_with_a_sentence(question: object) -> None:
    assert callable(question)
    with pytest.raises(ValueError, match=r"(must|needs) .*\.$"):
        question()


@quick
@given(target=reductions)
def test_attained_is_exactly_100_at_the_target(target: float) -> None:
    assert attained(-target, target) == 100
    assert remaining(-target, target, 3) == (0, 0)


@quick
@given(target=reductions, years=st.integers(1, 30))
def test_a_path_rises_and_ends_at_its_target(target: float, years: int) -> None:
    for path in (equal_rate_path(target, years), straight_path(target, years)):
        assert len(path) == years
        assert path[-1] == target
        assert all(earlier < later for earlier, later in zip([0.0, *path], path, strict=False))


@quick
@given(target=reductions, years=st.integers(1, 30))
def test_on_the_equal_rate_path_time_and_share_agree(target: float, years: int) -> None:
    for year, point in enumerate(equal_rate_path(target, years), start=1):
        assert attained(-point, target) == pytest.approx(100 * year / years)


@quick
@given(yearly=st.lists(changes, min_size=1, max_size=10), target=reductions, left=st.integers(1, 10))
def test_doing_the_remaining_changes_arrives_at_the_target(
    yearly: list[float], target: float, left: int
) -> None:
    cumulative = chained_change(yearly)
    assert chained_change([average_yearly(cumulative, len(yearly))] * len(yearly)) == pytest.approx(
        cumulative, abs=1e-9
    )
    needed = remaining(cumulative, target, left)
    assert chained_change([*yearly, needed.total]) == pytest.approx(-target)
    assert chained_change([*yearly, *[needed.per_year] * left]) == pytest.approx(-target)


@quick
@given(yearly=st.lists(st.floats(-30, -0.1), min_size=2, max_size=8))
def test_summed_falls_always_overstate(yearly: list[float]) -> None:
    assert -sum(yearly) > -chained_change(yearly)


@quick
@given(last=st.floats(1, 1e7), growth=changes, change=changes)
def test_using_all_the_room_gives_the_required_change(last: float, growth: float, change: float) -> None:
    used = energy_maximum(last, growth, change)
    assert energy_room(last, growth, change, used) == 0
    assert intensity_change((used / last - 1) * 100, growth) == pytest.approx(change, abs=1e-6)
