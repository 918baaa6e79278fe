"""What differs between any two generations: counts by template, values with cells, cards, pruned or not."""

import shutil
from pathlib import Path

import pytest

from data import places
from data.ingest import receive
from data.keep import journal
from data.keep.errors import NoSuchGeneration
from data.snapshot import difference
from data.snapshot.difference import SheetCount
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import cell, files, workbook


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Energy and two green factories; energy corrected and grown; one factory's workbook withdrawn."""
    path = tmp_path_factory.mktemp("three") / "store"
    rows = [energy_row(), energy_row(region="柳北区")]
    more = [energy_row(energy_tce=2_000_500), energy_row(region="鱼峰区")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        made = receive.accept_many([*files(S1=rows), *files(S5=[green_row(1)])], "甲")
        receive.accept(workbook("S1", more), "更正.xlsx", "乙", reason="终核数更正")
        receive.withdraw([made.uploads[1]], "丙")
    return path


@pytest.fixture(autouse=True)
def store(three: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEAK_STORE", str(three))
    return three


def test_records_are_counted_by_template_and_told_value_by_value() -> None:
    found = difference.between(1, 2)
    assert found.sheets == (SheetCount("S1", 1, 1, 0, 1),)
    changed, new = found.lines
    assert (changed.state, changed.field, changed.before, changed.after, changed.difference) == (
        "changed", "energy_tce", "2000000", "2000500", "500",
    )  # fmt: skip
    assert changed.unit == "吨标准煤" and changed.cell == cell("S1", "energy_tce")
    assert changed.upload.startswith("000002-S1-") and changed.key["region"] == "450204"
    assert (new.state, new.before, new.cell) == ("new", "", cell("S1", "energy_tce", 1))


def test_the_other_way_round_is_the_same_with_its_signs_turned() -> None:
    found = difference.between(2, 1)
    assert found.sheets == (SheetCount("S1", 0, 1, 1, 1),)
    changed, gone = found.lines
    assert (changed.difference, gone.state, gone.after) == ("-500", "gone", "")
    assert gone.upload.startswith("000002-S1-")  # where it stood


def test_what_was_withdrawn_is_gone_and_its_target_moves() -> None:
    found = difference.between(1, 3)
    assert SheetCount("S5", 0, 0, 1, 0) in found.sheets
    gone = next(line for line in found.lines if line.template == "S5")
    assert (gone.state, gone.key["enterprise"]) == ("gone", "测试企业1")
    moved = {move.statement: move for move in found.moves if move.on_overview and move.moved}
    assert (moved["T21"].before, moved["T21"].after) == (1.0, None)


def test_no_more_lines_than_asked_and_nothing_between_a_generation_and_itself() -> None:
    assert len(difference.between(1, 3, each=1).lines) == 3  # one changed, one new, one gone
    same = difference.between(2, 2)
    assert (same.moves, same.sheets, same.lines) == ((), (), ())


def test_pruned_snapshots_are_made_again_and_unknown_ones_refused(
    three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = difference.between(1, 2)
    shutil.copytree(three, tmp_path / "store")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    (places.snapshots() / journal.read()[0].snapshot).unlink()
    assert difference.between(1, 2) == whole
    for wrong in ((1, 9), (0, 1)):
        with pytest.raises(NoSuchGeneration):
            difference.between(*wrong)
