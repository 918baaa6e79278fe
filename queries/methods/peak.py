"""Says whether an annual series has peaked, by its largest value and the trend after it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

PeakCode = Literal["peaked", "plateau", "not_peaked", "insufficient"]

LATER_POINTS_NEEDED = 5
SIGNIFICANCE = 0.05


class MannKendall(NamedTuple):
    """s, its variance, z, two-sided p, Kendall's tau, Sen's slope per step and the intercept at step 0."""

    s: float
    variance: float
    z: float
    p: float
    tau: float
    slope: float
    intercept: float


class Peak(NamedTuple):
    """The year of the largest value, that value in its own unit, and what may be said about it.

    state: peaked 已达峰, plateau 平台期, not_peaked 未达峰, insufficient 数据不足. year and value are
    None only for a series without any point.
    """

    year: int | None
    value: float | None
    state: PeakCode


def mann_kendall(values: Sequence[float] | NDArray[np.float64]) -> MannKendall:
    """Mann–Kendall trend test of values in time order, with tie-corrected variance and Sen's slope.

    Values in any unit (slope and intercept in it, per step); p is a probability between 0 and 1; a falling
    trend has negative s, z, tau and slope. Equal values throughout give p = 1.
    ValueError with fewer than two values or one that is not finite (a gap must be left out, not passed on).
    Source: Mann (1945), Kendall (1975), Sen (1968), as computed by pymannkendall's original test.
    """
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1 or series.size < 2 or not np.isfinite(series).all():
        raise ValueError("mann_kendall needs a plain list of at least two finite numbers.")
    import pymannkendall  # brings all of scipy's statistics along, for the one kind of promise that asks

    test = pymannkendall.original_test(series, alpha=SIGNIFICANCE)
    fields = (test.s, test.var_s, test.z, test.p, test.Tau, test.slope, test.intercept)
    return MannKendall(*(float(field) for field in fields))


def peak_state(years: Sequence[float], values: Sequence[float]) -> Peak:
    """Where the series peaked and whether that can be called a peak.

    One value per whole calendar year, in any order and unit; among equal largest values the latest counts,
    so every later point is below it. With five or more later points: a falling Mann–Kendall trend among them
    (p < 0.05) is peaked, no trend is plateau, a rising one not_peaked. If the last year is the largest, the
    answer is not_peaked; one to four later points, or fewer than six points in all, are insufficient.
    ValueError as in `annual_points`. Source: docs/methods.md, "Has it peaked?"; four points can never be
    significant in this test, hence five.
    """
    calendar, series = annual_points(years, values)
    if series.size == 0:
        return Peak(None, None, "insufficient")
    position = int(np.flatnonzero(series == series.max())[-1])
    state = _state(series[position + 1 :], series.size)
    return Peak(int(calendar[position]), float(series[position]), state)


def annual_points(
    years: Sequence[float], values: Sequence[float]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The points in the order of their years: whole years and values, two arrays of one length.

    ValueError when the lengths differ, a year is not whole (months and quarters are not annual points) or
    comes twice, or a number is not finite.
    """
    calendar, series = np.asarray(years, dtype=np.float64), np.asarray(values, dtype=np.float64)
    if calendar.ndim != 1 or calendar.shape != series.shape:
        raise ValueError(f"{calendar.size} years do not fit {series.size} values; each year needs one.")
    if not (np.isfinite(calendar).all() and np.isfinite(series).all()):
        raise ValueError("years and values must be finite; leave a missing year out.")
    if (calendar != np.floor(calendar)).any() or np.unique(calendar).size != calendar.size:
        raise ValueError("years must be whole calendar years, each at most once.")
    order = np.argsort(calendar)
    return calendar[order].astype(np.int64), series[order]


def _state(later: NDArray[np.float64], points: int) -> PeakCode:
    if points <= LATER_POINTS_NEEDED:
        return "insufficient"
    if later.size == 0:
        return "not_peaked"
    if later.size < LATER_POINTS_NEEDED:
        return "insufficient"
    trend = mann_kendall(later)
    if trend.p >= SIGNIFICANCE:
        return "plateau"
    return "peaked" if trend.z < 0 else "not_peaked"
