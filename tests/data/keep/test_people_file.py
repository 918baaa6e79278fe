"""Accounts and audit log are part of every backup, come back with a restore, are never shortened in it."""

import sqlite3
import stat
from pathlib import Path

import pytest

from data import clock
from data.keep import manifest, people_file, questions
from data.keep.__main__ import main
from data.keep.backup import Wanted, make
from data.keep.manifest import BackupError
from data.people import audit


def note(store: Path, about: str) -> None:
    audit.note(store, "甲", "export", about, "10.0.0.1", clock.now())


def quiet(_: str) -> None:
    """Progress nobody reads."""


def test_a_restored_store_has_its_people_and_its_log(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, back = tmp_path / "backup", tmp_path / "back" / "store"
    note(own, "一")
    make(backup, Wanted(), quiet)
    note(own, "二")
    questions.keep("saved", "甲", "SELECT 1", 9, "一")
    made = make(backup, Wanted(), quiet)
    assert made.faults == () and made.copied_files == 2, "the new image, and the question"
    assert [path.suffix for path in (backup / "people").iterdir()] == [".sqlite"], "the older image is gone"
    assert make(backup, Wanted(), quiet).copied_files == 0
    before = audit.entries(own)
    assert main(["list", str(backup), "--check"]) == 0
    assert main(["restore", str(backup), "--to", str(back)]) == 0
    assert [line for line in audit.entries(back) if line.what != "restore"] == before
    assert audit.faults(back) == []
    assert stat.S_IMODE((back / "people" / "people.sqlite").stat().st_mode) == 0o600
    monkeypatch.setenv("PEAK_STORE", str(back))
    assert [one.title for one in questions.of_person("甲", "saved")] == ["一"]


def test_a_log_that_lost_lines_does_not_take_the_place_of_the_backups(own: Path, tmp_path: Path) -> None:
    note(own, "一")
    make(tmp_path / "backup", Wanted(), quiet)
    held = manifest.read(tmp_path / "backup").in_room("people")
    people_file.path().unlink()
    (lost,) = make(tmp_path / "backup", Wanted(), quiet).faults
    note(own, "另一个")
    (other,) = make(tmp_path / "backup", Wanted(), quiet).faults
    assert "lacks lines of the audit log" in lost == other
    assert manifest.read(tmp_path / "backup").in_room("people") == held
    assert make(tmp_path / "fresh", Wanted(), quiet).faults == ()


def test_a_damaged_image_is_made_anew_and_a_damaged_file_stops_in_words(own: Path, tmp_path: Path) -> None:
    note(own, "一")
    make(tmp_path / "backup", Wanted(), quiet)
    (name,) = manifest.read(tmp_path / "backup").in_room("people")
    (tmp_path / "backup" / name).write_bytes(b"damaged" * 2000)
    made = make(tmp_path / "backup", Wanted(check=True), quiet)
    assert made.healed == (name,) and main(["list", str(tmp_path / "backup"), "--check"]) == 0
    people_file.path().write_bytes(b"damaged" * 2000)
    with pytest.raises(BackupError, match=r"无法备份.*the older backup holds"):
        make(tmp_path / "backup", Wanted(), quiet)
    assert main(["list", str(tmp_path / "backup"), "--check"]) == 0


def test_what_was_pruned_after_its_time_is_no_loss(own: Path, tmp_path: Path) -> None:
    note(own, "一")
    make(tmp_path / "backup", Wanted(), quiet)
    note(own, "二")
    with sqlite3.connect(people_file.path()) as connection:
        connection.execute("DROP TRIGGER audit_is_kept")
        connection.execute("DELETE FROM audit WHERE about <> '二'")
    connection.close()
    assert make(tmp_path / "backup", Wanted(), quiet).faults == ()
