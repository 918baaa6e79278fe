"""Demonstration strategic emerging output, agreeing with the published 10.8 % (2020), 29 % (2024)."""

import random

from data.plan import plan
from data.samples.demo_energy import COUNTIES, ZONES, months
from data.samples.workbook import Cell

SHARE = {2020: 10.8, 2021: 14.4, 2022: 18.7, 2023: 24.1, 2024: 29.0, 2025: 31.3, 2026: 32.4}
TOTAL_2020 = 41_500_000  # 万元
# 2022 follows the published change of gross output; the other years are invented.
GROWTH = {2021: 4.8, 2022: -3.6, 2023: 2.9, 2024: 3.8, 2025: 5.6, 2026: 4.9}
CATEGORIES = {
    "1": 0.06,
    "2": 0.17,
    "3": 0.19,
    "4": 0.04,
    "5": 0.38,
    "6": 0.05,
    "7": 0.08,
    "8": 0.01,
    "9": 0.02,
}
TILT = {"450203": 1.3, "450204": 1.2, "450205": 0.7, "450202": 1.1, "450206": 1.0}
LAST_MONTH = 8  # September 2026 is late on purpose


def totals() -> dict[int, float]:
    """Gross output of the city in whole years, 万元."""
    found = {2020: float(TOTAL_2020)}
    for year, growth in GROWTH.items():
        found[year] = found[year - 1] * (1 + growth / 100)
    return found


def split(amount: int, weights: dict[str, float]) -> dict[str, int]:
    """Whole numbers in proportion to weights that add up exactly."""
    scale = sum(weights.values())
    made = {code: int(amount * weight / scale) for code, weight in weights.items()}
    largest = max(made, key=lambda code: made[code])
    made[largest] += amount - sum(made.values())
    return made


def rows(year: int, month: int) -> list[dict[str, Cell]]:
    """One cumulative month: every county with total and nine categories, the city, and the zones beside."""
    rng = random.Random(f"emerging {year}-{month}")
    total = round(totals()[year] * month / 12)
    swing = 0 if month == 12 else rng.uniform(-0.4, 0.4)
    emerging = round(total * (SHARE[year] + swing) / 100)
    outputs = split(total, {code: added for code, (_, added) in COUNTIES.items()})
    parts = split(emerging, {code: outputs[code] * TILT.get(code, 0.8) for code in COUNTIES})
    state = "快报" if year == 2026 else "终核"
    period = f"{year}年" if month == 12 else f"{year}年1—{month}月"
    made: list[dict[str, Cell]] = []
    sums = dict.fromkeys(CATEGORIES, 0)

    def add(region: str, category: str, amount: int, whole: int | None) -> None:
        made.append(
            {
                "period": period,
                "region": plan().regions[region].name,
                "category": plan().emerging[category].name,
                "emerging_output": amount,
                "total_output": whole,
                "maturity": state,
            }
        )

    for code in COUNTIES:
        add(code, "TOTAL", parts[code], outputs[code])
        weights = {
            key: share * (0.7 + 0.6 * random.Random(code + key).random()) for key, share in CATEGORIES.items()
        }
        for key, amount in split(parts[code], weights).items():
            add(code, key, amount, None)
            sums[key] += amount
    add("450200", "TOTAL", emerging, total)
    for key, amount in sums.items():
        add("450200", key, amount, None)
    for code, (_, added) in ZONES.items():
        whole = round(total * added)
        add(code, "TOTAL", round(whole * (SHARE[year] + 12) / 100), whole)
    return made


def months_of(year: int) -> list[int]:
    """The cumulative months reported in a year."""
    return [month for month in months(year) if year < 2026 or month <= LAST_MONTH]
