"""The period of an upload against today, what is published, and the names of its file and sheets."""

from typing import Any

import pytest

from data.ingest.checks.due import long_ago, named_otherwise
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from tests.data.ingest.checks.conftest import Known

S1 = plan().templates["S1"]


def row(year: int, month: int = 12, sheet: str = "表", energy: float = 100.0, number: int = 4) -> Row:
    fixed: dict[str, Any] = {
        "period": Period.of(year, month),
        "region": "450204",
        "sector": TOTAL,
        "basis": "calorific",
    }
    return Row(sheet, number, {**fixed, "energy_tce": energy})


def far(*rows: Row) -> list[tuple[str, str]]:
    return [(each.found, each.expected) for each in long_ago(Records(S1, list(rows)))]


def put(known: Known, one: Row) -> None:
    period = one.values["period"]
    assert isinstance(period, Period)
    told = {**one.values, "period": period.code, "year": period.year, "month": period.month}
    known[Records(S1).key(one)] = told


def test_a_period_long_ago_is_told_once_for_all(known: Known) -> None:
    assert far(row(2016, 10)) == [("2016年1—10月", "现在（2026年11月）")]
    assert far(row(2026, 9), row(2025)) == []
    assert far(row(2017), row(2016), row(2025)) == [("2016年 等 2 期", "现在（2026年11月）")]


def test_what_nobody_owes_on_a_day_is_never_late(known: Known) -> None:
    assert list(long_ago(Records(plan().templates["S0"], [row(2016, 10)]))) == []


def test_a_year_behind_what_is_published_is_a_slip_or_a_correction(known: Known) -> None:
    assert far(row(2025, 10)) == [], "nothing is published: history may come"
    put(known, row(2026, 10))
    assert far(row(2025, 10)) == [("2025年1—10月", "已发布的最新一期（2026年1—10月）")]
    assert far(row(2025)) == [] == far(row(2026, 9)), "the final year comes in the year after"
    put(known, row(2025, 10))
    assert far(row(2025, 10), row(2026, 11)) == [], "who sends the whole series again changes nothing"
    assert len(far(row(2025, 10, energy=90.0))) == 1


def test_a_whole_year_of_the_plan_may_come_late_and_is_asked_about_when_it_changes(known: Known) -> None:
    assert far(row(2021)) == [] and len(far(row(2019))) == 1 == len(far(row(2021, 9)))
    put(known, row(2026, 10))
    assert far(row(2021)) == []
    put(known, row(2021))
    assert far(row(2021)) == [] and len(far(row(2021, energy=90.0))) == 1


@pytest.mark.parametrize(
    ("name", "year", "month", "count"),
    [
        ("S1_规上工业能耗_2026年1—9月.xlsx", 2026, 10, 1),
        ("能耗2026年前三季度.xlsx", 2026, 10, 1),
        ("能耗 2025年1-10月.xlsx", 2026, 10, 1),
        ("能耗_2025年.xlsx", 2026, 10, 1),
        ("能耗_2024年.xlsx", 2026, 10, 1),
        ("2026年9月能耗.xlsx", 2026, 10, 1),
        ("2026年10月能耗.xlsx", 2026, 10, 0),
        ("2026年11月报送.xlsx", 2026, 10, 0),
        ("20261105能耗.xlsx", 2026, 10, 0),
        ("能耗_2026年.xlsx", 2026, 10, 0),
        ("2026年报送_能耗.xlsx", 2025, 12, 0),
        ("S1_2025年.xlsx", 2025, 12, 0),
        ("能耗2021-2025年.xlsx", 2026, 10, 0),
        ("能耗（比2020年）.xlsx", 2026, 10, 0),
        ("新建工作表.xlsx", 2026, 10, 0),
    ],
)
def test_the_name_of_a_file_may_speak_of_another_period(name: str, year: int, month: int, count: int) -> None:
    found = list(named_otherwise(Records(S1, [row(year, month)]), name))
    assert len(found) == count, name
    if found:
        assert (found[0].rule, found[0].found) == ("period_name_differs", Period.of(year, month).words)
        assert found[0].expected == name.rpartition(".")[0]


def test_each_sheet_is_held_against_its_own_name() -> None:
    months = [row(2026, 8, "2026年8月"), row(2026, 9, "2026年9月")]
    assert list(named_otherwise(Records(S1, months), "能耗2026年1—9月.xlsx")) == []
    wrong = [row(2026, 9, "2026年8月"), row(2026, 9, "2026年1—9月")]
    found = list(named_otherwise(Records(S1, wrong), "能耗2026年1—8月.xlsx"))
    assert [(each.sheet, each.expected) for each in found] == [("2026年8月", "2026年8月")], "told once"
    assert list(named_otherwise(Records(plan().templates["S5"], []), "2024年.xlsx")) == []
