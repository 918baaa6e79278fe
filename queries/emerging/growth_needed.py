"""Says what growth of emerging output a target share asks for, or how much room is left above it."""

from dataclasses import dataclass
from typing import Any

from queries.ask import ask_rows
from queries.methods.progress import needed_growth

YEARS_SHOWN = 6


@dataclass(frozen=True)
class Horizon:
    """What one number of years asks for: yearly growth in percent, output at its end in 万元."""

    years: int
    growth: float
    output: float


@dataclass(frozen=True)
class GrowthNeeded:
    """The answer for one place. Outputs in 万元, shares and growth rates in percent, `period` the start."""

    period: str
    emerging_output: float
    total_output: float
    share: float
    met: bool
    growth: float  # yearly growth the emerging output needs; negative where it may shrink
    output: float  # emerging output at the end that holds the target share
    total_at_end: float
    actual_growth: float | None  # of emerging output over the same months a year before
    growth_gap: float | None  # needed less actual, percentage points
    fall_allowed: float  # percent the emerging output may fall while gross output stays; 0 where not met
    fall_amount: float
    total_growth_allowed: float  # percent gross output may grow while emerging output stays; 0 where not met
    total_amount: float
    horizons: tuple[Horizon, ...]
    grade: str


def answer(
    emerging_output: float, total_output: float, total_growth: float, target_share: float, years: int
) -> dict[str, Any]:
    """The arithmetic alone: N and D in one unit, growth and share in percent; keys as in GrowthNeeded.

    Target output after n years is s·D·(1 + g)^n. With the target met, N may fall by 1 − s·D/N while D stays,
    or D may grow by N/(s·D) − 1 while N stays. ValueError as in `needed_growth`.
    """
    held = target_share / 100 * total_output
    met = emerging_output >= held
    horizons = tuple(
        Horizon(
            count,
            needed_growth(emerging_output, total_output, total_growth, target_share, count),
            held * (1 + total_growth / 100) ** count,
        )
        for count in range(1, max(years, YEARS_SHOWN) + 1)
    )
    return {
        "met": met,
        "growth": horizons[years - 1].growth,
        "output": horizons[years - 1].output,
        "total_at_end": total_output * (1 + total_growth / 100) ** years,
        "fall_allowed": (1 - held / emerging_output) * 100 if met else 0.0,
        "fall_amount": emerging_output - held if met else 0.0,
        "total_growth_allowed": (emerging_output / held - 1) * 100 if met else 0.0,
        "total_amount": emerging_output / (target_share / 100) - total_output if met else 0.0,
        "horizons": horizons,
    }


def growth_needed(
    total_growth: float,
    target_share: float,
    years: int,
    *,
    region: str | None = None,
    period: str | None = None,
    snapshot: str | None = None,
) -> GrowthNeeded | None:
    """The answer from the newest figures of a place up to a period; None where no output is known.

    A period that has only a published share gives way to the last one with both outputs.
    """
    rows = ask_rows("emerging_trend", snapshot=snapshot, region=region, period=period)
    known = [row for row in rows if (row["emerging_output"] or 0) > 0 and (row["total_output"] or 0) > 0]
    if not known:
        return None
    start = known[-1]
    emerging, total = float(start["emerging_output"]), float(start["total_output"])
    before = [row for row in known if (row["year"], row["month"]) == (start["year"] - 1, start["month"])]
    actual = (emerging / float(before[0]["emerging_output"]) - 1) * 100 if before else None
    grades = {row["grade"] for row in (start, *before)}
    found = answer(emerging, total, total_growth, target_share, years)
    return GrowthNeeded(
        period=str(start["period"]),
        emerging_output=emerging,
        total_output=total,
        share=emerging / total * 100,
        actual_growth=actual,
        growth_gap=None if actual is None else found["growth"] - actual,
        grade="demo" if "demo" in grades else str(start["grade"]),
        **found,
    )
