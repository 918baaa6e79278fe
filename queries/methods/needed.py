"""Says what a target would take: how much of the numerator, how many members, how much a month or a year.

Amounts keep the unit of what goes in; a positive answer is still missing, a negative one is room.
"""

import math
from typing import NamedTuple

FINE = 9  # decimals at which two measured values are the same


class Left(NamedTuple):
    """What is left of a budget: in all, for each month to come, and what a month has taken so far."""

    total: float
    per_month: float | None
    so_far: float


def numerator_needed(value: float, target: float, numerator: float) -> float:
    """By how much the numerator must change for the ratio to stand exactly at its target.

    The denominator stays as it is: N·(T/y − 1), whatever the ratio is multiplied with (100 for percent).
    ValueError unless value and numerator are above 0 and all three are finite.
    """
    if not all(map(math.isfinite, (value, target, numerator))):
        raise ValueError("value, target and numerator must be finite.")
    if value <= 0 or numerator <= 0:
        raise ValueError("A ratio of nothing cannot be scaled: value and numerator must be above 0.")
    return numerator * (target / value - 1)


def per_year(gap: float, years: float) -> float:
    """The equal yearly step that closes a gap, in the unit of the gap. ValueError unless years is above 0."""
    if not (math.isfinite(gap) and math.isfinite(years) and years > 0):
        raise ValueError(f"a gap is closed in a finite number of years above 0, not {years}.")
    return gap / years


def members_needed(covered: int, due: int, share: float) -> int:
    """How many more members a share in percent of those due asks for; negative: how many may be missing.

    ValueError unless 0 ≤ covered ≤ due, due is above 0 and share is above 0 and at most 100.
    """
    if not (0 <= covered <= due and due > 0):
        raise ValueError(f"{covered} of {due} members is no coverage.")
    if not 0 < share <= 100:
        raise ValueError(f"share must be above 0 and at most 100 percent, not {share}.")
    return math.ceil(round(share * due / 100, FINE)) - covered


def budget_left(budget: float, used: float, month: int) -> Left:
    """What is left of a year's budget after so many months; negative when it is overdrawn.

    ValueError unless budget and used are finite and not negative and month is 1 to 12.
    """
    if not (math.isfinite(budget) and math.isfinite(used) and budget >= 0 and used >= 0):
        raise ValueError("budget and used must be finite amounts that are not negative.")
    if month not in range(1, 13):
        raise ValueError(f"a year has months 1 to 12, not {month}.")
    left = budget - used
    return Left(left, None if month == 12 else left / (12 - month), used / month)


def years_left(year: int, month: int, due_year: int, at_its_day: bool = False) -> float:
    """How many years there are still to go after a period, until the end of the due year; 0 when past.

    A January-to-date figure speaks for its whole year; what is counted on a day (`at_its_day`) stands at it.
    """
    reached = year + (month / 12 - 1 if at_its_day else 0)
    return max(0.0, due_year - reached)


def growth(now: float | None, before: float | None) -> float | None:
    """Change in percent from before to now; None where either is unknown or there was nothing."""
    if now is None or before is None or before <= 0:
        return None
    return (now / before - 1) * 100
