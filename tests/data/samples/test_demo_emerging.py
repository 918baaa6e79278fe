"""Invented emerging output: the published shares, categories that make their total, counties the city."""

import pytest

from data.plan import TOTAL, plan
from data.samples import demo_emerging
from tests.support.in_process import stops


def amounts(year: int) -> dict[tuple[str, str], int]:
    found = demo_emerging.rows(year, 12)
    return {(str(row["region"]), str(row["category"])): int(str(row["emerging_output"])) for row in found}


@pytest.mark.parametrize(("year", "share"), [(2020, 10.8), (2024, 29.0)])
def test_the_published_shares_come_out(year: int, share: float) -> None:
    city = plan().regions[plan().city].name
    row = next(r for r in demo_emerging.rows(year, 12) if r["region"] == city and r["total_output"])
    assert int(str(row["emerging_output"])) / int(str(row["total_output"])) * 100 == pytest.approx(
        share, abs=1e-4
    )


def test_nine_categories_make_the_total_and_counties_the_city() -> None:
    found = amounts(2025)
    whole, city = plan().emerging[TOTAL].name, plan().regions[plan().city].name
    others = [item.name for code, item in plan().emerging.items() if code != TOTAL]
    for region in {region for region, _ in found}:
        if (region, others[0]) in found:
            assert sum(found[region, name] for name in others) == found[region, whole]
    counties = [plan().regions[code].name for code in plan().counties()]
    assert sum(found[county, whole] for county in counties) == found[city, whole]


def test_rows_are_the_same_each_time_and_nothing_stops_them() -> None:
    assert demo_emerging.rows(2026, 8) == demo_emerging.rows(2026, 8)
    assert stops("S4", demo_emerging.rows(2026, 8)) == []
    assert demo_emerging.months_of(2026)[-1] == demo_emerging.LAST_MONTH


def test_amounts_are_split_into_whole_numbers_that_add_up() -> None:
    assert demo_emerging.split(10, {"a": 1.0, "b": 1.0, "c": 1.0}) == {"a": 4, "b": 3, "c": 3}
