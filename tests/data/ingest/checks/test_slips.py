"""Units that slipped, against the same months a year before."""

from typing import Any

import pytest

from data.ingest.checks.slips import amounts, unit_slips
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from tests.data.ingest.checks.conftest import Known

S1, S2, S3 = (plan().templates[name] for name in ("S1", "S2", "S3"))


def co2(number: int, year: int, total: float, region: str = "450204") -> Row:
    values = {"period": Period.of(year), "region": region, "sector": TOTAL, "total": total}
    return Row("表", number, dict[str, Any](values))


def told(*rows: Row) -> list[tuple[str, str]]:
    found = unit_slips(Records(S3, list(rows), {("表", "total"): "H"}))
    return [(each.rule, each.cell) for each in found]


def put(known: Known, *rows: Row) -> None:
    for row in rows:
        known[Records(S3).key(row)] = dict(row.values)


@pytest.mark.parametrize("times", [1e3, 1e4, 1e8, 1e-4])
def test_amounts_thousands_of_times_off_the_year_before(known: Known, times: float) -> None:
    put(known, co2(1, 2024, 250_000.0))
    assert told(co2(4, 2025, 250_000.0 * times)) == [("unit_slip", "H4")]
    assert told(co2(4, 2025, 260_000.0)) == []
    assert told(co2(4, 2025, 250_000.0 * times), co2(5, 2024, 250_000.0 * times)) == [], "its own year before"


@pytest.mark.parametrize("times", [10.0, 100.0, 0.1, 0.01])
def test_a_whole_column_ten_or_a_hundred_times_what_it_was(known: Known, times: float) -> None:
    places = plan().counties()[:3]
    put(known, *[co2(1, 2024, 1000.0 * n, place) for n, place in enumerate(places, 1)])
    now = [co2(3 + n, 2025, 1050.0 * n * times, place) for n, place in enumerate(places, 1)]
    assert told(*now) == [("unit_slip", "H4")]
    assert told(*now[:2]) == [], "two may have grown so"
    odd = co2(6, 2025, 3000.0, places[2])
    assert told(*now[:2], odd) == []


def test_a_project_of_a_list_is_held_against_itself(known: Known) -> None:
    template = plan().templates["S6"]

    def project(energy: float) -> Records:
        values: dict[str, Any] = {"project_code": "2026-450204-30-01-000001", "energy_tce": energy}
        return Records(template, [Row("表", 4, values)], {("表", "energy_tce"): "K"})

    assert list(unit_slips(project(12.0))) == []
    known[project(1.0).key(project(1.0).rows[0])] = {"energy_tce": 120_000.0}
    assert [(each.cell, each.expected) for each in unit_slips(project(12.0))] == [("K4", "已发布的 120,000")]
    assert list(unit_slips(project(130_000.0))) == []


def test_shares_changes_and_coefficients_are_no_amounts() -> None:
    names = {column.field for column in amounts(S1)}
    assert names == {"energy_tce", "value_added"}
    assert {column.field for column in amounts(S2)} == {"quantity"}
    assert amounts(plan().templates["S0"]) == []


def test_part_of_a_year_is_held_against_the_whole_year_before(known: Known) -> None:
    def half(total: float) -> Row:
        return Row("表", 4, dict[str, Any](co2(4, 2025, total).values) | {"period": Period.of(2025, 6)})

    put(known, co2(1, 2024, 250_000.0))
    assert told(half(120.0)) == [("unit_slip", "H4")]
    assert told(half(120_000.0)) == []
    put(known, Row("表", 1, dict[str, Any](co2(1, 2024, 110.0).values) | {"period": Period.of(2024, 6)}))
    assert told(half(120.0)) == [], "the same months a year before decide"


def test_what_is_said_of_a_place_is_held_against_the_year_before(known: Known) -> None:
    template = plan().templates["S23"]

    def product(year: int, amount: float) -> Row:
        return Row("表", 4, dict[str, Any](period=Period.of(year), region="450200", gdp=amount))

    known[Records(template).key(product(2024, 1.0))] = {"gdp": 3197.0}
    assert [each.rule for each in unit_slips(Records(template, [product(2025, 31_970_000.0)]))] == [
        "unit_slip"
    ]
    assert not list(unit_slips(Records(template, [product(2025, 3300.0)])))
