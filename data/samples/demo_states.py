"""Demonstration energy in its other words: at equivalent value, as flash and preliminary figures, revised."""

import random

from data.formulas import intensity_change
from data.samples.demo_energy import COUNTIES, KEY, SECTORS, rows
from data.samples.demo_enterprise_energy import REFERENCES
from data.samples.demo_enterprise_energy import rows as enterprise_rows
from data.samples.demo_enterprises import YEARS, Levels, mix
from data.samples.workbook import Cell

Row = dict[str, Cell]
# What a 10 000 kWh cost in fuel at the power stations, falling from year to year; invented, tce.
EQUIVALENT = {2020: 3.05, 2021: 3.02, 2022: 3.0, 2023: 2.98, 2024: 2.96, 2025: 2.94}
STATES = {"快报": 1.0, "初核": 0.45}  # how much of the first error is still there
REVISED = ("450203", 2024, 0.55)  # a final figure that a later count raised, in points of energy growth


def electricity(year: int, levels: Levels) -> dict[str, float]:
    """Electricity of city and counties as tce at calorific value, of the members of 2020.

    Counties: their key sectors, and the rest of the city's by the rest of their energy.
    """

    def used(region: str, sector: str) -> float:
        return levels[region, sector][year].energy * mix(sector, year).get("electricity", 0.0)

    whole = sum(used("450200", sector) for sector in SECTORS)
    keys = {county: sum(used(county, sector) for sector in KEY) for county in COUNTIES}
    spare = {
        county: levels[county, "TOTAL"][year].energy
        - sum(levels[county, sector][year].energy for sector in KEY)
        for county in COUNTIES
    }
    rest = (whole - sum(keys.values())) / sum(spare.values())
    return {"450200": whole} | {county: keys[county] + rest * spare[county] for county in COUNTIES}


def at_equivalent(year: int, levels: Levels) -> dict[str, float]:
    """Energy of city and counties at coal-equivalent value, tce, of the members of 2020."""
    more = EQUIVALENT[year] / REFERENCES["electricity"] - 1
    return {
        region: levels[region, "TOTAL"][year].energy + more * tce
        for region, tce in electricity(year, levels).items()
    }


def equivalent(levels: Levels) -> list[Row]:
    """Whole years of city and counties at coal-equivalent value: electricity weighs more, growth differs."""
    made: list[Row] = []
    for year in YEARS:
        now, before = at_equivalent(year, levels), at_equivalent(max(year - 1, 2020), levels)
        for region, energy in now.items():
            level = levels[region, "TOTAL"][year]
            row = rows(year, 12, {(region, "TOTAL"): levels[region, "TOTAL"]})[0]
            growth = round(100 * (energy / before[region] - 1), 2) if year > 2020 else level.energy_growth
            made.append(
                row
                | {
                    "energy_tce": round(energy * level.energy_scope),
                    "energy_growth": growth,
                    "intensity_change": round(intensity_change(growth, round(level.added_growth, 2)), 2),
                    "basis": "等价值",
                }
            )
    return made


def enterprises_equivalent(levels: Levels) -> list[Row]:
    """What the enterprises used, all years, with electricity at the equivalent coefficient of the year."""
    made: list[Row] = []
    for year in YEARS:
        for row in enterprise_rows(year, levels):
            other = row | {"basis": "等价值"}
            if row["purchased_electricity"] is not None:
                standard = round(float(str(row["quantity"])) * EQUIVALENT[year], 1)
                other |= {"coefficient": EQUIVALENT[year], "standard_tce": standard}
            made.append(other)
    return made


def early(year: int, state: str, levels: Levels) -> list[Row]:
    """City and counties of a year as first told: the error of the first figure shrinks with each state."""
    made: list[Row] = []
    for (region, sector), known in levels.items():
        if sector != "TOTAL" or region.startswith("Z-"):
            continue
        rng = random.Random(f"early {year} {region}")
        far = STATES[state] * (0.5 if region == "450200" else 1.0)
        energy_off, added_off = far * rng.uniform(-0.6, 0.6), far * rng.uniform(-0.5, 0.5)
        made.append(changed(rows(year, 12, {(region, sector): known})[0], energy_off, added_off, state))
    return made


def changed(row: Row, energy_off: float, added_off: float, state: str) -> Row:
    """The same row with other growth, so many points off, and the levels that go with it."""
    energy, added = (round(float(str(row[name])), 2) for name in ("energy_growth", "value_added_growth"))
    energy_growth, added_growth = round(energy + energy_off, 2), round(added + added_off, 2)
    used, made = (float(str(row[name])) for name in ("energy_tce", "value_added"))
    return row | {
        "energy_tce": round(used * (1 + energy_growth / 100) / (1 + energy / 100)),
        "energy_growth": energy_growth,
        "value_added": round(made * (1 + added_growth / 100) / (1 + added / 100)),
        "value_added_growth": added_growth,
        "intensity_change": round(intensity_change(energy_growth, added_growth), 2),
        "maturity": state,
    }


def revision(levels: Levels) -> list[Row]:
    """One county's final figure, counted again: the year is the same, the verdict need not be."""
    county, year, off = REVISED
    return [changed(rows(year, 12, {(county, "TOTAL"): levels[county, "TOTAL"]})[0], off, 0.0, "终核")]
