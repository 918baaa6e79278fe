"""Due, late and come: what the questions say on eight days over three years, against boring Python."""

import datetime
import re
from functools import cache
from pathlib import Path

import pytest

from data import places
from data.plan import plan
from queries.ask import ask, ask_rows
from tests.oracles import calendar as oracle
from tests.oracles import scores as scores_oracle
from tests.oracles.calendar import DAYS, EVERYTHING_LATE, Sheet

pytestmark = pytest.mark.usefixtures("sample_store")
FAR = datetime.date(2031, 6, 30)


@cache
def every_sheet(store: str) -> list[Sheet]:
    """The oracle's sheets, worked out once for the sample store."""
    return oracle.sheets(FAR)


@pytest.fixture
def known(sample_store: Path) -> list[Sheet]:
    return every_sheet(str(sample_store))


def key(sheet: Sheet) -> tuple[str, str, str, str]:
    return sheet.template, sheet.period, sheet.place, sheet.department


def days() -> list[datetime.date]:
    return [datetime.date.fromisoformat(day) for day in DAYS]


def test_the_eight_days_are_what_they_are_for(known: list[Sheet]) -> None:
    chosen = days()
    assert len(chosen) == 8 and (chosen[-1] - chosen[0]).days > 2 * 365
    assert any((day.month, day.day) == (2, 29) for day in chosen)
    assert any((day.month, day.day) == (1, 1) for day in chosen)
    day = datetime.date.fromisoformat(EVERYTHING_LATE)
    owed = {item.id for item in plan().templates.values() if item.frequency != "as_needed"}
    assert {sheet.template for sheet in known if sheet.late(day)} == owed


@pytest.mark.parametrize("day", days())
def test_late_sheets_are_those_of_the_oracle(day: datetime.date, known: list[Sheet]) -> None:
    told = {
        (row["template"], row["period"], row["region"], row["department"]): (row["due_on"], row["days_late"])
        for row in ask_rows("late_sheets", today=day.isoformat())
    }
    assert told == {key(one): (one.due_on, one.days_late(day)) for one in known if one.late(day)}


@pytest.mark.parametrize("day", days())
def test_the_next_due_sheets_are_those_of_the_oracle(day: datetime.date, known: list[Sheet]) -> None:
    told = {row["template"]: row for row in ask_rows("due_next", today=day.isoformat())}
    for template in plan().templates.values():
        coming = [one for one in known if one.template == template.id and one.due_on >= day]
        if template.frequency == "as_needed":
            assert template.id not in told
            continue
        due = min(one.due_on for one in coming)
        group = [one for one in coming if one.due_on == due]
        row = told.pop(template.id)
        assert (row["due_on"], row["period"], row["days_left"]) == (due, group[0].period, (due - day).days)
        counted = group if template.owed_by == "places" else []
        came = [one for one in counted if one.came_on]
        assert (row["places"], row["arrived"]) == (len(counted), len(came))
    assert told == {}


@pytest.mark.parametrize("day", days())
def test_the_calendar_around_a_day_is_that_of_the_oracle(day: datetime.date, known: list[Sheet]) -> None:
    def state(one: Sheet) -> str:
        if one.came_on:
            return "came_late" if one.came_on > one.due_on else "came"
        return "late" if one.due_on < day else "due"

    told = {
        (row["template"], row["period"], row["region"], row["department"]): (row["state"], row["came_on"])
        for row in ask_rows("data_calendar", today=day.isoformat(), days_back=365, days_ahead=60)
    }
    assert told == {
        key(one): (state(one), one.came_on)
        for one in known
        if (one.due_on - day).days <= 60 and ((day - one.due_on).days <= 365 or one.late(day))
    }


@pytest.mark.parametrize("day", days())
def test_places_and_departments_owe_what_the_late_list_says(day: datetime.date, known: list[Sheet]) -> None:
    late = [one for one in known if one.late(day)]
    today = day.isoformat()
    for row in ask_rows("counties_compared", today=today):
        assert row["sheets_late"] == sum(one.place == row["region"] for one in late), row["region"]
    bureaus = ask_rows("departments_compared", today=today)
    for row in bureaus:
        assert row["sheets_late"] == sum(one.department == row["department"] for one in late)
    assert sum(row["sheets_late"] for row in bureaus) == len(late)
    profile = ask("department_profile", department="industry", today=today)
    owed = profile[profile["kind"] == "sheet"]
    assert len(owed) == sum(one.department == "industry" for one in late)
    assert owed["days_left"].min() == min(
        (one.due_on - day).days for one in late if one.department == "industry"
    )


def test_scores_look_at_the_sheets_of_the_months_before_their_day(known: list[Sheet]) -> None:
    day = ask_rows("snapshot_facts")[0]["horizon"]
    shares = ask("score_items", scored="county", as_of=day.isoformat())
    shares = shares[shares["source"] == "sheets"].set_index("object")["share"]
    for place in plan().counties():
        own = [one for one in known if one.place == place]
        assert shares[place] == pytest.approx(scores_oracle.in_time(own, day)), place


def test_a_confirmed_score_sheet_has_come_although_no_row_is_the_citys(known: list[Sheet]) -> None:
    """S21 has rows of counties and departments only; the city owes it and has sent it for 2024 and 2025."""
    came = {one.period for one in known if one.template == "S21" and one.came_on}
    assert came == {"2024", "2025"}
    told = ask("data_calendar", template="S21", today="2026-11-20", days_back=900)
    assert set(told["state"]) == {"came"}


def test_no_sql_asks_the_database_what_day_it_is() -> None:
    asked = re.compile(r"\b(current_date|current_timestamp|today\s*\(|now\s*\(|get_current)", re.IGNORECASE)
    found = [
        path.name
        for room in (places.queries(), places.plan().parent)
        for path in room.rglob("*.sql")
        if asked.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["late_sheets", "due_next", "data_calendar", "counties_compared"])
def test_no_answer_is_kept_past_midnight(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for day in ("2026-11-25", "2026-11-26"):
        monkeypatch.setenv("PEAK_TODAY", day)
        told.append(ask_rows(name))
        assert told[-1] == ask_rows(name, today=day)
    assert told[0] != told[1]
