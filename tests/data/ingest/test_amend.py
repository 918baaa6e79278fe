"""A cell is found by its address, its right value held against its column, before anything is published."""

import datetime
from pathlib import Path

import pytest

from data import places
from data.ingest import amend, receive
from data.keep import backup, durable, restore
from data.keep.backup import Wanted
from data.keep.errors import Damaged, MovedOn, NoReason, NotCorrectable
from data.plan import plan
from data.snapshot import publish, verify
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


def test_what_proves_a_correction_is_kept_looked_at_and_copied_with_it(
    own_amended_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, letter = amend.look(first(), SHEET, "E5"), ("../函 3号.pdf", b"%PDF-1.7 proves it")
    with pytest.raises(NotCorrectable, match="是空的"):
        amend.correct(seen, "1.5", "乙", "笔误", proof=[letter, ("空.pdf", b"")])
    assert not places.evidence().exists() and receive.generation() == LOCKED
    made = amend.correct(seen, "1.5", "乙", "笔误", proof=[letter, letter]).generation
    (kept,) = places.evidence().iterdir()
    assert amend.proof(made, 1) == ("函_3号.pdf", letter[1]) and verify.faults() == []
    stranger = places.evidence() / f"{'0' * 64}.pdf"
    stranger.write_bytes(b"of a publication that broke off")
    assert verify.faults() == [
        f"evidence/{stranger.name}: 日志和回执都没有记录 / neither the journal nor a receipt knows it"
    ]
    publish.recover()
    assert [*places.evidence().iterdir()] == [kept]
    backup.make(tmp_path / "copy", Wanted(), lambda _: None)
    kept.write_bytes(b"%PDF changed")
    assert [fault for fault in verify.faults() if "函_3号.pdf" in fault and "备份" in fault]
    with pytest.raises(Damaged, match=kept.name):
        amend.proof(made, 1)
    assert backup.make(tmp_path / "copy", Wanted(), lambda _: None).faults, "the whole one stays there"
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "again"))
    durable.make_rooms()
    restore.fill(tmp_path / "copy", lambda _: None)
    assert amend.proof(made, 1)[1] == letter[1]


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
