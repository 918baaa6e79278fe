"""Invented CO2 of industry: parts that make totals, a county that is off on purpose, years before 2020."""

import pytest

from data.samples import demo_co2
from data.samples.demo_enterprises import Levels
from tests.support.in_process import stops


def test_what_is_reported_is_taken_in(levels: Levels) -> None:
    for year in (2020, 2025):
        assert stops("S3", demo_co2.rows(year, levels)) == []
    assert stops("S3", demo_co2.earlier(levels)) == []
    assert stops("S23", demo_co2.economy()) == []


def test_energy_becomes_co2_by_what_the_sector_burns() -> None:
    fuel, process, bought, heat = (float(part) for part in demo_co2.of_energy("C30", 2025, 1000.0))
    assert fuel > bought > 0 and process > 0
    twice = demo_co2.of_energy("C30", 2025, 2000.0)
    assert [round(a / b, 9) for a, b in zip(twice, (fuel, process, bought), strict=False)] == [2, 2, 2]
    assert heat == twice[3] / 2


def test_factors_are_the_plans_and_the_grids_newest_known_year() -> None:
    assert demo_co2.factors()["raw_coal"] == pytest.approx(1.74175)
    year, factor = demo_co2.grid(2025)
    assert year <= 2025 and 2 < factor < 12, "tCO2 per 万kWh"


def test_the_reported_reductions_grow_as_written() -> None:
    reductions = list(demo_co2.REDUCTIONS.values())
    assert reductions == sorted(reductions) and set(demo_co2.EARLIER) == set(range(2013, 2020))
