"""Demonstration products and steel processes: energy per tonne falls, with one exception each."""

import random

from data.plan import plan
from data.samples.demo_enterprises import ENTERPRISES, YEARS, Enterprise, Levels
from data.samples.workbook import Cell

# product: energy per tonne 2020 and 2025 (kgce), advanced value, tCO2 per tce
PRODUCTS = {
    "crude_steel": (572.0, 538.0, 530.0, 2.72),
    "hot_rolled": (58.0, 52.5, 50.0, 2.1),
    "clinker": (115.5, 108.4, 104.0, 7.6),
    "cement": (92.6, 88.4, 80.0, 6.1),
    "caustic_soda": (342.0, 322.0, 315.0, 3.4),
    "phosphoric_acid": (192.0, 181.0, 178.0, 2.9),
    "pulp_paper": (402.0, 371.0, 360.0, 2.2),
    "sugar": (372.0, 351.0, 320.0, 0.9),
}
MADE = {
    1: {"crude_steel": 0.74, "hot_rolled": 0.07},
    16: {"crude_steel": 0.8},
    4: {"clinker": 0.62, "cement": 0.3},
    15: {"clinker": 0.6, "cement": 0.3},
    17: {"clinker": 0.6, "cement": 0.32},
    18: {"clinker": 0.58, "cement": 0.34},
    27: {"cement": 0.8},
    5: {"caustic_soda": 0.11},
    19: {"phosphoric_acid": 0.09},
    14: {"pulp_paper": 0.8},
    20: {"pulp_paper": 0.8},
    6: {"sugar": 0.9},
    21: {"sugar": 0.9},
}
BUMP = {("sugar", 2023): 1.03}  # a bad pressing season
LINES = {"clinker", "cement"}
BUILT = {17: 2024, 4: 2025}  # years from which a line counts as green and low-carbon
# process: installations, capacity, baseline, benchmark, first-year distance above baseline of the worst
PROCESSES = {
    "coking": (2, 110.0, 135.0, 110.0),
    "sintering": (3, 380.0, 55.0, 45.0),
    "pelletising": (1, 120.0, 36.0, 24.0),
    "ironmaking": (5, 220.0, 435.0, 361.0),
    "converter": (4, 260.0, -10.0, -30.0),
    "electric_furnace": (1, 60.0, 72.0, 61.0),
    "rolling": (3, 300.0, 70.0, 52.0),
}
STUBBORN = ("ironmaking", 5)  # still above the baseline in 2025


def name_of(template: str, field: str, code: str) -> str:
    """The word for a choice of a template's column."""
    column = plan().templates[template].column(field)
    assert column is not None
    return next(choice.name for choice in column.choices if choice.code == code)


def products(year: int, levels: Levels) -> list[dict[str, Cell]]:
    """Every enterprise's products of a year."""
    made = []
    for enterprise in ENTERPRISES:
        for product, part in MADE.get(enterprise.number, {}).items():
            made.append(product_row(year, enterprise, product, enterprise.energy(levels, year) * part))
    return made


def product_row(year: int, enterprise: Enterprise, product: str, energy: float) -> dict[str, Cell]:
    """One product: output from energy and the energy per tonne of that year."""
    first, last, advanced, carbon = PRODUCTS[product]
    rng = random.Random(f"product {enterprise.number} {product}")
    unit = first + (last - first) * (year - YEARS[0]) / (len(YEARS) - 1)
    unit *= rng.uniform(0.985, 1.015) * BUMP.get((product, year), 1)
    output, used = round(1000 * energy / unit), round(energy, 1)
    row: dict[str, Cell] = {
        "period": f"{year}年",
        **enterprise.who(),
        "region": plan().regions[enterprise.region].name,
        "product": name_of("S8", "product", product),
        "line": None,
        "output_t": output,
        "energy_tce": used,
        "unit_energy": round(1000 * used / output, 2),
        "advanced_unit_energy": advanced,
        "co2_t": round(used * carbon * (1 - 0.008 * (year - 2020))),
        "raw_material_t": None,
        "alternative_raw_t": None,
        "fuel_t": None,
        "alternative_fuel_t": None,
        "fuel_tce": None,
        "alternative_fuel_tce": None,
        "low_carbon_line": "否",
        "maturity": "终核",
    }
    if product in LINES:
        raw, fuel = round(output * 1.45), round(used / 0.72)
        replaced = round(fuel * (0.02 + 0.009 * (year - 2020)))
        row |= {
            "raw_material_t": raw,
            "alternative_raw_t": round(raw * (0.11 + 0.012 * (year - 2020))),
            "fuel_t": fuel,
            "alternative_fuel_t": replaced,
            # refuse and sludge burn less hot than coal
            "fuel_tce": round((fuel - replaced) * 0.72 + replaced * 0.43),
            "alternative_fuel_tce": round(replaced * 0.43),
            "low_carbon_line": "是"
            if product == "clinker" and year >= BUILT.get(enterprise.number, 9999)
            else "否",
        }
    return row


def processes(year: int) -> list[dict[str, Cell]]:
    """Every installation of the two steel enterprises in a year."""
    made: list[dict[str, Cell]] = []
    for process, (count, capacity, baseline, benchmark) in PROCESSES.items():
        for number in range(1, count + 1):
            enterprise = ENTERPRISES[1] if process == "electric_furnace" else ENTERPRISES[0]
            span = baseline - benchmark
            goal = benchmark + span * (number - 1.2) / max(count, 2)
            if (process, number) == STUBBORN:
                goal = baseline + 0.06 * span
            unit = goal + span * 0.09 * (YEARS[-1] - year)
            made.append(
                {
                    "period": f"{year}年",
                    **enterprise.who(),
                    "region": plan().regions[enterprise.region].name,
                    "process": name_of("S9", "process", process),
                    "installation": f"{number}号{name_of('S9', 'process', process)}",
                    "capacity_t": capacity,
                    "unit_energy": round(unit, 1),
                    "baseline": baseline,
                    "benchmark": benchmark,
                    "maturity": "终核",
                }
            )
    return made
