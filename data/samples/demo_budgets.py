"""Demonstration duties: online monitoring, energy budgets, targets broken down to counties."""

import datetime
import random

from data.plan import plan
from data.samples.demo_energy import COUNTIES
from data.samples.demo_enterprises import ENTERPRISES, Levels
from data.samples.workbook import Cell

QUARTERS = {3: "一季度", 6: "上半年", 9: "三季度", 12: ""}
NEVER = {22, 28}  # large users that are not connected
OVER = {"450225": 1.02, "450222": 1.013}  # above their budget
ADJUSTED = ("450223", 2025)
# The mean weighted by energy keeps to the city's 15.8; 柳北区, which carries most of it, misses its own.
DECOMPOSED = {
    "450202": 14.0,
    "450203": 14.5,
    "450204": 14.0,
    "450205": 17.6,
    "450206": 14.0,
    "450222": 12.0,
    "450223": 13.5,
    "450224": 13.0,
    "450225": 15.0,
    "450226": 12.0,
    "Z-LIUDONG": 15.0,
    "Z-YANGHE": 15.0,
    "Z-BEIBU": 14.0,
}
FIRST = datetime.date(2024, 4, 18)
GIVEN_LATER = ("Z-HEXI", datetime.date(2025, 5, 20), 15.5)


def period(year: int, month: int) -> str:
    """A year or a quarter as the sheets write it."""
    return f"{year}年{QUARTERS[month]}"


def monitoring(year: int, month: int, levels: Levels) -> list[dict[str, Cell]]:
    """The list of large users with last year's energy and the day each was connected."""
    made: list[dict[str, Cell]] = []
    end = datetime.date(year, month, 28)
    for enterprise in ENTERPRISES:
        rng = random.Random(f"monitoring {enterprise.number}")
        energy = round(enterprise.energy(levels, year - 1))
        since = datetime.date(2019, 3, 1) + datetime.timedelta(days=rng.randrange(2600))
        due = energy >= plan().setting("online_monitoring", "threshold_tce")
        connected = due and enterprise.number not in NEVER and since <= end
        made.append(
            {
                "period": period(year, month),
                **enterprise.who(),
                "region": plan().regions[enterprise.region].name,
                "sector": enterprise.sector,
                "last_year_energy_tce": energy,
                "must_connect": "是" if due else "否",
                "connected_on": since if connected else None,
                "completeness": round(rng.uniform(88, 100), 1) if connected else None,
            }
        )
    return made


def budgets(year: int, month: int, levels: Levels) -> list[dict[str, Cell]]:
    """City, counties and three enterprises: the year's budget beside what S1 and S2 say was used."""
    made: list[dict[str, Cell]] = []
    places: dict[str, float] = {code: levels[code, "TOTAL"][year].reported_energy for code in COUNTIES}
    approved = {code: round(energy * 1.012 / OVER.get(code, 1) ** 2) for code, energy in places.items()}
    actual = {code: round(energy * month / 12) for code, energy in places.items()}

    def add(region: str, who: dict[str, Cell], budget: int, used: int, adjusted: int | None = None) -> None:
        made.append(
            {
                "period": period(year, month),
                "region": plan().regions[region].name,
                "sector": "规上工业",
                **who,
                "approved_tce": budget,
                "adjusted_tce": adjusted,
                "document": f"演示〔{year}〕7号" if adjusted else None,
                "actual_tce": used,
                "forecast_tce": round(used * 12 / month * 1.004),
                "maturity": "终核" if year < 2026 else "快报",
            }
        )

    nobody: dict[str, Cell] = {"credit_code": None, "enterprise": None}
    add("450200", nobody, sum(approved.values()), sum(actual.values()))
    for code in COUNTIES:
        add(
            code,
            nobody,
            approved[code],
            actual[code],
            round(approved[code] * 1.01) if (code, year) == ADJUSTED else None,
        )
    for enterprise in ENTERPRISES[:3]:
        energy = enterprise.energy(levels, year)
        add(enterprise.region, enterprise.who(), round(energy * 1.01), round(energy * month / 12))
    return made


def targets(year: int) -> list[dict[str, Cell]]:
    """Counties' and zones' own reduction targets, told again each year; one zone was given its own later."""
    known = {
        code: (f"演示〔2024〕{n}号", FIRST, value) for n, (code, value) in enumerate(DECOMPOSED.items(), 1)
    }
    zone, issued, value = GIVEN_LATER
    if year >= issued.year:
        known[zone] = (f"演示〔{issued.year}〕1号", issued, value)
    return [
        {
            "period": f"{year}年",
            "region": plan().regions[code].name,
            "statement": "T01",
            "target": value,
            "due_year": 2025,
            "document": document,
            "issued_on": day,
        }
        for code, (document, day, value) in known.items()
    ]
