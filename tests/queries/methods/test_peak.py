"""Holds the trend test against plain counting and the four answers to "has it peaked?"."""

import math
from itertools import combinations
from statistics import NormalDist, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.methods.peak import annual_points, mann_kendall, peak_state
from tests.support.examples import examples

quick = settings(max_examples=examples(20), deadline=None)
RISING = [10.0, 20.0, 30.0]


def _state(values: list[float]) -> str:
    return peak_state(range(2010, 2010 + len(values)), values).state


def test_five_falling_points_are_significant_and_four_never() -> None:
    five = mann_kendall([5, 4, 3, 2, 1])
    assert five.s == -10
    assert five.variance == pytest.approx(50 / 3)
    assert five.z == pytest.approx(-9 / math.sqrt(50 / 3))
    assert five.p == pytest.approx(2 * NormalDist().cdf(five.z))
    assert five.p < 0.05
    assert (five.tau, five.slope, five.intercept) == (-1, -1, 5)
    assert mann_kendall([4, 3, 2, 1]).p == pytest.approx(0.0894, abs=1e-4)


def test_ties_lower_the_variance_and_equal_values_have_no_trend() -> None:
    tied = mann_kendall([1, 2, 2, 3, 4])
    assert tied.s == 9
    assert tied.variance == pytest.approx((5 * 4 * 15 - 2 * 1 * 9) / 18)
    flat = mann_kendall([7, 7, 7, 7, 7])
    assert (flat.s, flat.variance, flat.z, flat.p, flat.tau, flat.slope, flat.intercept) == (
        0,
        0,
        0,
        1,
        0,
        0,
        7,
    )


@pytest.mark.parametrize("values", [[], [1], [1, math.nan, 2], [1, math.inf], [[1, 2], [3, 4]]])
def test_the_trend_test_refuses_what_it_cannot_read(values: list[float]) -> None:
    with pytest.raises(ValueError, match="at least two finite numbers"):
        mann_kendall(values)


@quick
@given(values=st.lists(st.integers(-20, 20).map(float), min_size=2, max_size=15))
def test_the_trend_test_agrees_with_plain_counting(values: list[float]) -> None:
    pairs = list(combinations(enumerate(values), 2))
    s = sum((later > earlier) - (later < earlier) for (_, earlier), (_, later) in pairs)
    count = len(values)
    ties = [values.count(value) for value in set(values)]
    variance = (count * (count - 1) * (2 * count + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    z = 0.0 if s == 0 else (s - math.copysign(1, s)) / math.sqrt(variance)
    answer = mann_kendall(values)
    assert answer.s == s
    assert answer.tau == pytest.approx(s / len(pairs))
    assert answer.variance == pytest.approx(variance)
    assert answer.z == pytest.approx(z)
    assert answer.p == pytest.approx(2 * NormalDist().cdf(-abs(z)), abs=1e-12)
    slope = median((later - earlier) / (j - i) for (i, earlier), (j, later) in pairs)
    assert answer.slope == pytest.approx(slope)
    assert answer.intercept == pytest.approx(median(values) - slope * (count - 1) / 2, abs=1e-9)


def test_five_falling_years_after_the_largest_are_a_peak() -> None:
    answer = peak_state(range(2010, 2018), [*RISING, 29, 28, 27, 26, 25])
    assert answer == (2012, 30, "peaked")


def test_five_years_without_a_trend_are_a_plateau() -> None:
    assert _state([*RISING, 28, 29, 27, 29, 28]) == "plateau"
    assert _state([*RISING, 28, 28, 28, 28, 28]) == "plateau"


def test_rising_again_below_the_largest_is_no_peak() -> None:
    assert _state([*RISING, 21, 22, 23, 24, 25]) == "not_peaked"


def test_the_last_year_being_the_largest_is_no_peak() -> None:
    assert _state([10, 20, 30, 40, 50, 60]) == "not_peaked"
    assert _state([5, 5, 5, 5, 5, 5, 5]) == "not_peaked"


def test_four_later_years_are_not_enough() -> None:
    assert _state([*RISING, 29, 28, 27, 26]) == "insufficient"
    assert _state([1, *RISING, 29]) == "insufficient"
    assert _state([*RISING]) == "insufficient"
    assert _state([30, 29, 28, 27, 26]) == "insufficient"


def test_a_tie_counts_from_its_last_year() -> None:
    answer = peak_state(range(2010, 2017), [30, 30, 29, 28, 27, 26, 25])
    assert answer == (2011, 30, "peaked")
    assert _state([30, 29, 28, 27, 26, 25, 30]) == "not_peaked"


def test_years_may_come_in_any_order_and_with_gaps() -> None:
    years = [2020, 2005, 2010, 2012, 2011, 2019, 2018]
    values = [1.0, 4.0, 9.0, 7.0, 8.0, 2.0, 3.0]
    assert peak_state(years, values) == (2010, 9, "peaked")
    assert annual_points(years, values)[0].tolist() == sorted(years)


def test_a_series_without_points_is_insufficient() -> None:
    assert peak_state([], []) == (None, None, "insufficient")


@pytest.mark.parametrize(
    ("years", "values"),
    [
        ([2020, 2021], [1]),
        ([2020, 2020], [1, 2]),
        ([2020, 2020.25], [1, 2]),
        ([2020, 2021], [1, math.nan]),
        ([2020, math.inf], [1, 2]),
        ([[2020, 2021]], [[1, 2]]),
    ],
)
def test_only_annual_points_are_accepted(years: list[float], values: list[float]) -> None:
    with pytest.raises(ValueError, match="year"):
        peak_state(years, values)


@quick
@given(values=st.lists(st.floats(1, 100), min_size=1, max_size=20))
def test_a_claimed_peak_always_has_five_lower_years_after_it(values: list[float]) -> None:
    answer = peak_state(range(2000, 2000 + len(values)), values)
    assert answer.value == max(values)
    assert answer.year is not None
    later = values[answer.year - 2000 + 1 :]
    assert all(value < answer.value for value in later)
    if answer.state in ("peaked", "plateau"):
        assert len(later) >= 5
    if answer.state == "peaked":
        assert mann_kendall(later).p < 0.05
