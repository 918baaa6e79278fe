"""The invented ledgers as they stood on two days: taken in, and nothing in them is of later."""

import datetime

import pytest

from data.samples import demo_duties, demo_green, demo_ledgers
from data.samples.demo_enterprises import ENTERPRISES
from tests.support.in_process import stops

MAKERS = {
    "S6": demo_ledgers.projects,
    "S7": demo_ledgers.retrofits,
    "S13": demo_ledgers.parks,
    "S14": demo_ledgers.inspections,
}


@pytest.mark.parametrize("template", MAKERS)
def test_a_ledger_is_taken_in_as_it_stood(template: str) -> None:
    days = [day for _, day in demo_ledgers.DAYS]
    sizes = []
    for day in days:
        rows = MAKERS[template](day)
        assert rows == MAKERS[template](day) and stops(template, rows) == []
        sizes.append(len(rows))
    assert 0 < sizes[0] <= sizes[1]


def test_what_lies_ahead_is_not_seen() -> None:
    day = datetime.date(2025, 12, 31)
    assert demo_ledgers.seen(day, day) == day and demo_ledgers.seen(None, day) is None
    assert demo_ledgers.seen(day + datetime.timedelta(1), day) is None
    assert demo_ledgers.after(day, 30) == day + datetime.timedelta(30)
    assert len(demo_ledgers.enterprises()) > 30


def test_a_number_is_the_same_enterprise_in_every_sheet() -> None:
    places = {item.number: (item.region, item.sector) for item in demo_ledgers.enterprises()}
    assert len(places) == len(demo_ledgers.enterprises())
    assert {item.number: (item.region, item.sector) for item in ENTERPRISES}.items() <= places.items()
    listed = {number: (region, sector) for number, _, _, _, region, sector, _ in demo_green.LISTED}
    assert listed.items() <= places.items()
    works = {"钢铁": "C31", "化工": "C26", "造纸": "C22", "制糖": "C13", "火力发电": "D44"}
    assert {(number, works[industry]) for number, industry, *_ in demo_duties.RUNNERS} <= {
        (number, sector) for number, (_, sector) in places.items()
    }


def test_one_project_replaces_too_little_and_a_works_has_the_size_of_its_trade() -> None:
    rows = demo_ledgers.projects(datetime.date(2026, 9, 30))
    replaced = [(float(str(row["replaced_capacity"])), float(str(row["new_capacity"])), row["project_code"])
                for row in rows if row["saturated"] == "是"]  # fmt: skip
    assert [code for old, new, code in replaced if old <= new] == [f"YS-450200-{demo_ledgers.SHORT:03d}"]
    assert len(replaced) > 1
    sugar = [float(str(row["capacity_ten_thousand_tonnes"])) for row in rows if row["sector"] == "C13"]
    assert sugar and max(sugar) < 20, "a sugar works makes about ten 万吨 a year"
