"""Demonstration energy and value added: city, counties, zones and sectors, cumulative months 2020–2026."""

import random
from dataclasses import dataclass

from data.formulas import intensity_change
from data.plan import plan
from data.samples.workbook import Cell

# Yearly change of intensity and growth of value added (percent); invented: chained -15.1 % for 2025.
CHANGES = {2021: -3.9, 2022: -2.2, 2023: -2.8, 2024: -3.1, 2025: -4.1, 2026: -3.0}
GROWTH = {2020: 2.1, 2021: 6.1, 2022: -1.2, 2023: 3.4, 2024: 4.6, 2025: 7.2, 2026: 6.4}
ENERGY_2020, ADDED_2020 = 16_500_000.0, 9_300_000.0  # tce, 万元
# Part of the city's energy and value added. 城中区 follows its published output (118.26 of about 4 150
# in 2020), 柳北区 holds the steelworks, and every county uses more than its enterprises report together.
COUNTIES = {
    "450202": (0.012, 0.027),
    "450203": (0.055, 0.26),
    "450204": (0.105, 0.20),
    "450205": (0.545, 0.24),
    "450206": (0.07, 0.08),
    "450222": (0.045, 0.04),
    "450223": (0.115, 0.085),
    "450224": (0.018, 0.025),
    "450225": (0.025, 0.025),
    "450226": (0.01, 0.018),
}
ZONES = {
    "Z-LIUDONG": (0.03, 0.18),
    "Z-YANGHE": (0.012, 0.05),
    "Z-BEIBU": (0.005, 0.02),
    "Z-HEXI": (0.01, 0.04),
}
# Energy, value added, and how the intensity drifts against the city's. A works that assembles cars uses
# little beside a blast furnace: the electricity of all stays near the published one.
SECTORS = {
    "C31": (0.55, 0.20, -0.4),
    "C30": (0.09, 0.05, -0.9),
    "C26": (0.07, 0.05, 0.2),
    "C36": (0.022, 0.30, -0.7),
    "C34": (0.012, 0.07, -0.2),
    "C35": (0.009, 0.08, -0.6),
    "C13": (0.03, 0.06, 0.5),
    "C22": (0.03, 0.02, 0.4),
    "C32": (0.035, 0.04, 0.0),
    "D44": (0.11, 0.06, 0.9),
    "C38": (0.006, 0.04, 0.3),
    "C20": (0.01, 0.03, 0.1),
}
KEY = ("C31", "C30", "C26", "C36", "C34", "C35")
HOMES = {
    "C31": {"450205": 0.87, "450204": 0.05, "450223": 0.05, "450206": 0.01},
    "C30": {"450206": 0.34, "450223": 0.28, "450222": 0.18, "450224": 0.05, "450205": 0.05},
    "C26": {"450223": 0.42, "450206": 0.34, "450205": 0.12, "450222": 0.06},
    "C36": {"450203": 0.5, "450204": 0.27, "450206": 0.09, "450205": 0.06, "450223": 0.04},
    "C34": {"450204": 0.52, "450203": 0.2, "450205": 0.1, "450206": 0.08, "450223": 0.04},
    "C35": {"450204": 0.6, "450203": 0.2, "450206": 0.1},
}
# Enterprises enter and leave the scope: by how many percent that alone moves a county's energy and value
# added. The growth that is published compares like with like, so levels of two years do not give it.
MEMBERSHIP = {
    ("450223", 2021): (1.1, 2.0),
    ("450205", 2022): (-0.4, -1.1),
    ("450203", 2023): (0.8, 2.4),
    ("450206", 2024): (1.4, 1.9),
    ("450204", 2025): (-0.7, -1.6),
    ("450222", 2025): (1.9, 1.5),
}
LAST = (2026, 9)
CORRECTED = (2026, 8)
LATE = {"450225", "450226"}  # these two have not reported the last month


@dataclass
class Level:
    """What a place or sector used and made in a whole year with the members of 2020, and how it grew.

    The scopes say how much more or less is reported because enterprises have entered or left since.
    """

    energy: float
    added: float
    energy_growth: float
    added_growth: float
    energy_scope: float = 1.0
    added_scope: float = 1.0

    @property
    def reported_energy(self) -> float:
        """Energy of all who were in the scope that year."""
        return self.energy * self.energy_scope

    @property
    def reported_added(self) -> float:
        """Value added of all who were in the scope that year."""
        return self.added * self.added_scope


def months(year: int) -> list[int]:
    """The cumulative months reported in a year; January never alone, 2020 only as a whole."""
    if year == 2020:
        return [12]
    return list(range(2, (LAST[1] if year == LAST[0] else 12) + 1))


def yearly(rng: random.Random, share: tuple[float, float], drift: float) -> dict[int, Level]:
    """Seven years of one place: shares of the city's base, own growth around the city's."""
    energy, added = ENERGY_2020 * share[0], ADDED_2020 * share[1]
    levels = {2020: Level(energy, added, 1.0, GROWTH[2020])}
    for year, change in CHANGES.items():
        growth = GROWTH[year] + rng.uniform(-1.4, 1.4)
        own = change + drift + rng.uniform(-1.2, 1.2)
        used = 100 * ((1 + own / 100) * (1 + growth / 100) - 1)
        energy, added = energy * (1 + used / 100), added * (1 + growth / 100)
        levels[year] = Level(energy, added, used, growth)
    return levels


