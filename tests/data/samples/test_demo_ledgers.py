"""The invented ledgers as they stood on two days: taken in, and nothing in them is of later."""

import datetime

import pytest

from data.samples import demo_ledgers
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
