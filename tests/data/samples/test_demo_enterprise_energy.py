"""Invented energy of enterprises: quantities whose standard coal is what the sheet says, but for one."""

from data.samples import demo_enterprise_energy
from data.samples.demo_enterprises import Levels
from tests.support.in_process import understood


def test_only_the_row_that_is_wrong_on_purpose_is_told(levels: Levels) -> None:
    number, year, energy = demo_enterprise_energy.WRONG
    for one in demo_enterprise_energy.years():
        records, findings = understood("S2", demo_enterprise_energy.rows(one, levels))
        rules = [(f.rule, f.sheet) for f in findings if f.rule == "standard_differs"]
        assert len(rules) == (1 if one == year else 0)
        assert [f.message() for f in findings if f.severity == "stop"] == []
    assert energy in {row.text("energy") for row in records.rows} and number > 0


def test_reported_energies_are_the_same_each_time_and_none_is_negative(levels: Levels) -> None:
    rows = demo_enterprise_energy.rows(2024, levels)
    assert rows == demo_enterprise_energy.rows(2024, levels)
    assert min(float(str(row["quantity"])) for row in rows) >= 0
