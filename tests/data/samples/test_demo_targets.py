"""The invented targets of the next five years: with a document, above the last ones, for some places only."""

from data.plan import plan
from data.samples import demo_targets
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
    rows = demo_targets.shares()
    assert stops("S20", rows) == [] and all(row["document"] for row in rows)
    assert {region for _, region, _ in demo_targets.LATER} == {plan().city}
    assert 0 < len(demo_targets.SHARES) < len(COUNTIES) and set(demo_targets.SHARES) <= set(COUNTIES)


def test_the_largest_county_is_asked_for_more_than_the_city() -> None:
    """As in the five years before: the targets together must be able to carry the city's."""
    largest = max(COUNTIES, key=lambda county: COUNTIES[county][0])
    assert demo_targets.SHARES[largest] > demo_targets.LATER[0][2] >= 13
