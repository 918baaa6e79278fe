"""Says how far a chained reduction, an energy budget or a share has come, in percent throughout.

Signs: a change is a change (a fall is negative, a rise positive); a `target_reduction` and the points of
a path are reductions (15.8 means "15.8 % lower than the base year", always positive).
The second opinion by compound growth rates is re-exported here: `cagr_progress`, `Progress`.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from data.formulas import factor, intensity_change
from queries.methods.second_opinion import Progress, cagr_progress

__all__ = [
    "Progress",
    "Remaining",
    "attained",
    "average_yearly",
    "cagr_progress",
    "chained_change",
    "energy_maximum",
    "energy_room",
    "equal_rate_path",
    "intensity_change",
    "needed_growth",
    "remaining",
    "straight_path",
]


class Remaining(NamedTuple):
    """What is still to be done, percent; both negative while a fall is still needed."""

    total: float
    per_year: float


def chained_change(yearly: Sequence[float]) -> float:
    """Cumulative change of consecutive yearly changes, percent in and out (a fall is negative).

    Π(1 + r_t) − 1, never the sum. One year gives that year's change back.
    ValueError when the list is empty (no year is not a change of 0) or a change is not finite and above −100.
    Source: 青海省统计局 2009, note on the energy intensity target.
    """
    if len(yearly) == 0:
        raise ValueError("chained_change needs at least one yearly change; with none there is no answer.")
    product = math.prod(factor(change, "a yearly change") for change in yearly)
    return (product - 1) * 100


def average_yearly(cumulative: float, years: float) -> float:
    """The equal yearly change that adds up to this cumulative change, percent (a fall is negative).

    (1 + c)^(1/n) − 1, c as `chained_change` returns it, n the years it took.
    ValueError unless `cumulative` is finite and above −100 and `years` is above 0.
    Source: 青海省统计局 2009.
    """
    return _yearly(factor(cumulative, "cumulative"), _span(years, "years"))


def attained(cumulative: float, target_reduction: float) -> float:
    """Share of the reduction target already attained, percent: 100 exactly at the target.

    P = ln(1 − C) / ln(1 − θ). `cumulative` is the change so far as `chained_change` returns it (−4.87 for a
    fall of 4.87 %); `target_reduction` is θ as the plan prints it (17 for "下降 17 %"). A rise so far gives a
    negative share, a fall beyond the target more than 100; nothing is capped here.
    ValueError unless cumulative > −100 and 0 < target_reduction < 100.
    Source: 青海省统计局 2009, note on the energy intensity target.
    """
    factor(cumulative, "cumulative")
    _left_over(target_reduction)
    share = math.log1p(cumulative / 100) / math.log1p(-target_reduction / 100) * 100
    return share + 0.0  # a page would print the −0.0 of an unchanged intensity


def remaining(cumulative: float, target_reduction: float, years_left: float) -> Remaining:
    """Change still needed, in total and per remaining year, percent: (total, per_year), a fall negative.

    total = (1 − θ)/(1 − C) − 1, per_year = (1 + total)^(1/m) − 1, arguments signed as in `attained`.
    Positive results say how much the intensity may rise because the target is already passed.
    ValueError as in `attained`, and unless years_left > 0 (after the target year nothing can be caught up).
    Source: 青海省统计局 2009.
    """
    years = _span(years_left, "years_left")
    left = _left_over(target_reduction) / factor(cumulative, "cumulative")
    return Remaining((left - 1) * 100, _yearly(left, years))


def equal_rate_path(target_reduction: float, years: int) -> list[float]:
    """Reductions required after year 1 … `years` when every year falls by the same rate, percent, positive.

    C*_k = 1 − (1 − θ)^(k/n), unrounded; the last one is the target itself.
    ValueError unless 0 < target_reduction < 100 and `years` is a whole number of at least 1.
    """
    left, count = _left_over(target_reduction), _whole_years(years)
    path = [(1 - left ** (year / count)) * 100 for year in range(1, count)]
    return [*path, float(target_reduction)]


def straight_path(target_reduction: float, years: int) -> list[float]:
    """Reductions required after year 1 … `years` on a straight line, percent, positive, unrounded.

    θ·k/n; the last one is the target itself. ValueError as in `equal_rate_path`.
    """
    _left_over(target_reduction)
    count = _whole_years(years)
    path = [target_reduction * year / count for year in range(1, count)]
    return [*path, float(target_reduction)]


def energy_maximum(energy_last: float, value_added_growth: float, required_change: float) -> float:
    """The most energy this year that still keeps the required change, in the unit of `energy_last`.

    E_max = E_{t−1}·(1 + v)·(1 + r*), v and r* in percent, r* negative for a fall (`remaining(…).per_year`).
    ValueError unless energy_last is finite and not negative and both rates are finite and above −100.
    """
    growth = factor(value_added_growth, "value_added_growth")
    change = factor(required_change, "required_change")
    return _amount(energy_last, "energy_last") * growth * change


def energy_room(
    energy_last: float, value_added_growth: float, required_change: float, energy_now: float
) -> float:
    """Energy still free this year under the required change of intensity: E_max − E, negative when overdrawn.

    Energies share one unit and basis (tce, 当量值 or 等价值, same months); rates in percent as in
    `energy_maximum`. ValueError as there, and unless energy_now is finite and not negative.
    """
    maximum = energy_maximum(energy_last, value_added_growth, required_change)
    return maximum - _amount(energy_now, "energy_now")


def needed_growth(
    numerator: float, denominator: float, denominator_growth: float, target_share: float, years: float
) -> float:
    """Yearly growth the numerator needs so that its share reaches the target, percent.

    ((s·D·(1 + g)^n / N)^(1/n) − 1): N and D are this year's numerator and denominator in one unit (战新产值,
    工业总产值), g the denominator's yearly growth and s the target share in percent, n the years until then.
    Negative when the share would be kept even while the numerator shrinks.
    ValueError unless N > 0, D > 0, g > −100, 0 < target_share ≤ 100 and years > 0.
    """
    if not (_amount(numerator, "numerator") > 0 and _amount(denominator, "denominator") > 0):
        raise ValueError("numerator and denominator must be above 0; growth from nothing is undefined.")
    if not 0 < target_share <= 100:
        raise ValueError(f"target_share must be above 0 and at most 100 percent, not {target_share}.")
    span, growth = _span(years, "years"), factor(denominator_growth, "denominator_growth")
    lift = target_share / 100 / (numerator / denominator)
    return float((lift ** (1 / span) * growth - 1) * 100)


def _left_over(target_reduction: float) -> float:
    """1 − θ, of a target reduction in percent."""
    if not 0 < target_reduction < 100:
        raise ValueError(f"target_reduction must be a percentage between 0 and 100, not {target_reduction}.")
    return float(1 - target_reduction / 100)


def _yearly(factor: float, years: float) -> float:
    return float((factor ** (1 / years) - 1) * 100)


def _span(years: float, name: str) -> float:
    if not (math.isfinite(years) and years > 0):
        raise ValueError(f"{name} must be a finite number above 0, not {years}.")
    return float(years)


def _whole_years(years: int) -> int:
    if not (math.isfinite(years) and years >= 1 and years == int(years)):
        raise ValueError(f"years must be a whole number of at least 1, not {years}.")
    return int(years)


def _amount(amount: float, name: str) -> float:
    if not (math.isfinite(amount) and amount >= 0):
        raise ValueError(f"{name} must be a finite amount that is not negative, not {amount}.")
    return float(amount)
