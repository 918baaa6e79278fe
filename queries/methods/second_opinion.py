"""Judges progress the international way, by compound growth rates: a second opinion beside the plan's own.

Source: Eurostat, "Sustainable development in the European Union" (observed over required growth rate);
thresholds, score and edge rules: Statistics Canada as documented by Open SDG ("Progress measurement
methodology"). Everything here is a fraction, not a percentage: ratio 0.95 is 95 % of the required pace.
"""

import math
from typing import Literal, NamedTuple

Status = Literal[
    "target_achieved",
    "substantial_progress",
    "moderate_progress",
    "limited_progress",
    "deterioration",
    "not_available",
]

_STAND_IN_FOR_ZERO = 0.001
_RATIO_HIGH, _RATIO_MEDIUM = 0.95, 0.6
_GROWTH_HIGH, _GROWTH_MEDIUM = 0.015, 0.005
_LIMIT_EXPONENT = 4.44
_TOP, _BOTTOM = 5.0, -5.0


class Progress(NamedTuple):
    """ratio: observed over required growth, or plain signed growth without a target; score: −5 … 5.

    Both are None where undefined; the one exception is a reached target, whose score is always 5.
    """

    ratio: float | None
    score: float | None
    status: Status


def cagr_progress(
    base: float,
    base_year: float,
    current: float,
    current_year: float,
    target: float | None = None,
    target_year: float | None = None,
    direction: int = 1,
    limit: float | None = None,
) -> Progress:
    """Progress from base to current, against a target or, without one, against fixed growth thresholds.

    base, current, target and limit share any one unit; years are calendar years; direction is 1 when more is
    better, −1 when less is. A growth-rate target is fed as an index (2020 = 100, target 84.2).
    With a target: ratio = direction·g_o/|g_T|; substantial ≥ 0.95, moderate ≥ 0.60, limited ≥ 0, else
    deterioration; `limit` is ignored. Without: ratio = direction·g_o against 0.015 and 0.005, both shrunk
    near the natural `limit`; with the base exactly on it any ratio ≥ 0 is substantial and scores 5.
    A base or target of 0 counts as 0.001 in the growth rates; a negative base flips the ratio's sign. The
    ratio is None and the status not_available (a reached target excepted) when base and current or base and
    target differ in sign, when the years are less than one apart, or when base equals target.
    ValueError on numbers that are not finite, a direction other than 1 or −1, or a target without a target
    year after the base year. Source: see the module.
    """
    _check(direction, base_year, target, target_year, base, current, current_year, limit)
    growth = _signed_growth(base, base_year, current, current_year, direction)
    if target is None or target_year is None:
        return _without_target(growth, _shrinkage(base, limit))
    ratio = _ratio(growth, base, target, target_year - base_year)
    if direction * current >= direction * target:
        return Progress(ratio, _TOP, "target_achieved")
    if ratio is None:
        return Progress(None, None, "not_available")
    return Progress(ratio, _score_of_ratio(ratio), _status(ratio, _RATIO_HIGH, _RATIO_MEDIUM))


def _check(
    direction: int, base_year: float, target: float | None, target_year: float | None, *others: float | None
) -> None:
    given = [number for number in (base_year, target, target_year, *others) if number is not None]
    if not all(math.isfinite(number) for number in given):
        raise ValueError(f"cagr_progress needs finite numbers, not {given}.")
    if direction not in (1, -1):
        raise ValueError(f"direction must be 1 (more is better) or -1 (less is better), not {direction}.")
    if target is not None and (target_year is None or target_year <= base_year):
        raise ValueError(f"a target needs a target_year after the base year {base_year}, not {target_year}.")


def _yearly_growth(start: float, end: float, years: float) -> float | None:
    """(end/start)^(1/years) − 1, or None where the sign changes on the way."""
    start = start or _STAND_IN_FOR_ZERO
    if (start > 0 and end < 0) or (start < 0 and end > 0):
        return None
    return float((end / start) ** (1 / years) - 1)


def _signed_growth(
    base: float, base_year: float, current: float, current_year: float, direction: int
) -> float | None:
    """Observed growth, positive when it goes the wanted way."""
    if current_year - base_year < 1:
        return None
    growth = _yearly_growth(base, current, current_year - base_year)
    sign = -1 if base < 0 else 1
    return None if growth is None else sign * direction * growth + 0.0


def _ratio(growth: float | None, base: float, target: float, years: float) -> float | None:
    required = _yearly_growth(base, target or _STAND_IN_FOR_ZERO, years)
    if growth is None or not required or base == target:
        return None
    return growth / abs(required)


def _status(value: float, high: float, medium: float) -> Status:
    if value >= high:
        return "substantial_progress"
    if value >= medium:
        return "moderate_progress"
    return "limited_progress" if value >= 0 else "deterioration"


def _score_of_ratio(ratio: float) -> float:
    if ratio >= _RATIO_MEDIUM:
        return min(7.1429 * ratio - 4.2857, _TOP)
    return max(4.1667 * ratio - 2.5, _BOTTOM)


def _shrinkage(base: float, limit: float | None) -> float:
    """C, the factor by which the thresholds shrink near a natural limit (1 = not at all)."""
    if limit is None or abs(base) >= 2 * abs(limit):
        return 1.0
    distance = abs(base) if abs(base) <= abs(limit) else 2 * abs(limit) - abs(base)
    return float(1 - (distance / abs(limit)) ** _LIMIT_EXPONENT)


def _without_target(growth: float | None, shrinkage: float) -> Progress:
    if growth is None:
        return Progress(None, None, "not_available")
    high, medium = _GROWTH_HIGH * shrinkage, _GROWTH_MEDIUM * shrinkage
    return Progress(growth, _score_of_growth(growth, shrinkage, high, medium), _status(growth, high, medium))


def _score_of_growth(growth: float, shrinkage: float, high: float, medium: float) -> float:
    if growth < 0:
        return max(125 * growth - 2.5, _BOTTOM)
    if shrinkage == 0:
        return _TOP
    if growth >= high:
        return min(500 * growth / shrinkage - 5, _TOP)
    if growth >= medium:
        return 250 * growth / shrinkage - 1.25
    return 500 * growth / shrinkage - 2.5
