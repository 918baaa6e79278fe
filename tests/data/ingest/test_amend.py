"""A cell is found by its address, its right value held against its column, before anything is published."""

import datetime
from pathlib import Path

import pytest

from data.ingest import amend, receive
from data.keep.errors import Damaged, MovedOn, NoReason, NotCorrectable
from data.plan import plan
from tests.support.amended import CELL, LOCKED, RECORD, SHEET


def first() -> str:
    return receive.history()[-1].uploads[0]


def test_a_cell_is_found_with_its_record_and_what_stands_in_its_place(amended_store: Path) -> None:
    seen = amend.look(first(), SHEET, CELL.lower())
    assert (seen.record, seen.column.field, seen.says, seen.cell) == (RECORD, "energy_growth", "2", CELL)
    assert seen.standing is not None and seen.standing.becomes == "1.75"
    assert amend.look(first(), SHEET, "E5").standing is None


@pytest.mark.parametrize(
    ("sheet", "cell", "why"),
    [
        (SHEET, "Z99", "没有已发布的值"),
        (SHEET, "E1", "没有已发布的值"),
        (SHEET, "五", "没有已发布的值"),
        ("别的", CELL, "没有已发布的值"),
        (SHEET, "A7", "不能更正"),
        (SHEET, "B7", "不能更正"),
    ],
)
def test_what_is_no_value_is_told(amended_store: Path, sheet: str, cell: str, why: str) -> None:
    with pytest.raises(NotCorrectable, match=why):
        amend.look(first(), sheet, cell)


@pytest.mark.parametrize(
    ("to", "why"), [("很多", "不能填"), ("", "与原值相同|不能填"), ("2.0", "与原值相同"), ("-120", "-120")]
)
def test_a_value_that_its_column_does_not_allow_is_told(amended_store: Path, to: str, why: str) -> None:
    seen = amend.look(first(), SHEET, "E5")
    if not to:
        seen = amend.look(first(), SHEET, "D5")
    with pytest.raises(NotCorrectable, match=why):
        amend.correct(seen, to, "乙", "试")
    assert receive.generation() == LOCKED


def test_what_the_archive_does_not_give_is_told(own_amended_store: Path) -> None:
    for unknown in ("x", "../..", ""):
        with pytest.raises(NotCorrectable, match="没有这份上报"):
            amend.sheets(unknown)
    assert amend.sheets(first()) == [SHEET]
    (own_amended_store / "archive" / first() / "records.parquet").write_bytes(b"PAR1 gone")
    with pytest.raises(Damaged, match="repair"):
        amend.look(first(), SHEET, "E5")


def test_nothing_is_done_without_a_reason_or_after_others(amended_store: Path) -> None:
    seen = amend.look(first(), SHEET, "E5")
    with pytest.raises(NoReason):
        amend.correct(seen, "3", "乙", " ")
    for act in (amend.uncorrect, amend.unlock):
        with pytest.raises(NoReason):
            act(2, "乙", "")
    with pytest.raises(MovedOn):
        amend.correct(seen, "3", "乙", "试", expected=1)
    for template, periods, region in (
        ("S99", ["2025"], ""),
        ("S1", [], ""),
        ("S5", ["2025"], ""),
        ("", ["2025"], "x"),
    ):
        with pytest.raises(NotCorrectable, match="无法锁定"):
            amend.lock(template, periods, region, "丙", "试")
    with pytest.raises(NotCorrectable, match="读不懂"):
        amend.lock("", ["某年"], "", "丙", "试")
    assert receive.generation() == LOCKED


def test_what_a_person_types_becomes_a_value_of_the_column() -> None:
    energy, register = plan().templates["S1"], plan().templates["S5"]
    number = energy.column("energy_tce")
    day = next(column for column in register.columns if column.kind == "date" and not column.required)
    choice = next(column for column in register.columns if column.choices)
    text = next(column for column in register.columns if column.kind == "text" and not column.required)
    assert number is not None
    assert amend.value_of(number, " 1,234.5 ") == 1234.5
    assert amend.value_of(number, "2万吨标准煤") == 20_000
    assert (
        amend.value_of(day, "2025年3月1日") == datetime.date(2025, 3, 1) and amend.value_of(day, "") is None
    )
    assert amend.value_of(choice, choice.choices[0].name) == choice.choices[0].code
    assert amend.value_of(text, "甲\u200b") == "甲"
    for column, wrong in (
        (number, ""),
        (day, "2025-13-01"),
        (day, "三月"),
        (choice, "没有"),
        (number, "12米"),
    ):
        with pytest.raises(NotCorrectable):
            amend.value_of(column, wrong)
