"""What is locked as final is other only after an unlocking: what would change it stops before its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.ingest import amend, receive
from data.ingest.words.periods import Period
from data.keep import faults
from data.keep.amendments import Lock
from data.keep.errors import NotCorrectable, NotInForce, PeriodLocked
from data.plan import plan
from data.snapshot import in_force, locked, verify
from tests.support.amended import CELL, LOCKED, SHEET, years
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook


def test_only_an_unlocking_opens_what_is_locked(own_amended_store: Path) -> None:
    first = receive.history()[-1].uploads[0]
    seen = amend.look(first, SHEET, "E8")
    acts: list[Callable[[], object]] = [
        lambda: receive.withdraw([first], "甲"),
        lambda: amend.correct(seen, "1.9", "乙", "试"),
    ]
    for act in acts:
        with pytest.raises(PeriodLocked) as stopped:
            act()
        said = faults.sentence(stopped.value)
        assert "规上工业能耗与增加值 · 2025年 · 全部地区" in said.zh and "unlock 3" in said.en
        assert "丙" in said.zh and "年报终核" in said.zh
    assert receive.generation() == LOCKED and verify.faults() == []
    receive.accept(workbook("S1", [energy_row(period="2020年")]), "旧年.xlsx", "甲", reason="补报旧年")
    with pytest.raises(NotInForce):
        amend.unlock(2, "丙", "这是更正")
    amend.unlock(LOCKED, "丙", "复核后重开")
    assert in_force.all_locks() == [] and receive.history()[0].note == "复核后重开"
    amend.correct(seen, "1.9", "乙", "笔误")
    assert {one.state for one in in_force.all_corrections()} == {"applied"}


def test_a_correction_that_would_change_nothing_is_not_written(own_amended_store: Path) -> None:
    seen = amend.look(receive.history()[-1].uploads[0], SHEET, CELL)
    receive.accept(workbook("S1", years(energy_growth=1.9)), "再报.xlsx", "甲", reason="重新核算")
    with pytest.raises(NotCorrectable, match="现在不是这个值"):
        amend.correct(seen, "1.8", "乙", "试")
    assert receive.generation() == LOCKED + 1


def test_a_lock_of_a_place_holds_the_sheets_that_name_places() -> None:
    everywhere = {template.id for template in locked.under(Lock("", ("2025",), ""))}
    placed = {template.id for template in locked.under(Lock("", ("2025",), "450204"))}
    assert {"S1", "S15"} <= everywhere and "S1" in placed < everywhere
    assert [template.id for template in locked.under(Lock("S1", ("2025",), ""))] == ["S1"]
    assert locked.under(Lock("S5", ("2025",), "")) == []  # a register has no periods


def test_a_lock_is_told_in_words_of_both_languages() -> None:
    told = locked.in_words(Lock("S1", ("2025", "2026-09"), "450204"))
    assert told.split(" / ")[0] == "规上工业能耗与增加值 · 2025年、2026年1—9月 · 柳南区"
    assert plan().templates["S1"].name_en in told and "Liunan" in told
    assert (
        locked.in_words(Lock("", ("2025",), ""))
        == "全部报表 · 2025年 · 全部地区 / all sheets · 2025 · all places"
    )
    for year, month in ((2025, 12), (2026, 9)):
        period = Period.of(year, month)
        assert locked.period_in_words(period.code)[0] == period.words
    assert locked.period_in_words("2026-M09")[0] == "2026年9月"
    assert locked.period_in_words("2026-Q3")[0] == "2026年3季度"
