"""Places and departments come and go: their days, their successors, and who is asked in which year."""

import datetime
from pathlib import Path

import pytest

from data.plan import plan
from data.plan.check import faults_of
from data.plan.coded import Department, Region
from data.plan.lifetimes import of_list
from data.plan.load import load
from tests.data.plan.test_plan import copy_of_plan, swap


def test_a_region_or_department_that_ends_says_when_and_who_follows(tmp_path: Path) -> None:
    folder = copy_of_plan(tmp_path)
    swap(folder / "regions.csv", "柳城,,,,", "柳城,,2027-01-01,450299,")
    swap(folder / "regions.csv", "融安,,,,", "融安,2027-01-01,2026-01-01,,")
    swap(folder / "regions.csv", "鹿寨,,,,", "鹿寨,,,450224,")
    swap(folder / "regions.csv", "北部新区,,,,", "北部新区,,2027-01-01,450206,450299")
    swap(folder / "departments.csv", "科技局,,,", "科技局,,2027-02-30,market")
    swap(folder / "departments.csv", "商务局,,,", "商务局,,2027-01-01,")
    found = faults_of(load(folder))
    for code, word in (
        ("450222", "unknown successor"),
        ("450224", "valid_to not after valid_from"),
        ("450223", "no valid_to"),
        ("Z-BEIBU", "successor of another kind"),
        ("Z-BEIBU", "unknown 450299"),
        ("science", "not a day"),
        ("commerce", "no successor"),
    ):
        assert [fault for fault in found if code in fault and word in fault], (code, word)
    assert len(found) == 7


@pytest.mark.parametrize(
    ("day", "alive"), [("2026-12-31", False), ("2027-01-01", True), ("2029-06-30", False)]
)
def test_a_place_lives_from_its_first_day_until_before_its_last(day: str, alive: bool) -> None:
    zone = Region("Z", "区", "Z", kind="zone", valid_from="2027-01-01", valid_to="2029-06-30")
    assert zone.alive(datetime.date.fromisoformat(day)) is alive
    assert (zone.first_year, zone.last_year) == (2027, 2028)


def test_duties_pass_along_a_chain_of_successors() -> None:
    chain = {
        "a": Department("a", "甲", "A", valid_to="2027-01-01", successor="b"),
        "b": Department("b", "乙", "B", valid_from="2026-01-01", valid_to="2028-01-01", successor="c"),
        "c": Department("c", "丙", "C"),
    }
    assert of_list("departments.csv", chain) == []
    known = plan()
    departments = {**known.departments, **chain}
    later = type(known)(**{**known.__dict__, "departments": departments})
    for day, answering in (("2026-12-31", "a"), ("2027-01-01", "b"), ("2028-01-01", "c")):
        assert later.heir("a", datetime.date.fromisoformat(day)) == answering
    assert later.answering(("a", "b", "c"), datetime.date(2030, 1, 1)) == ("c",)
    assert later.answering(("a", "b"), None) == ("a", "b")
