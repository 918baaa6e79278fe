"""The invented targets of the next five years: with a document, above the last ones, for some places only."""

from data.plan import plan
from data.samples import demo_budgets, demo_targets
from data.samples.demo_energy import COUNTIES
from tests.support.in_process import stops


def test_each_has_its_document_its_base_and_its_day() -> None:
    rows = demo_targets.later()
    assert stops("S22", rows) == []
    assert len({row["document"] for row in rows}) == len(rows)
    for row in rows:
        assert row["due_year"] == demo_targets.DUE and row["issued_on"] == demo_targets.ISSUED
        assert (row["base_year"] == demo_targets.BASE) == (row["statement"] in demo_targets.FROM_BASE)


def test_the_city_and_some_counties_have_one_and_the_others_have_none_yet() -> None:
    placed = {region for statement, region, _ in demo_targets.LATER if statement == "T01"}
    assert plan().city in placed and 0 < len(placed & set(COUNTIES)) < len(COUNTIES)
    assert placed - {plan().city} <= set(demo_budgets.DECOMPOSED)


def test_the_largest_county_is_asked_for_more_than_the_city() -> None:
    """As in the five years before: the targets together must be able to carry the city's."""
    asked = {region: value for statement, region, value in demo_targets.LATER if statement == "T01"}
    largest = max(COUNTIES, key=lambda county: COUNTIES[county][0])
    assert asked[largest] > asked[plan().city] >= 13
