"""What the pages say is due and late on eight days over three years, against a calendar in boring Python."""

import datetime
import re
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.plan import plan
from pages.speech.catalogue import sentence
from queries.ask import ask_rows
from tests.oracles import calendar as oracle
from tests.oracles.calendar import DAYS, Sheet

ROOT = Path(__file__).resolve().parents[2]
FILES = re.findall(r'Entry\(\s*"(pages/[^"]+)"', (ROOT / "app.py").read_text(encoding="utf-8"))
LOOKED_AT = {
    f"pages/{file}"
    for file in (
        "leaders/overview/page.py",
        "staff/upload/page.py",
        "leaders/county/page.py",
        "leaders/department/page.py",
        "analysts/tasks/page.py",
        "leaders/scores/page.py",
    )
}
FAR = datetime.date(2031, 6, 30)
SHOWN = 2  # sheets the overview names of those that are late, before it counts the rest


@cache
def every_sheet(store: str) -> list[Sheet]:
    """The oracle's sheets, worked out once for the sample store."""
    return oracle.sheets(FAR)


class Day:
    """One of the eight days: the pages as they stand on it, and what the oracle says of it."""

    def __init__(self, day: str, sheets: list[Sheet]) -> None:
        self.date = datetime.date.fromisoformat(day)
        self.sheets = sheets

    @property
    def late(self) -> list[Sheet]:
        return [one for one in self.sheets if one.late(self.date)]

    def next_due(self, *templates: str) -> datetime.date:
        """The next due day of some templates, or of all."""
        return min(
            one.due_on
            for one in self.sheets
            if one.due_on >= self.date and (not templates or one.template in templates)
        )

    def page(self, file: str, **address: str) -> str:
        """All HTML of a page on this day."""
        test = AppTest.from_file(str(ROOT / "pages" / file), default_timeout=60)
        for name, value in address.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, test.exception
        return "\n".join(str(block.proto.body) for block in test.get("html"))


@pytest.fixture(params=DAYS)
def day(request: pytest.FixtureRequest, sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> Day:
    """One of the eight days, as the clock of the pages."""
    monkeypatch.setenv("PEAK_TODAY", request.param)
    return Day(request.param, every_sheet(str(sample_store)))


def told(date: datetime.date) -> str:
    """A day as the foot of a Chinese page writes it."""
    return sentence("foot.next", date=spoken(date))


def spoken(date: datetime.date) -> str:
    """A day as Chinese pages write it."""
    return f"{date.year}年{date.month}月{date.day}日"


def headline(text: str) -> str:
    found = re.search(r'<h1 class="peak-headline">(.*?)</h1>', text)
    assert found
    return found[1]


def test_the_overview_names_the_oldest_debts_and_counts_the_rest(day: Day) -> None:
    text = day.page("leaders/overview/page.py")
    groups = {(one.template, one.period): one.due_on for one in day.late}
    assert f"已迟 {(day.date - min(groups.values())).days} 天" in text
    assert text.count("已迟 ") == min(SHOWN, len(groups))
    assert f">{sentence('aside.more', count=len(groups) - SHOWN)}</a>" in text
    due = day.next_due()
    assert f"还有 {(due - day.date).days} 天" in text and told(due) in text


def test_the_upload_page_counts_every_sheet_that_is_late(day: Day) -> None:
    text = day.page("staff/upload/page.py")
    groups = {(one.template, one.period) for one in day.late}
    oldest = max(one.days_late(day.date) for one in day.late)
    assert sentence("upload.headline_late", count=len(groups), days=oldest) in headline(text)
    assert text.count('data-state="late"') == len(groups)
    assert text.count('data-state="coming"') == len({one.template for one in day.sheets})
    assert told(day.next_due()) in text


def test_county_and_department_owe_what_the_oracle_says(day: Day) -> None:
    place = ("450203", "Z-HEXI")[day.date.month % 2]
    owed = sum(one.place == place for one in day.late)
    text = day.page("leaders/county/page.py", region=place)
    assert sentence("county.sheets_late", count=owed) in headline(text)
    assert sentence("standing.late_title", date=spoken(day.date), count=owed) in text
    owed = sum(one.department == "industry" for one in day.late)
    text = day.page("leaders/department/page.py", department="industry")
    assert sentence("county.sheets_late", count=owed) in headline(text)
    assert sentence("standing.late_title", date=spoken(day.date), count=owed) in text
    oldest = max(one.days_late(day.date) for one in day.late if one.department == "industry")
    assert f"迟报 {oldest} 天" in text
    assert told(day.next_due()) in text


def test_tasks_and_scores_say_when_the_next_sheet_is_due(day: Day) -> None:
    assert told(day.next_due("S15")) in day.page("analysts/tasks/page.py")
    assert told(day.next_due()) in day.page("leaders/scores/page.py")


def test_every_other_page_stands_on_that_day(day: Day) -> None:
    for file in FILES:
        if file not in LOOKED_AT:
            text = day.page(file.removeprefix("pages/"))
            assert "peak-headline" in text and "peak-foot" in text, file


def test_the_list_of_departments_speaks_of_the_same_debts(day: Day) -> None:
    text = day.page("leaders/department/page.py")
    heading = sentence("column.sheets_late")
    lines = [line for line in re.findall(r"<tr.*?</tr>", text, re.S) if "department=" in line]
    listed = {}
    for line in lines:
        code = re.search(r"department=([a-z_]+)", line)
        owed = re.search(rf'data-label="{heading}"><span>(?:<b>)?([0-9]+)', line)
        assert code and owed, line
        listed[code[1]] = int(owed[1])
    assert listed == {code: sum(one.department == code for one in day.late) for code in listed}
    assert sum(listed.values()) == len(day.late)


def test_the_county_page_counts_ledgers_sheets_and_days_left_on_one_day(day: Day) -> None:
    """M18: a deadline of yesterday is overdue today, whatever month the figures reach to."""
    pressing = ask_rows("ledger_due", within_days=90, as_of=day.date.isoformat())
    place = next(row["region"] for row in pressing if row["region"] in plan().counties())
    test = AppTest.from_file(str(ROOT / "pages/leaders/county/page.py"), default_timeout=60)
    test.query_params["region"] = place
    test.run()
    text = "\n".join(str(block.proto.body) for block in test.get("html"))
    shown = next(one.value for one in test.dataframe if "days_left" in one.value)
    for due_on, left in zip(shown["due_on"], shown["days_left"], strict=True):
        assert due_on == day.date + datetime.timedelta(days=int(left))
    overdue = int((shown["days_left"] < 0).sum())
    told = "county.ledgers_overdue" if overdue else "county.ledgers_fine"
    assert sentence(told, count=overdue) in headline(text)
    assert f"截至{spoken(day.date)}" in text and "截至2026年9月30日" not in text
