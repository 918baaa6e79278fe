"""Demonstration CO2 of industry: from the same energy mixes as the enterprises' sheets."""

from data.plan import plan
from data.samples.demo_energy import COUNTIES, KEY, SECTORS, ZONES
from data.samples.demo_enterprise_energy import OWN, REFERENCES
from data.samples.demo_enterprises import YEARS, Levels, green_share, mix
from data.samples.workbook import Cell

Parts = tuple[float, float, float, float]  # fuels, process, purchased electricity, purchased heat
PROCESS = {"C30": 2.1, "C31": 0.09, "C26": 0.12}  # tCO2 per tce of the sector's energy
EARLIER = {2013: 0.895, 2014: 0.902, 2015: 0.871, 2016: 0.893, 2017: 0.931, 2018: 0.957, 2019: 0.984}
OFF = ("450206", "C26", 2025)  # reported from another factor version than the enterprises' sheets give
# 亿元, current prices: 2022 and 2023 as published, the other years invented between and around them
GDP = {2020: 3177.0, 2021: 3057.2, 2022: 3109.1, 2023: 3115.9, 2024: 3148.0, 2025: 3197.0}
REDUCTIONS = {2021: 3.4, 2022: 5.6, 2023: 8.2, 2024: 11.1, 2025: 14.6}
GUANGXI = {2020: 22310, 2021: 23150, 2022: 22980, 2023: 23870, 2024: 24120, 2025: 24260}  # 万吨, invented


def factors() -> dict[str, float]:
    """tCO2 per physical unit of each fuel."""
    known = {row["fuel"]: float(row["factor_tco2_per_unit"]) for row in plan().factors["co2_fuels"]}
    by_code = {row["code"]: known.get(row["co2_fuel"], 0.0) for row in plan().factors["energies"]}
    return by_code | {"electricity": 0.0, "heat": 0.0}


def grid(year: int) -> tuple[int, float]:
    """Year and tCO2 per 10 000 kWh of the Guangxi factor that applies."""
    known = {
        int(r["year"]): 10 * float(r["kgco2_per_kwh"])
        for r in plan().factors["grid_electricity"]
        if r["region"] == "广西"
    }
    chosen = max((found for found in known if found <= year), default=min(known))
    return chosen, known[chosen]


def of_energy(sector: str, year: int, energy: float) -> Parts:
    """CO2 of fuels, process, purchased electricity and heat of an amount of energy used by a sector."""
    fuel = electricity = heat = 0.0
    for code, share in mix(sector, year).items():
        quantity = energy * share / (OWN.get(code) or REFERENCES[code])
        fuel += quantity * factors()[code]
        if code == "electricity":
            electricity += quantity * (1 - green_share(year)) * grid(year)[1]
        if code == "heat":
            heat += quantity * 0.11
    return fuel, energy * PROCESS.get(sector, 0.0), electricity, heat


def city(year: int, levels: Levels) -> dict[str, Parts]:
    """Every sector of the city."""
    return {code: of_energy(code, year, levels["450200", code][year].energy) for code in SECTORS}


def counties(year: int, levels: Levels) -> dict[str, dict[str, Parts]]:
    """Key sectors of each county, and the rest of the city's CO2 spread by the rest of its energy."""
    found = {c: {s: of_energy(s, year, levels[c, s][year].energy) for s in KEY} for c in COUNTIES}
    rest = [sum(parts[n] for code, parts in city(year, levels).items() if code not in KEY) for n in range(4)]
    spare = {
        c: max(levels[c, "TOTAL"][year].energy - sum(levels[c, s][year].energy for s in KEY), 1.0)
        for c in COUNTIES
    }
    for county, sectors in found.items():
        own = spare[county] / sum(spare.values())
        total = [sum(parts[n] for parts in sectors.values()) + rest[n] * own for n in range(4)]
        sectors["TOTAL"] = (total[0], total[1], total[2], total[3])
    return found


def row(year: int, region: str, sector: str, parts: Parts) -> dict[str, Cell]:
    """One row of the sheet; the parts in whole tonnes and their sum."""
    whole = [round(part) for part in parts]
    if (region, sector, year) == OFF:
        whole[0] = round(whole[0] * 1.16)
    return {
        "period": f"{year}年",
        "region": plan().regions[region].name,
        "sector": "规上工业" if sector == "TOTAL" else sector,
        "fuel_combustion": whole[0],
        "process": whole[1],
        "net_electricity_heat": whole[2] + whole[3],
        "net_heat": whole[3],
        "total": sum(whole),
        "factor_version": f"省级清单指南2025；广西电网{grid(year)[0]}年",
        "maturity": "终核",
    }


def rows(year: int, levels: Levels) -> list[dict[str, Cell]]:
    """A year: the city with its sectors, the counties with the key ones, the zones."""
    sectors = city(year, levels)
    placed = counties(year, levels)
    total = [sum(round(placed[c]["TOTAL"][n]) for c in COUNTIES) for n in range(4)]
    made = [row(year, "450200", "TOTAL", (total[0], total[1], total[2], total[3]))]
    made += [row(year, "450200", code, parts) for code, parts in sectors.items()]
    made += [
        row(year, county, code, parts) for county, found in placed.items() for code, parts in found.items()
    ]
    for zone, (energy, _) in ZONES.items():
        fuel, process, electricity, heat = (part * energy for part in total)
        made.append(row(year, zone, "TOTAL", (fuel, process / 4, electricity, heat)))
    return made


def earlier(levels: Levels) -> list[dict[str, Cell]]:
    """The city alone in the years before 2020, so that a peak can be looked for."""
    base = rows(2020, levels)[0]["total"]
    assert isinstance(base, int)
    return [
        {
            "period": f"{year}年",
            "region": "柳州市",
            "sector": "规上工业",
            "total": round(base * part),
            "factor_version": "省级清单指南2025",
            "maturity": "终核",
        }
        for year, part in EARLIER.items()
    ]


def economy(years: range = YEARS) -> list[dict[str, Cell]]:
    """The city's GDP and cumulative reduction, and an invented series of Guangxi's industry."""
    made: list[dict[str, Cell]] = [
        {
            "period": f"{year}年",
            "region": "柳州市",
            "cumulative_reduction": REDUCTIONS.get(year),
            "industrial_co2": None,
            "gdp": GDP[year],
            "source": "演示数据",
            "maturity": "终核",
        }
        for year in years
    ]
    return made + [
        {
            "period": f"{year}年",
            "region": "广西壮族自治区",
            "cumulative_reduction": None,
            "industrial_co2": GUANGXI[year],
            "gdp": None,
            "source": "演示数据",
            "maturity": "终核",
        }
        for year in years
    ]
