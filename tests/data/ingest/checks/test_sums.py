"""Parts against their whole, in the upload and with what is published beside it."""

from typing import Any

import pytest

from data.ingest.checks.sums import parts_and_wholes
from data.ingest.findings import Finding
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from tests.data.ingest.checks.conftest import Known

S1, S4 = (plan().templates[name] for name in ("S1", "S4"))
CITY, COUNTIES = plan().city, plan().counties()
LETTERS = {("表", "energy_tce"): "D"}
FIXED: dict[str, Any] = {"sector": TOTAL, "basis": "calorific", "maturity": "flash"}


def energy(number: int, region: str, value: float, month: int = 9, **more: Any) -> Row:
    told = {**FIXED, "period": Period.of(2026, month), "region": region, "energy_tce": value, **more}
    return Row("表", number, told)


def put(known: Known, *rows: Row) -> None:
    """Publishes rows."""
    for row in rows:
        period = row.values["period"]
        assert isinstance(period, Period)
        known[Records(S1).key(row)] = {**row.values, "period": period.code, "year": 2026}


def told(*rows: Row) -> list[tuple[str, str]]:
    return [(each.rule, each.cell) for each in parts_and_wholes(Records(S1, list(rows), LETTERS))]


def all_counties(value: float = 100.0, **more: Any) -> list[Row]:
    return [energy(n, code, value, **more) for n, code in enumerate(COUNTIES, 4)]


WHOLE = 100.0 * len(COUNTIES)


def test_counties_must_make_the_city_once_all_are_there(known: Known) -> None:
    parts = all_counties()
    assert told(*parts, energy(99, CITY, WHOLE)) == []
    assert told(*parts, energy(99, CITY, WHOLE * 1.1)) == [("sum_mismatch", "D99")]
    assert told(*parts[1:], energy(99, CITY, WHOLE)) == [], "one county has not reported"


def test_what_is_published_for_the_period_stands_beside_the_upload(known: Known) -> None:
    put(known, *all_counties())
    assert told(energy(99, CITY, WHOLE)) == []
    assert told(energy(99, CITY, WHOLE * 1.1)) == [("sum_mismatch", "D99")]
    put(known, energy(99, CITY, WHOLE))
    assert told(energy(4, COUNTIES[0], 100.0)) == []
    assert told(energy(4, COUNTIES[0], 300.0)) == [("sum_mismatch", "D4")]
    assert told(energy(4, COUNTIES[0], 300.0, maturity="final")) == [], "a final part has no flash whole"


def test_a_mismatch_that_is_published_already_is_not_told_to_who_changes_something_else(known: Known) -> None:
    put(known, *all_counties(), energy(99, CITY, WHOLE * 1.1))
    assert told(energy(4, COUNTIES[0], 100.0)) == []
    assert told(energy(4, COUNTIES[0], 101.0)) == [("sum_mismatch", "D4")]


def test_counties_of_which_some_are_missing_keep_their_share_of_the_city(known: Known) -> None:
    some = COUNTIES[:8]
    put(known, *[energy(1, code, 100.0, month=8) for code in some], energy(1, CITY, 1000.0, month=8))
    parts = [energy(n, code, 110.0) for n, code in enumerate(some, 4)]
    for total, rules in ((1100.0, []), (1500.0, [("share_jumps", "D99")])):
        assert told(*parts, energy(99, CITY, total)) == rules
    put(known, *parts)
    assert told(energy(99, CITY, 1500.0)) == [("share_jumps", "D99")], "the counties are published already"
    known.clear()
    assert told(*parts, energy(99, CITY, 1500.0)) == [], "nothing published says what the share was"


@pytest.mark.parametrize(("total", "rules"), [(90.0, []), (1.0, ["categories_mismatch"])])
def test_categories_must_make_their_total(known: Known, total: float, rules: list[str]) -> None:
    codes = [code for code in plan().emerging if code != TOTAL]

    def emerging(number: int, code: str, output: float) -> Row:
        fixed: dict[str, Any] = {"period": Period.of(2025), "region": CITY, "category": code}
        return Row("表", number, {**fixed, "emerging_output": output})

    parts = [emerging(n, code, 90.0 / len(codes)) for n, code in enumerate(codes, 4)]
    found: list[Finding] = list(parts_and_wholes(Records(S4, [*parts, emerging(50, TOTAL, total)])))
    assert [each.rule for each in found] == rules
