"""Whoever a coverage names as in and as missing adds up to its own share, in every place and period."""

from collections import Counter

import pytest

from data.plan import plan
from data.plan.kinds import kind_of
from pages.analysts.indicator.subject import MEMBERS
from queries.ask import ask_rows

pytestmark = pytest.mark.usefixtures("sample_store")
PLACES = ["450200", "450205", "450223", "Z-HEXI"]
COVERAGES = [one for one in plan().statements.values() if kind_of(one) == "coverage"]


def test_every_coverage_names_its_members() -> None:
    assert {one.series for one in COVERAGES} == set(MEMBERS)


@pytest.mark.parametrize("statement", COVERAGES, ids=lambda one: str(one.id))
def test_members_add_up_to_the_share(statement: object) -> None:
    code, series = statement.id, statement.series  # type: ignore[attr-defined]
    compared = 0
    for place in PLACES:
        rows = ask_rows("indicator_trend", statement=code, region=place)
        for row in rows[-1::-9]:
            if row["denominator"] is None:
                continue
            members = ask_rows(MEMBERS[series], region=place, as_of=row["as_of"])
            standing = Counter(member["standing"] for member in members)
            due = standing["in"] + standing["missing"] + standing["open"]
            assert (standing["in"], due) == (row["numerator"], row["denominator"]), (place, row["period"])
            compared += 1
    assert compared > 1


def test_who_is_missing_has_a_name_a_place_and_a_day() -> None:
    for one in COVERAGES:
        for row in ask_rows(MEMBERS[one.series]):
            assert row["name"] or one.series == "county_targets"
            assert row["region"] in plan().regions
            if row["standing"] == "missing" and row["name"]:
                assert row["since"] is not None or row["due_on"] is not None, (one.id, row)
            if row["standing"] in ("waiting", "open"):
                assert row["due_on"] is not None


def test_nobody_is_missing_whose_own_day_has_not_passed() -> None:
    """Plans and parks carry a day of their own: before it they are open, in the share all the same."""
    for series in ("plans_and_posts", "parks_converted"):
        early = ask_rows(MEMBERS[series], as_of="2026-11-25")
        late = ask_rows(MEMBERS[series], as_of="2027-01-01")
        assert {row["standing"] for row in early if str(row["due_on"]) >= "2026-11-25"} <= {"in", "open"}
        assert any(row["standing"] == "open" for row in early)
        assert not any(row["standing"] == "open" and str(row["due_on"]) < "2027-01-01" for row in late)
        assert any(row["standing"] == "missing" for row in late)
