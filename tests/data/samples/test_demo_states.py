"""Invented states of the same year: bases that grow apart, errors that shrink, a revision that decides."""

import pytest

from data.plan import TOTAL, plan
from data.samples import demo_budgets, demo_enterprise_energy, demo_states
from data.samples.demo_energy import COUNTIES, rows
from data.samples.demo_enterprises import YEARS, Levels
from data.samples.workbook import Cell
from tests.support.in_process import stops, understood


def number(row: dict[str, Cell], name: str) -> float:
    return float(str(row[name]))


def fallen(told: list[dict[str, Cell]]) -> float:
    """By how many percent the intensity fell over these years, chained from their growths."""
    left = 1.0
    for row in told:
        left *= (1 + number(row, "energy_growth") / 100) / (1 + number(row, "value_added_growth") / 100)
    return 100 * (1 - left)


def years_of(region: str, levels: Levels) -> list[dict[str, Cell]]:
    """Final calorific rows of 2021–2025."""
    known = {(region, TOTAL): levels[region, TOTAL]}
    return [rows(year, 12, known)[0] for year in YEARS if year > YEARS[0]]


def test_electricity_of_the_counties_is_that_of_the_city(levels: Levels) -> None:
    for year in (2020, 2025):
        found = demo_states.electricity(year, levels)
        assert sum(found[county] for county in COUNTIES) == pytest.approx(found[plan().city])
        assert all(tce > 0 for tce in found.values())


def test_the_two_bases_grow_apart_everywhere(levels: Levels) -> None:
    told = demo_states.equivalent(levels)
    assert stops("S1", told) == []
    for region in (plan().city, *COUNTIES):
        mine = [row for row in told if row["region"] == plan().regions[region].name][1:]
        calorific = years_of(region, levels)
        assert abs(fallen(mine) - fallen(calorific)) > 0.05, region
        for other, row in zip(mine, calorific, strict=True):
            assert 1.05 < number(other, "energy_tce") / number(row, "energy_tce") < 1.8
            assert other["value_added"] == row["value_added"]


def test_enterprises_differ_between_the_bases_by_their_electricity_alone(levels: Levels) -> None:
    told = demo_states.enterprises_equivalent(levels)
    assert [f for f in understood("S2", told)[1] if f.severity == "stop"] == []
    calorific = [row for year in YEARS for row in demo_enterprise_energy.rows(year, levels)]
    for other, row in zip(told, calorific, strict=True):
        assert (other["basis"], row["basis"]) == ("等价值", "当量值")
        ratio = number(other, "standard_tce") / number(row, "standard_tce")
        wanted = demo_states.EQUIVALENT[int(str(row["period"])[:4])] / 1.229
        assert ratio == pytest.approx(wanted if row["energy"] == "电力" else 1, rel=1e-3)


def test_the_first_figures_are_off_and_the_preliminary_ones_less(levels: Levels) -> None:
    for year in (2024, 2025):
        told = {state: demo_states.early(year, state, levels) for state in demo_states.STATES}
        for flash, preliminary in zip(told["快报"], told["初核"], strict=True):
            assert flash["region"] == preliminary["region"] and flash["maturity"] == "快报"
            final = next(
                row for row in rows(year, 12, levels)
                if row["region"] == flash["region"] and row["sector"] == flash["sector"]
            )  # fmt: skip
            far, near = (abs(number(row, "energy_growth") - number(final, "energy_growth"))
                         for row in (flash, preliminary))  # fmt: skip
            assert near <= far <= 0.61
        assert [stops("S1", found) for found in told.values()] == [[], []]
        assert any(row["energy_growth"] != other["energy_growth"]
                   for row, other in zip(told["快报"], told["初核"], strict=True))  # fmt: skip


def test_the_revision_turns_the_countys_own_target_from_met_to_missed(levels: Levels) -> None:
    county, year, _ = demo_states.REVISED
    told = demo_states.revision(levels)
    assert stops("S1", told) == [] and told[0]["maturity"] == "终核"
    before = years_of(county, levels)
    after = [told[0] if row["period"] == f"{year}年" else row for row in before]
    assert fallen(after) < demo_budgets.DECOMPOSED[county] <= fallen(before)


def test_counties_meet_their_own_targets_but_for_the_one_that_uses_most(levels: Levels) -> None:
    """Together the targets keep to the city's; the city misses its own because this county does."""
    missed = {c for c in COUNTIES if fallen(years_of(c, levels)) < demo_budgets.DECOMPOSED[c]}
    assert missed == {max(COUNTIES, key=lambda county: levels[county, TOTAL][2020].energy)}
    weights = {county: levels[county, TOTAL][2020].energy for county in COUNTIES}
    mean = sum(weights[c] * demo_budgets.DECOMPOSED[c] for c in COUNTIES) / sum(weights.values())
    assert 15.8 <= mean < 16.2 and fallen(years_of(plan().city, levels)) < 15.8
