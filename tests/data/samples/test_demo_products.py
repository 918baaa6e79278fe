"""Invented products and processes: energy per tonne is energy ÷ output, with the exceptions as written."""

import pytest

from data.samples import demo_products
from data.samples.demo_enterprises import Levels
from tests.support.in_process import stops


def test_energy_per_tonne_is_energy_through_output_and_nothing_stops_it(levels: Levels) -> None:
    rows = demo_products.products(2025, levels)
    assert stops("S8", rows) == []
    for row in rows:
        energy, output, per_tonne = (
            float(str(row[name])) for name in ("energy_tce", "output_t", "unit_energy")
        )
        assert per_tonne == pytest.approx(energy * 1000 / output, rel=0.01)


def test_processes_are_taken_in_and_the_stubborn_one_stays_above_its_baseline() -> None:
    for year in (2020, 2025):
        assert stops("S9", demo_products.processes(year)) == []
    process, number = demo_products.STUBBORN
    name = demo_products.name_of("S9", "process", process)
    rows = [row for row in demo_products.processes(2025) if row["process"] == name]
    above = [row for row in rows if float(str(row["unit_energy"])) > float(str(row["baseline"]))]
    assert len(above) == 1 and number > 0
