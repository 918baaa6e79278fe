"""Finds the grid factor on which a whole series of CO2 is counted: the newest one, or a named year."""

from dataclasses import dataclass

from data.plan.model import Plan

NEWEST = "newest"
SCOPES = frozenset(
    {"national", "regional", "provincial"}
)  # other published factors are of a part of the power
PER_10K_KWH = 10  # kgCO2 per kWh to tCO2 per 10 000 kWh


@dataclass(frozen=True)
class GridFactor:
    """One published factor: its grid and scope, its year, tCO2 per 10 000 kWh, where it was published."""

    grid: str
    scope: str
    year: int
    tco2_per_10k_kwh: float
    source: str


def factors_of(plan: Plan, grid: str) -> list[GridFactor]:
    """Every published factor of a grid, oldest first."""
    found = [
        GridFactor(
            grid, row["scope"], int(row["year"]), PER_10K_KWH * float(row["kgco2_per_kwh"]), row["source"]
        )
        for row in plan.factors["grid_electricity"]
        if row["region"] == grid and row["scope"] in SCOPES
    ]
    return sorted(found, key=lambda factor: factor.year)


def chosen_factor(plan: Plan) -> GridFactor:
    """The factor that the settings name for whole series (`[grid_factor]` of settings.toml).

    ValueError where no such factor is published; `faults_of` says so before anybody asks.
    """
    asked = plan.settings.get("grid_factor", {})
    known = factors_of(plan, str(asked.get("grid", "")))
    wanted = str(asked.get("year", ""))
    fitting = known if wanted == NEWEST else [one for one in known if str(one.year) == wanted]
    if not fitting:
        raise ValueError(f"no factor of the grid {asked.get('grid')!r} for the year {wanted!r}")
    return fitting[-1]


def grid_faults(plan: Plan) -> list[str]:
    """The setting must name a grid and a year that are published."""
    try:
        chosen_factor(plan)
    except ValueError as fault:
        return [f"settings.toml grid_factor: 没有公布这一因子 / {fault}"]
    return []
