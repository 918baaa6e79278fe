"""Rows of one upload against each other and against what is published, each rule at its cell."""

from typing import Any

import pytest

from data.ingest.checks.cross_check import cross_check
from data.ingest.findings import Finding
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from tests.data.ingest.checks.conftest import Known

S1, S3 = (plan().templates[name] for name in ("S1", "S3"))


def checked(records: Records) -> list[Finding]:
    return list(cross_check(records))


def energy(number: int, year: int = 2025, month: int = 12, region: str = "450204", **values: Any) -> Row:
    fixed: dict[str, Any] = {
        "period": Period.of(year, month),
        "region": region,
        "sector": TOTAL,
        "basis": "calorific",
    }
    return Row("表", number, {**fixed, **values})


def told(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.cell) for finding in found]


@pytest.mark.parametrize(("stated", "rules"), [(-2.86, []), (-4.5, ["intensity_differs"])])
def test_the_reported_intensity_is_held_against_its_growth_rates(
    known: Known, stated: float, rules: list[str]
) -> None:
    row = energy(4, energy_growth=2.0, value_added_growth=5.0, intensity_change=stated)
    assert [finding.rule for finding in checked(Records(S1, [row]))] == rules
    impossible = energy(4, energy_growth=2.0, value_added_growth=-100.0, intensity_change=stated)
    assert checked(Records(S1, [impossible])) == []


@pytest.mark.parametrize(("fuel", "rules"), [(900.0, []), (1200.0, ["co2_differs"])])
def test_reported_co2_is_held_against_what_its_energies_give(
    known: Known, fuel: float, rules: list[str]
) -> None:
    values: dict[str, Any] = {"region": "450204", "sector": "C31", "period": Period.of(2025)}
    row = Row("表", 4, {**values, "fuel_combustion": fuel, "net_electricity_heat": 50.0})
    assert [finding.rule for finding in checked(Records(S3, [row]))] == rules
