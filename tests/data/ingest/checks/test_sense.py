"""What a person must look at though every cell by itself is right."""

from typing import Any

from data.ingest.checks.sense import makes_sense
from data.ingest.findings import Finding
from data.plan import plan
from tests.support.in_process import understood
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import credit_code

COUNTIES = [plan().regions[code].name for code in plan().counties(2026)]


def told(template: str, rows: list[dict[str, Any]]) -> list[Finding]:
    return list(makes_sense(understood(template, rows)[0]))


def test_rates_typed_as_fractions() -> None:
    rates = (0.021, -0.034, 0.05, 0.012)
    rows = [
        energy_row(period="2026年1—9月", region=name, energy_growth=rate)
        for name, rate in zip(COUNTIES, rates, strict=False)
    ]
    found = [each for each in told("S1", rows) if each.rule == "looks_like_fraction"]
    assert [each.found for each in found] == ["0.021"]
    real = [row | {"energy_growth": row["energy_growth"] * 100} for row in rows]
    assert not [each for each in told("S1", real) if each.rule == "looks_like_fraction"]
    assert not [each for each in told("S1", rows[:3]) if each.rule == "looks_like_fraction"], "too few to say"


def test_counties_that_are_not_there_are_named() -> None:
    rows = [energy_row(period="2026年1—9月", region=name) for name in COUNTIES[:-2]]
    found = [each.found for each in told("S1", rows) if each.rule == "places_missing"]
    assert len(found) == 1 and all(name in found[0] for name in COUNTIES[-2:])
    assert not [each for each in told("S1", rows[:2]) if each.rule == "places_missing"]
    whole = [energy_row(period="2026年1—9月", region=name) for name in COUNTIES]
    assert not [each for each in told("S1", whole) if each.rule == "places_missing"]


def test_a_period_long_ago_is_asked_about() -> None:
    assert [each.rule for each in told("S1", [energy_row(period="2016年1—10月")])] == ["period_far"]
    assert told("S1", [energy_row(period="2026年1—9月")]) == []


def test_an_enterprise_without_the_code_it_has_in_another_row() -> None:
    rows = [green_row(1), green_row(1, credit_code=None, level="国家级")]
    found = [each for each in told("S5", rows) if each.rule == "same_name_no_code"]
    assert [each.offer for each in found] == [credit_code(1)]
