"""What is to be copied is decided by hashes: nothing twice, nothing damaged over something whole."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from data.keep import journal
from data.keep.backup_work import Work, look_over, written_down


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    """The folder that a backup makes before it looks over what is to be copied."""
    (tmp_path / "backup").mkdir()


def test_everything_that_the_journal_names_is_to_be_copied_once(own: Path, tmp_path: Path) -> None:
    work = Work(tmp_path / "backup", {})
    look_over(work, journal.read(), None, False)
    assert work.faults == [] and set(work.files) == set(work.copies) == set(work.fresh())
    assert {name.split("/")[0] for name in work.files} == {"archive", "people"} and len(work.files) == 8
    again = Work(tmp_path / "backup", dict(work.files))
    for name, source in work.copies.items():
        (tmp_path / "backup" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "backup" / name).write_bytes(source.read_bytes())
    look_over(again, journal.read(), None, False)
    assert again.copies == {} and again.files == work.files


def test_what_a_broken_off_backup_left_whole_is_not_copied_again(own: Path, tmp_path: Path) -> None:
    work = Work(tmp_path / "backup", {})
    source = next((own / "archive").glob("*/original.xlsx"))
    name = source.relative_to(own).as_posix()
    (tmp_path / "backup" / name).parent.mkdir(parents=True)
    (tmp_path / "backup" / name).write_bytes(source.read_bytes())
    look_over(work, journal.read(), None, False)
    assert name not in work.copies and name in work.files and name in work.fresh()


def test_a_lost_upload_is_told(own: Path, tmp_path: Path) -> None:
    upload = journal.read()[0].uploads[0]
    (own / "archive" / upload).rename(tmp_path / "gone")
    work = Work(tmp_path / "backup", {})
    look_over(work, journal.read(), None, False)
    assert any(fault.startswith(f"archive/{upload}:") for fault in work.faults)


def test_a_receipt_that_cannot_be_read_says_nothing_of_the_others(own: Path) -> None:
    upload = journal.read()[0].uploads[0]
    assert len(written_down(upload, "")) == 3
    (own / "archive" / upload / "receipt.json").write_bytes(b"{")
    assert written_down(upload, "a" * 64) == {f"archive/{upload}/receipt.json": "a" * 64}


def test_what_waits_is_held_and_what_was_approved_meanwhile_stays_until_the_journal_tells(
    own: Path, tmp_path: Path
) -> None:
    """The journal is read first: what is approved after that is in no line of it and waits no more."""
    entries = journal.read()
    (own / "waiting" / "20261120-abc").mkdir(parents=True)
    (own / "waiting" / "20261120-abc" / "0.xlsx").write_bytes(b"it waits")
    work = Work(tmp_path / "backup", {})
    look_over(work, entries, None, False)
    name = "waiting/20261120-abc/0.xlsx"
    assert name in work.files and name in work.copies
    (tmp_path / "backup" / name).parent.mkdir(parents=True)
    shutil.move(own / name, tmp_path / "backup" / name)
    shutil.rmtree(own / "waiting")
    back = "waiting/20261119-back/answer.json"
    later = Work(tmp_path / "backup", dict(work.files) | {back: "b" * 64})
    look_over(later, entries, None, False)
    assert later.files[name] == work.files[name] and back not in later.files
    decided = Work(tmp_path / "backup", dict(work.files))
    look_over(decided, [*entries, replace(entries[-1], waited="20261120-abc")], None, False)
    assert name not in decided.files
