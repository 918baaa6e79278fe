"""The day each demonstration came: about when it was due, mostly in time, never later than it is now."""

import datetime

import pytest

from data import clock, places
from data.keep import archive, journal
from data.plan import plan
from data.samples import come_on
from data.samples.__main__ import arrivals, publications
from queries.ask import ask_rows

DEMO = places.samples() / "demo"


def test_every_workbook_has_its_day_and_few_came_late() -> None:
    listed = come_on.read(DEMO)
    there = {path.relative_to(DEMO).as_posix() for path in DEMO.rglob("*.xlsx")}
    assert set(listed) == there
    told = [come_on.coming(workbook) for workbook in sorted(there)]
    assert {one.workbook: one.come_on for one in told} == listed, "python -m data.samples.make"
    late = [one for one in told if one.come_on > one.due_on]
    assert len(late) == len(come_on.LATE) < len(told) / 10
    for one in told:
        assert come_on.period_end(one.workbook.split("/")[0]) < one.come_on <= clock.today()
        assert abs((one.come_on - one.due_on).days) <= 20, one


@pytest.mark.parametrize(
    ("sheet", "ends_on", "due"),
    [
        ("S1", "2026-06-30", "2026-07-25"),
        ("S2", "2025-12-31", "2026-03-31"),
        ("S3", "2025-12-31", "2026-06-30"),
        ("S5", "2026-08-31", "2026-09-14"),
        ("S17", "2025-12-31", "2026-01-14"),
    ],
)
def test_a_sheet_is_due_as_its_template_says_and_a_list_within_a_year_soon(
    sheet: str, ends_on: str, due: str
) -> None:
    found = come_on.due_on(plan().templates[sheet], datetime.date.fromisoformat(ends_on))
    assert found == datetime.date.fromisoformat(due)


def test_nothing_comes_before_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine whose clock is behind, a sheet that would come later comes now; facts come now anyway."""
    monkeypatch.setenv("PEAK_TODAY", "2026-03-30")
    files = [path for _, _, files in publications() for path in files]
    came = dict(zip(files, arrivals(files), strict=True))
    assert max(moment[:10] for moment in came.values()) == "2026-03-30"
    assert min(came[path][:10] for path in files if path.parent.name == "published") == "2026-03-30"
    assert min(came.values()).startswith("2021-01")


def test_a_place_without_a_list_has_no_days() -> None:
    assert come_on.read(places.samples() / "published") == {}


@pytest.mark.usefixtures("sample_store")
def test_the_store_keeps_the_days_and_its_calendar_is_mostly_in_time() -> None:
    kept = {
        receipt.file_name: receipt.at[:10]
        for receipt in map(archive.receipt, journal.active(journal.read()))
        if receipt.grade == "demo"
    }
    listed = {workbook.split("/")[1]: day.isoformat() for workbook, day in come_on.read(DEMO).items()}
    assert {name: day for name, day in listed.items() if name in kept} == kept
    today = clock.today().isoformat()
    sheets = [row for row in ask_rows("data_calendar", today=today, days_back=365) if row["days_left"] < 0]
    states = [row["state"] for row in sheets]
    assert states.count("came") / len(states) > 0.8
    assert 0 < states.count("came_late") < states.count("came") / 5 and "late" in states
