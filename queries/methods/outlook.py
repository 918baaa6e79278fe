"""Carries an annual series forward by four simple methods side by side, so that their spread is seen."""

from collections.abc import Mapping, Sequence
from statistics import linear_regression
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from queries.methods.peak import annual_points

METHODS = ("log_linear", "theil_sen", "last_three_years", "repeat_last")
POINTS_NEEDED = 4
RATE_YEARS = 3

Forecasts = Mapping[str, Mapping[int, float]]


class OutlookRange(NamedTuple):
    """low and high in the unit of the series; reaching of methods; share = reaching/methods in percent.

    reaching and share are None when no target was asked about.
    """

    low: float
    high: float
    methods: int
    reaching: int | None
    share: float | None


def outlook(years: Sequence[float], values: Sequence[float], until: int) -> dict[str, dict[int, float]]:
    """{method: {year: value}} for every year after the last point up to `until`, in the unit of the values.

    log_linear: ordinary least squares on ln(value) by year, back by exp without bias correction.
    theil_sen: median of pairwise slopes, through the medians of years and values; it may cross zero.
    last_three_years: the compound yearly rate since the newest point at least three years before the last.
    repeat_last: the last value again, every year.
    With fewer than four points the answer is empty: nothing may be called a forecast.
    ValueError as in `annual_points`, when a value is not above 0 (feed changes as an index, 2020 = 100), or
    when `until` is not after the last year.
    Source: Theil (1950) and Sen (1968) for theil_sen; the others are textbook trends.
    """
    calendar, series = annual_points(years, values)
    if series.size < POINTS_NEEDED:
        return {}
    if (series <= 0).any():
        raise ValueError("outlook needs values above 0; feed changes as an index, for example 2020 = 100.")
    last = int(calendar[-1])
    if until <= last:
        raise ValueError(f"until must come after the last year {last}, not {until}.")
    ahead = np.arange(last + 1, int(until) + 1)
    lines = (
        _log_linear(calendar, series, ahead),
        _theil_sen(calendar, series, ahead),
        _last_three_years(calendar, series, ahead),
        np.full(ahead.size, series[-1]),
    )
    return {
        method: {int(year): float(value) for year, value in zip(ahead, line, strict=True)}
        for method, line in zip(METHODS, lines, strict=True)
    }


def outlook_range(
    forecasts: Forecasts, year: int, target: float | None = None, direction: int = 1, inclusive: bool = True
) -> OutlookRange | None:
    """The spread of the methods in one year, and how many of them reach the target.

    `forecasts` is what `outlook` returned; None when it is empty (fewer than four points: no prediction).
    direction 1: at or above the target (以上), −1: at or below (以下); inclusive=False for 超过 and 低于.
    ValueError when the year lies outside the forecasts or direction is neither 1 nor −1.
    """
    if not forecasts:
        return None
    if direction not in (1, -1):
        raise ValueError(f"direction must be 1 (more is better) or -1 (less is better), not {direction}.")
    if any(year not in line for line in forecasts.values()):
        raise ValueError(f"the year {year} lies outside the forecasts.")
    ends = [line[year] for line in forecasts.values()]
    if target is None:
        return OutlookRange(min(ends), max(ends), len(ends), None, None)
    gains = [round(direction * (end - target), 9) for end in ends]
    reaching = sum(gain > 0 or (inclusive and gain == 0) for gain in gains)
    return OutlookRange(min(ends), max(ends), len(ends), reaching, reaching / len(ends) * 100)


def _log_linear(
    calendar: NDArray[np.int64], series: NDArray[np.float64], ahead: NDArray[np.int64]
) -> NDArray[np.float64]:
    # Counting from the last year keeps the intercept small; with 2020 as x it would eat digits.
    fit = linear_regression((calendar - calendar[-1]).tolist(), np.log(series).tolist())
    line: NDArray[np.float64] = np.exp(fit.intercept + fit.slope * (ahead - calendar[-1]))
    return line


def _theil_sen(
    calendar: NDArray[np.int64], series: NDArray[np.float64], ahead: NDArray[np.int64]
) -> NDArray[np.float64]:
    since = calendar - calendar[-1]
    earlier, later = np.triu_indices(len(series), 1)
    slope = np.median((series[later] - series[earlier]) / (since[later] - since[earlier]))
    line: NDArray[np.float64] = np.median(series) + slope * (ahead - calendar[-1] - np.median(since))
    return line


def _last_three_years(
    calendar: NDArray[np.int64], series: NDArray[np.float64], ahead: NDArray[np.int64]
) -> NDArray[np.float64]:
    start = int(np.flatnonzero(calendar <= calendar[-1] - RATE_YEARS)[-1])
    per_year = np.log(series[-1] / series[start]) / (calendar[-1] - calendar[start])
    line: NDArray[np.float64] = series[-1] * np.exp(per_year * (ahead - calendar[-1]))
    return line
