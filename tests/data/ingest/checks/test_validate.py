"""One upload against the rules of its template: bounds, repeated keys, two bases, every typed check."""

import datetime
import typing
from typing import Any

import pytest

from data.ingest.checks import validate as validating
from data.ingest.checks.validate import CHECKS, validate
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, checks, plan

S1, S5 = plan().templates["S1"], plan().templates["S5"]


def energy(number: int, **values: Any) -> Row:
    fixed: dict[str, Any] = {
        "period": Period.of(2025),
        "region": "450204",
        "sector": TOTAL,
        "basis": "calorific",
        "intensity_change": -1.0,
    }
    return Row("表", number, {**fixed, **values})


def told(*rows: Row) -> list[tuple[str, str]]:
    found = list(
        validate(Records(S1, list(rows), {("表", column.field): column.field for column in S1.columns}))
    )
    return [(finding.rule, finding.cell) for finding in found]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"energy_tce": -0.1}, "below_minimum"),
        ({"energy_growth": -100.0}, "not_above"),
        ({"energy_growth": 500.0}, "growth_implausible"),
    ],
)
def test_a_number_outside_its_bounds_is_told_at_its_cell(values: dict[str, float], rule: str) -> None:
    assert (rule, f"{next(iter(values))}4") in told(energy(4, **values))


def test_what_is_inside_the_bounds_is_fine() -> None:
    assert told(energy(4, energy_tce=0.0, energy_growth=-99.9 / 10)) == []


def test_the_same_key_twice_names_the_first_row_and_two_bases_are_one_too_many() -> None:
    twice = list(validate(Records(S1, [energy(4), energy(9)])))
    assert [(f.rule, f.expected) for f in twice] == [("duplicate_key", "第 4 行")]
    assert [rule for rule, _ in told(energy(4), energy(5, basis="equivalent"))] == ["two_bases"]


def test_dates_states_and_codes_of_a_register() -> None:
    values: dict[str, Any] = {
        "enterprise": "甲",
        "published_on": datetime.date(2024, 1, 31),
        "state": "withdrawn",
    }
    row = Row("表", 4, {**values, "withdrawn_on": datetime.date(2023, 1, 1)})
    rules = {finding.rule for finding in validate(Records(S5, [row]))}
    assert rules == {"credit_code_missing", "date_order"}
    alone = Row("表", 4, {**values, "credit_code": "9", "withdrawn_on": None})
    assert {finding.rule for finding in validate(Records(S5, [alone]))} == {"state_needs"}


def test_every_kind_of_check_the_plan_knows_is_carried_out() -> None:
    used = {type(check) for template in plan().templates.values() for check in template.checks}
    assert used <= set(CHECKS) and set(typing.get_args(checks.Check)) <= set(CHECKS)
    assert validating.CHECKS[checks.PartWithinWhole] is validating.part_within_whole
