"""Every invented total is held against the published figure, or against a plausible range with its reason."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from data import places
from data.plan import TOTAL, plan
from data.samples import (
    demo_budgets,
    demo_circulation,
    demo_co2,
    demo_emerging,
    demo_energy,
    demo_enterprise_energy,
    demo_ledgers,
    demo_products,
)
from data.samples.demo_enterprises import ENTERPRISES, Levels, mix
from data.samples.workbook import Cell

Rows = list[dict[str, Cell]]
with (Path(__file__).parent / "magnitudes.csv").open(encoding="utf-8", newline="") as ranges:
    RANGES = list(csv.DictReader(ranges))
CITY = "450200"
# Measures that the embedded table publishes: (indicator, place, period) and how far we may be from it.
PUBLISHED = [
    ("战略性新兴产业占规上工业总产值比重", "柳州市", "2020年", 0.05),
    ("战略性新兴产业占规上工业总产值比重", "柳州市", "2024年", 0.05),
    ("规模以上工业总产值增速", "柳州市", "2022年", 0.05),
    ("地区生产总值", "柳州市", "2022年", 0.1),
    ("地区生产总值", "柳州市", "2023年", 0.1),
    ("工业用电量", "柳州市", "2023年上半年", 6.1),  # a tenth: of the two halves one is known
]


def total(rows: Rows, field: str, **where: str) -> float:
    """The sum of a column over the rows with these words."""
    chosen = [row for row in rows if all(row.get(name) == word for name, word in where.items())]
    assert chosen, where
    return sum(float(str(row[field] or 0)) for row in chosen)


def name(region: str) -> str:
    return plan().regions[region].name


def city_output(year: int, region: str = CITY, field: str = "total_output") -> float:
    """万元 of the whole year in S4."""
    whole = plan().emerging[TOTAL].name
    return total(demo_emerging.rows(year, 12), field, region=name(region), category=whole)


def bought_electricity(year: int, levels: Levels) -> float:
    """亿kWh of the whole industry, by what every sector burns."""
    sectors = [
        levels[CITY, code][year].energy * mix(code, year)["electricity"] for code in demo_energy.SECTORS
    ]
    return sum(sectors) / demo_enterprise_energy.REFERENCES["electricity"] / 1e4


def product(code: str, place: str, year: int, levels: Levels) -> float:
    """Mt of a product in a place."""
    rows = demo_products.products(year, levels)
    word = demo_products.name_of("S8", "product", code)
    where = {} if place == CITY else {"region": name(place)}
    return total(rows, "output_t", product=word, **where) / 1e6


def per_tonne_of_steel(energy: str, year: int, levels: Levels) -> float:
    """Quantity that the steelworks use per tonne of crude steel, in the unit of the sheet."""
    column = plan().templates["S2"].column("energy")
    assert column is not None
    word = next(choice.name for choice in column.choices if choice.code == energy)
    rows = demo_enterprise_energy.rows(year, levels)
    used = total(rows, "quantity", energy=word, sector="C31", basis="当量值")
    return used / product("crude_steel", CITY, year, levels) / 1e6


def slag(year: int, levels: Levels) -> float:
    word = demo_products.name_of("S12", "kind", "smelting_slag")
    rows = [row for row in demo_circulation.waste(year, 12, levels) if row["region"] == name("450205")]
    steel = {f"演示企业{number:02d}（虚构）" for number in (1, 16)}
    made = total([row for row in rows if row["enterprise"] in steel], "generated_t", kind=word)
    return made / product("crude_steel", CITY, year, levels) / 1e6


def vehicles(word: str, year: int) -> float:
    named = {choice: demo_products.name_of("S19", "vehicle", choice) for choice in demo_circulation.VEHICLES}
    return total(demo_circulation.vehicles(year), "total", vehicle=named.get(word, word))


def measured(measure: str, place: str, year: int, levels: Levels) -> float:
    """One total of the demonstration in the unit of the table."""
    if measure in demo_products.PRODUCTS:
        return product(measure, place, year, levels)
    annual = demo_energy.rows(year, 12, levels)
    whole = "规上工业"
    economy = demo_co2.economy(range(year, year + 1))
    clinker = demo_products.name_of("S8", "product", "clinker")
    ways: dict[str, Callable[[], float]] = {
        "industrial_co2_of_guangxi": lambda: total(economy, "industrial_co2", region=name(place)) / 100,
        "economy_reduction": lambda: total(economy, "cumulative_reduction", region=name(place)),
        "solid_waste": lambda: total(demo_circulation.waste(year, 12, levels), "generated_t") / 1e6,
        "ironmaking_capacity": lambda: (
            total(
                demo_products.processes(year),
                "capacity_t",
                process=demo_products.name_of("S9", "process", "ironmaking"),
            )
            / 100
        ),
        "budget": lambda: (
            total(demo_budgets.budgets(year, 12, levels), "approved_tce", region=name(place)) / 1e6
        ),
        "raw_meal_per_tonne_of_clinker": lambda: (
            total(demo_products.products(year, levels), "raw_material_t", product=clinker)
            / total(demo_products.products(year, levels), "output_t", product=clinker)
        ),
        "energy": lambda: total(annual, "energy_tce", region=name(place), sector=whole) / 1e6,
        "value_added": lambda: total(annual, "value_added", region=name(place), sector=whole) / 1e4,
        "output": lambda: city_output(year, place) / 1e4,
        "co2": lambda: total(demo_co2.rows(year, levels), "total", region=name(place), sector=whole) / 1e6,
        "electricity_of_reporters": lambda: (
            total(demo_enterprise_energy.rows(year, levels), "quantity", energy="电力", basis="当量值") / 1e4
        ),
        "electricity_per_tonne_of_steel": lambda: per_tonne_of_steel("electricity", year, levels) * 1e4,
        "coke_per_tonne_of_steel": lambda: per_tonne_of_steel("coke", year, levels) * 1e3,
        "smelting_slag_per_tonne_of_steel": lambda: slag(year, levels),
        "taxis": lambda: vehicles("taxi", year),
        "buses": lambda: vehicles("bus", year),
        "private_cars_bought": lambda: vehicles("private", year),
        "charging_piles": lambda: vehicles("充电桩", year),
    }
    return ways[measure]()


@pytest.mark.parametrize("row", RANGES, ids=lambda row: f"{row['measure']}-{row['place']}-{row['year']}")
def test_a_total_without_a_published_figure_is_plausible(row: dict[str, str], levels: Levels) -> None:
    found = measured(row["measure"], row["place"], int(row["year"]), levels)
    assert float(row["low"]) <= found <= float(row["high"]), (found, row["unit"], row["why"])


def published(indicator: str, place: str, period: str) -> float:
    """A figure of the embedded table of what has been published."""
    path = places.samples() / "facts" / "published_figures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return next(
            float(row["数值"])
            for row in csv.DictReader(file)
            if (row["指标"], row["地区"], row["期间"]) == (indicator, place, period)
        )


@pytest.mark.parametrize(("indicator", "place", "period", "tolerance"), PUBLISHED)
def test_a_total_that_is_published_agrees(
    indicator: str, place: str, period: str, tolerance: float, levels: Levels
) -> None:
    year = int(period[:4])
    ours = {
        "战略性新兴产业占规上工业总产值比重": lambda: (
            100 * city_output(year, field="emerging_output") / city_output(year)
        ),
        "规模以上工业总产值增速": lambda: 100 * (city_output(year) / city_output(year - 1) - 1),
        "地区生产总值": lambda: total(demo_co2.economy(range(year, year + 1)), "gdp", region=place),
        "工业用电量": lambda: bought_electricity(year, levels) / 2,
    }[indicator]()
    assert ours == pytest.approx(published(indicator, place, period), abs=tolerance)


def test_no_county_makes_more_than_it_published() -> None:
    most = published("工业总产值(全辖区)", "城中区", "2020年")
    assert 0.8 * most < city_output(2020, "450202") / 1e4 < most


@pytest.mark.parametrize("year", [2020, 2023, 2025])
def test_no_county_uses_less_than_its_enterprises_and_its_key_sectors(year: int, levels: Levels) -> None:
    for county in plan().counties():
        whole = levels[county, TOTAL][year].reported_energy
        keys = sum(levels[county, code][year].energy for code in demo_energy.KEY)
        named = sum(item.energy(levels, year) for item in ENTERPRISES if item.region == county)
        assert max(keys, named) < whole, (county, keys, named, whole)


def test_a_product_costs_the_same_energy_in_the_list_of_projects_and_in_the_products_sheet() -> None:
    """S6 names a level that is required and one that admits; S8 lies about them, process S9 likewise."""
    same = {"C30": "clinker", "C26": "caustic_soda", "C22": "pulp_paper", "C13": "sugar"}
    for sector, code in same.items():
        _, _, required, admitted = demo_ledgers.PRODUCTS[sector]
        first, last, advanced, _ = demo_products.PRODUCTS[code]
        assert required * 0.95 <= advanced <= last <= first <= admitted * 1.05, sector
    _, _, baseline, benchmark = demo_products.PROCESSES["ironmaking"]
    assert demo_ledgers.PRODUCTS["C31"][2:] == (benchmark, baseline)
