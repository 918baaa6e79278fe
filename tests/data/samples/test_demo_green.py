"""The invented register: later listings are not known yet, withdrawals only from their day."""

import datetime

from data.ingest.words.credit_codes import credit_code_fault
from data.samples import demo_green
from tests.support.in_process import stops


def test_a_day_knows_only_what_was_before_it() -> None:
    for until in (datetime.date(2025, 12, 31), datetime.date(2026, 8, 31)):
        rows = demo_green.rows(until)
        assert stops("S5", rows) == []
        assert all(str(row["published_on"]) <= until.isoformat() for row in rows)
        assert all((row["state"] == "移出") == (row["withdrawn_on"] is not None) for row in rows)
    early, late = (demo_green.rows(datetime.date(year, 8, 31)) for year in (2023, 2026))
    assert len(early) < len(late)


def test_codes_hold_and_belong_to_nobody() -> None:
    codes = [demo_green.credit_code(number) for number in range(1, 60)]
    assert [credit_code_fault(code) for code in codes] == [""] * len(codes)
    assert len(set(codes)) == len(codes) and all("DEM" in code for code in codes)
