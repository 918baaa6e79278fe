"""Holds the four forecasts against series whose future is known, and the range drawn from them."""

import math
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.methods.outlook import METHODS, outlook, outlook_range
from tests.support.examples import examples

YEARS = [2020, 2021, 2022, 2023, 2024]
quick = settings(max_examples=examples(20), deadline=None)


def test_every_method_answers_for_every_year() -> None:
    forecasts = outlook(YEARS, [100, 97, 95, 90, 88], 2030)
    assert tuple(forecasts) == METHODS
    assert {tuple(line) for line in forecasts.values()} == {tuple(range(2025, 2031))}
    assert all(
        type(year) is int and type(line[year]) is float for line in forecasts.values() for year in line
    )


def test_a_constant_rate_continues() -> None:
    forecasts = outlook(YEARS, [100 * 0.97**step for step in range(5)], 2030)
    for method in ("log_linear", "last_three_years"):
        assert forecasts[method][2030] == pytest.approx(100 * 0.97**10)
    assert set(forecasts["repeat_last"].values()) == {100 * 0.97**4}


def test_theil_sen_follows_the_line_and_ignores_one_outlier() -> None:
    assert outlook(YEARS, [10, 12, 14, 16, 18], 2026)["theil_sen"] == pytest.approx({2025: 20, 2026: 22})
    years = list(range(2010, 2021))
    values = [10.0 + 2 * step for step in range(11)]
    values[8] = 500
    assert outlook(years, values, 2021)["theil_sen"][2021] == pytest.approx(32)


def test_the_last_three_years_count_from_three_years_back() -> None:
    forecasts = outlook(YEARS, [1, 100, 90, 120, 125], 2026)
    rate = (125 / 100) ** (1 / 3)
    assert forecasts["last_three_years"] == pytest.approx({2025: 125 * rate, 2026: 125 * rate**2})
    with_gap = outlook([2018, 2020, 2022, 2024], [50, 80, 90, 100], 2025)
    assert with_gap["last_three_years"][2025] == pytest.approx(100 * (100 / 80) ** (1 / 4))


def test_order_does_not_matter_and_a_flat_series_stays_flat() -> None:
    values = [100.0, 97.0, 95.0, 90.0, 88.0]
    assert outlook(YEARS[::-1], values[::-1], 2026) == outlook(YEARS, values, 2026)
    flat = outlook(YEARS, [5] * 5, 2026)
    assert all(line[2026] == pytest.approx(5) for line in flat.values())


def test_fewer_than_four_points_forecast_nothing() -> None:
    assert outlook(YEARS[:3], [100, 97, 95], 2030) == {}
    assert outlook([], [], 2030) == {}
    assert outlook_range(outlook(YEARS[:3], [100, 97, 95], 2030), 2030, 90) is None
    assert outlook(YEARS[:4], [100, 97, 95, 90], 2030) != {}


def test_the_range_counts_the_methods_that_reach_the_target() -> None:
    forecasts = {"a": {2030: 70.0}, "b": {2030: 80.0}, "c": {2030: 84.2}, "d": {2030: 90.0}}
    assert outlook_range(forecasts, 2030, 84.2, -1) == (70, 90, 4, 3, 75)
    assert outlook_range(forecasts, 2030, 84.2, -1, inclusive=False) == (70, 90, 4, 2, 50)
    assert outlook_range(forecasts, 2030, 84.2) == (70, 90, 4, 2, 50)
    assert outlook_range(forecasts, 2030, 100) == (70, 90, 4, 0, 0)
    assert outlook_range(forecasts, 2030) == (70, 90, 4, None, None)


def test_the_range_refuses_what_was_not_forecast() -> None:
    forecasts = {"a": {2030: 70.0}}
    with pytest.raises(ValueError, match="outside"):
        outlook_range(forecasts, 2031)
    with pytest.raises(ValueError, match="direction"):
        outlook_range(forecasts, 2030, 80, 0)


@pytest.mark.parametrize(
    ("years", "values", "until"),
    [
        (YEARS, [1, 2, 3, 4, 0], 2030),
        (YEARS, [1, 2, 3, 4, -1], 2030),
        (YEARS, [1, 2, 3, 4, math.nan], 2030),
        (YEARS, [1, 2, 3, 4, 5], 2024),
        (YEARS, [1, 2, 3, 4], 2030),
        ([2020, 2021, 2022, 2023, 2023], [1, 2, 3, 4, 5], 2030),
    ],
)
def test_impossible_series_are_refused(years: list[int], values: list[float], until: int) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        outlook(years, values, until)


@quick
@given(values=st.lists(st.floats(1, 1000), min_size=4, max_size=12))
def test_the_lines_agree_with_plain_sums(values: list[float]) -> None:
    years = list(range(2010, 2010 + len(values)))
    until = years[-1] + 2
    forecasts = outlook(years, values, until)
    mean_year = sum(years) / len(years)
    logs = [math.log(value) for value in values]
    mean_log = sum(logs) / len(logs)
    spread = sum((year - mean_year) ** 2 for year in years)
    slope = sum((year - mean_year) * (log - mean_log) for year, log in zip(years, logs, strict=True)) / spread
    assert forecasts["log_linear"][until] == pytest.approx(math.exp(mean_log + slope * (until - mean_year)))
    steps = [(values[j] - values[i]) / (years[j] - years[i]) for j in range(len(years)) for i in range(j)]
    line = median(values) + median(steps) * (until - median(years))
    assert forecasts["theil_sen"][until] == pytest.approx(line, abs=1e-6)
    spread_of_methods = outlook_range(forecasts, until, values[-1])
    assert spread_of_methods is not None
    assert spread_of_methods.low <= values[-1] <= spread_of_methods.high
    assert spread_of_methods.reaching is not None and spread_of_methods.reaching >= 1
