"""Rows of one upload against each other and against what is published, each rule at its cell."""

from collections.abc import Callable
from typing import Any

import pytest

from data.ingest.checks.cross_check import cross_check
from data.ingest.findings import Finding
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from data.snapshot import published

S1, S3, S4 = (plan().templates[name] for name in ("S1", "S3", "S4"))
Known = dict[str, dict[str, Any]]


def checked(records: Records) -> list[Finding]:
    return list(cross_check(records))


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Known:
    """What is published, by record key; nothing at first."""
    rows: Known = {}
    monkeypatch.setattr(published, "rows", lambda template, keys: {k: rows[k] for k in keys if k in rows})
    monkeypatch.setattr(published, "periods", lambda template: {(2026, 8)} if rows else set())
    monkeypatch.setattr(published, "derived_co2", lambda: {("450204", "C31", "2025"): 1000.0})
    return rows


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


def test_counties_must_make_the_city_once_all_are_there(known: Known) -> None:
    letters = {("表", "energy_tce"): "D"}
    parts = [energy(n, region=code, energy_tce=100.0) for n, code in enumerate(plan().counties(), 4)]
    whole = 100.0 * len(parts)
    city: Callable[[float], Row] = lambda total: energy(99, region=plan().city, energy_tce=total)  # noqa: E731
    assert checked(Records(S1, [*parts, city(whole)], letters)) == []
    assert told(checked(Records(S1, [*parts, city(whole * 1.1)], letters))) == [("sum_mismatch", "D99")]
    assert checked(Records(S1, [*parts[1:], city(whole)], letters)) == [], "one county has not reported"


def test_counties_of_which_some_are_missing_keep_their_share_of_the_city(known: Known) -> None:
    letters = {("表", "energy_tce"): "D"}
    some = plan().counties()[:8]
    parts = [energy(n, 2026, 9, code, energy_tce=110.0) for n, code in enumerate(some, 4)]
    for row in [energy(1, 2026, 8, code, energy_tce=100.0) for code in some]:
        known[Records(S1).key(row)] = {"energy_tce": 100.0}
    known[Records(S1).key(energy(1, 2026, 8, plan().city))] = {"energy_tce": 1000.0}
    for total, rules in ((1100.0, []), (1500.0, [("share_jumps", "D99")])):
        whole = energy(99, 2026, 9, plan().city, energy_tce=total)
        found = told(checked(Records(S1, [*parts, whole], letters)))
        assert [each for each in found if each[0] != "cumulative_falls"] == rules
    known.clear()
    assert checked(Records(S1, [*parts, whole], letters)) == [], "nothing published says what the share was"


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


def test_categories_must_make_their_total(known: Known) -> None:
    codes = [code for code in plan().emerging if code != TOTAL]

    def emerging(number: int, code: str, output: float) -> Row:
        fixed: dict[str, Any] = {"period": Period.of(2025), "region": plan().city, "category": code}
        return Row("表", number, {**fixed, "emerging_output": output})

    parts = [emerging(n, code, 10.0) for n, code in enumerate(codes, 4)]
    right, wrong = (emerging(50, TOTAL, total) for total in (10.0 * len(codes), 1.0))
    assert checked(Records(S4, [*parts, right])) == []
    assert "categories_mismatch" in {f.rule for f in checked(Records(S4, [*parts, wrong]))}
