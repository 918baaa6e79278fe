"""Demonstration of solid waste (cumulative quarters) and of vehicles with charging piles."""

import random

from data.plan import plan
from data.samples.demo_budgets import period
from data.samples.demo_energy import COUNTIES
from data.samples.demo_enterprises import ENTERPRISES, Levels
from data.samples.demo_products import name_of
from data.samples.workbook import Cell

# enterprise: kind, tonnes per tce of its energy, rate of use
WASTES = {
    1: (("smelting_slag", 0.42, 0.972), ("fly_ash", 0.02, 0.93)),
    16: (("smelting_slag", 0.4, 0.955),),
    24: (("fly_ash", 0.3, 0.91), ("gypsum", 0.06, 0.92)),
    25: (("fly_ash", 0.28, 0.925),),
    19: (("gypsum", 0.8, 0.905),),
    5: (("slag", 0.1, 0.94),),
    14: (("slag", 0.12, 0.93),),
    20: (("slag", 0.11, 0.92),),
    23: (("smelting_slag", 0.2, 0.9),),
    3: (("scrap", 0.3, 0.995),),
    2: (("scrap", 0.25, 0.995),),
}
DIP = (14, 2024, 6)  # one county falls below 90 % for a quarter
# class: stock in the city 2020, growth a year, new-energy share 2020 and 2025
VEHICLES = {
    "taxi": (2900, 1.0, 0.24, 0.81),
    "bus": (1850, 1.01, 0.62, 0.93),
    "postal": (420, 1.02, 0.14, 0.46),
    "landscaping": (760, 1.03, 0.06, 0.31),
    "logistics": (9800, 1.04, 0.05, 0.24),
    "urban_delivery": (5200, 1.05, 0.12, 0.52),
    "private": (86000, 0.99, 0.17, 0.58),
}
PILES = {2020: 9600, 2021: 14800, 2022: 22500, 2023: 31200, 2024: 40100, 2025: 48700}
PEOPLE = {
    "450202": 0.13,
    "450203": 0.17,
    "450204": 0.16,
    "450205": 0.16,
    "450206": 0.12,
    "450222": 0.06,
    "450223": 0.07,
    "450224": 0.05,
    "450225": 0.05,
    "450226": 0.03,
}


def waste(year: int, month: int, levels: Levels) -> list[dict[str, Cell]]:
    """One cumulative period of all enterprises and kinds, in balance."""
    made: list[dict[str, Cell]] = []
    for enterprise in ENTERPRISES:
        for kind, per_energy, rate in WASTES.get(enterprise.number, ()):
            rng = random.Random(f"waste {enterprise.number} {kind} {year} {month}")
            generated = round(enterprise.energy(levels, year) * per_energy * month / 12)
            stock = round(generated * rng.uniform(0, 0.02))
            share = (
                0.87
                if (enterprise.number, year, month) == DIP
                else min(rate + rng.uniform(-0.004, 0.006), 0.998)
            )
            used = round((generated + stock) * share)
            disposed = round((generated + stock - used) * 0.4)
            made.append(
                {
                    "period": period(year, month),
                    **enterprise.who(),
                    "region": plan().regions[enterprise.region].name,
                    "kind": name_of("S12", "kind", kind),
                    "generated_t": generated,
                    "used_t": used,
                    "used_from_stock_t": stock,
                    "disposed_t": disposed,
                    "stored_t": generated + stock - used - disposed,
                    "maturity": "终核" if year < 2026 else "快报",
                }
            )
    return made


def vehicles(year: int) -> list[dict[str, Cell]]:
    """Every county and class of a year, and the charging piles; the city is their sum."""
    made: list[dict[str, Cell]] = []
    for county in COUNTIES:
        where: dict[str, Cell] = {
            "period": f"{year}年",
            "region": plan().regions[county].name,
            "maturity": "终核",
        }
        for code, (stock, growth, first, last) in VEHICLES.items():
            total = max(round(stock * growth ** (year - 2020) * PEOPLE[county]), 5)
            share = first + (last - first) * (year - 2020) / 5
            made.append(
                where
                | {
                    "vehicle": name_of("S19", "vehicle", code),
                    "total": total,
                    "new_energy": round(total * share),
                }
            )
        made.append(
            where | {"vehicle": "充电桩", "total": round(PILES[year] * PEOPLE[county]), "new_energy": None}
        )
    return made