def city() -> dict[int, Level]:
    """The city's own years: exactly the invented changes above."""
    energy, added = ENERGY_2020, ADDED_2020
    levels = {2020: Level(energy, added, 1.0, GROWTH[2020])}
    for year, change in CHANGES.items():
        used = 100 * ((1 + change / 100) * (1 + GROWTH[year] / 100) - 1)
        energy, added = energy * (1 + used / 100), added * (1 + GROWTH[year] / 100)
        levels[year] = Level(energy, added, used, GROWTH[year])
    return levels


def to_sum(parts: dict[str, dict[int, Level]], whole: dict[int, Level]) -> None:
    """Scales the parts of every year so that they add up to the whole, and sets their growth to match."""
    for year, level in whole.items():
        energy, added = (sum(getattr(p[year], name) for p in parts.values()) for name in ("energy", "added"))
        for part in parts.values():
            part[year].energy *= level.energy / energy
            part[year].added *= level.added / added
            if year > 2020:
                part[year].energy_growth = 100 * (part[year].energy / part[year - 1].energy - 1)
                part[year].added_growth = 100 * (part[year].added / part[year - 1].added - 1)


def all_levels() -> dict[tuple[str, str], dict[int, Level]]:
    """Yearly levels keyed by (region, sector)."""
    rng = random.Random(2030)
    whole = city()
    counties = {code: yearly(rng, share, rng.uniform(-0.6, 0.6)) for code, share in COUNTIES.items()}
    sectors = {code: yearly(rng, (e, a), drift) for code, (e, a, drift) in SECTORS.items()}
    to_sum(counties, whole)
    to_sum(sectors, whole)
    found = {("450200", "TOTAL"): whole}
    found |= {(code, "TOTAL"): levels for code, levels in counties.items()}
    found |= {(code, "TOTAL"): yearly(rng, share, -0.3) for code, share in ZONES.items()}
    found |= {("450200", code): levels for code, levels in sectors.items()}
    for code in KEY:
        parts = {county: yearly(rng, shares(code, county), SECTORS[code][2]) for county in COUNTIES}
        to_sum(parts, sectors[code])
        found |= {(county, code): levels for county, levels in parts.items()}
    members_enter_and_leave(found)
    return found


def members_enter_and_leave(levels: dict[tuple[str, str], dict[int, Level]]) -> None:
    """Sets the scopes: of counties as written, of the city as their sum, of every sector as the city's."""
    for year in range(2021, LAST[0] + 1):
        for county in COUNTIES:
            before, now = levels[county, "TOTAL"][year - 1], levels[county, "TOTAL"][year]
            energy, added = MEMBERSHIP.get((county, year), (0.0, 0.0))
            now.energy_scope = before.energy_scope * (1 + energy / 100)
            now.added_scope = before.added_scope * (1 + added / 100)
        parts, whole = [levels[c, "TOTAL"][year] for c in COUNTIES], levels["450200", "TOTAL"][year]
        scopes = (
            sum(part.reported_energy for part in parts) / whole.energy,
            sum(part.reported_added for part in parts) / whole.added,
        )
        for (region, sector), known in levels.items():
            if region == "450200" or sector != "TOTAL":
                known[year].energy_scope, known[year].added_scope = scopes


def shares(sector: str, county: str) -> tuple[float, float]:
    """A county's part of the city's energy and value added in a sector: mostly at its home."""
    home = HOMES[sector]
    part = home.get(county, (1 - sum(home.values())) / (len(COUNTIES) - len(home)))
    return SECTORS[sector][0] * part, SECTORS[sector][1] * part


def basis_and_state(year: int) -> tuple[str, str]:
    """The words for basis and maturity in a year's sheet."""
    return "当量值", "快报" if year == LAST[0] else "终核"


def rows(year: int, month: int, levels: dict[tuple[str, str], dict[int, Level]]) -> list[dict[str, Cell]]:
    """One cumulative month of all places and sectors."""
    rng = random.Random(f"{year}-{month}")
    basis, state = basis_and_state(year)
    part = month / 12
    made: list[dict[str, Cell]] = []
    for (region, sector), known in levels.items():
        if (year, month) == LAST and region in LATE:
            continue
        level = known[year]
        swing = 0 if month == 12 else rng.uniform(-0.5, 0.5) * (1 - part)
        energy_growth, added_growth = round(level.energy_growth + swing, 2), round(level.added_growth, 2)
        change = intensity_change(energy_growth, added_growth)
        name = plan().regions[region].name
        made.append(
            {
                "period": f"{year}年" if month == 12 else f"{year}年1—{month}月",
                "region": name,
                "sector": "规上工业" if sector == "TOTAL" else sector,
                "energy_tce": round(level.reported_energy * part),
                "energy_growth": energy_growth,
                "value_added": round(level.reported_added * part),
                "value_added_growth": added_growth,
                "intensity_change": round(change, 2),
                "basis": basis,
                "maturity": state,
            }
        )
    if (year, month) == CORRECTED:
        made.append(correction(levels))
    return made


def correction(levels: dict[tuple[str, str], dict[int, Level]]) -> dict[str, Cell]:
    """One county corrects the month before: what a revision looks like."""
    year, month = CORRECTED
    row = next(r for r in rows(year, month - 1, {("450204", "TOTAL"): levels["450204", "TOTAL"]}))
    energy = row["energy_tce"]
    assert isinstance(energy, int)
    return row | {"energy_tce": round(energy * 1.006)}
