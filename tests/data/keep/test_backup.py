"""A backup holds what the store held at one moment, costs what is new, and never spoils the one before."""

import errno
import os
import shutil
import threading
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.keep import backup, copying, durable, journal, manifest, refused
from data.keep.__main__ import main
from data.keep.backup import Wanted, make
from data.keep.manifest import BackupError
from data.snapshot import publish, retention
from tests.data.keep.conftest import accept
from tests.support.numbers import energy_row

ALL = Wanted(retention.kept, refused=True)


def quiet(_: str) -> None:
    """Progress nobody reads."""


def inside(folder: Path, room: str) -> dict[str, bytes]:
    """Every file of a room by its place."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / room).rglob("*"))
        if path.is_file()
    }


def restored(folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Brings a backup back into an empty store and says the answer of the command."""
    with monkeypatch.context() as patch:
        patch.setenv("PEAK_STORE", str(store))
        return main(["restore", str(folder), "--json"])


def test_a_backup_is_the_store_again_file_by_file(own: Path, tmp_path: Path) -> None:
    refused.keep(b"no workbook", "坏.xlsx", "乙", "2026-01-01", "a" * 64, [])
    folder = tmp_path / "backup"
    made = make(folder, ALL, quiet)
    assert made.generation == 2 and made.faults == () and made.copied_files == made.files - 1
    for room in ("archive", "snapshots", "refused"):
        assert inside(folder, room) == inside(own, room), room
    assert (folder / "journal.jsonl").read_bytes() == (own / "journal.jsonl").read_bytes()
    assert any("/evidence/" in name for name in inside(folder, "archive"))
    held = manifest.read(folder)
    assert manifest.faults(folder, held) == [] and held.generation == 2
    size = sum(
        path.stat().st_size
        for path in own.rglob("*")
        if path.is_file() and path.name not in ("CURRENT", "lock")
    )
    assert made.copied_bytes == size


def test_refused_files_and_snapshots_are_held_by_option(own: Path, tmp_path: Path) -> None:
    refused.keep(b"no workbook", "坏.xlsx", "乙", "2026-01-01", "a" * 64, [])
    make(tmp_path / "plain", Wanted(), quiet)
    assert inside(tmp_path / "plain", "refused") == {} and inside(tmp_path / "plain", "snapshots") == {}
    make(tmp_path / "all", ALL, quiet)
    make(tmp_path / "all", Wanted(), quiet)  # what is not asked for now is not thrown away
    assert len(inside(tmp_path / "all", "refused")) == 2 and len(inside(tmp_path / "all", "snapshots")) == 2


def test_a_second_backup_of_an_unchanged_store_copies_nothing(own: Path, tmp_path: Path) -> None:
    make(tmp_path / "backup", ALL, quiet)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "backup" / "archive").rglob("*")}
    made = make(tmp_path / "backup", ALL, quiet)
    assert (made.copied_files, made.copied_bytes) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_only_what_is_new_is_copied(own: Path, tmp_path: Path) -> None:
    make(tmp_path / "backup", ALL, quiet)
    accept("S1", [energy_row(period="2020年")], "又一份.xlsx")
    made = make(tmp_path / "backup", ALL, quiet)
    assert made.generation == 3 and made.copied_files == 5  # original, rows, receipt, snapshot, people
    assert manifest.faults(tmp_path / "backup", manifest.read(tmp_path / "backup")) == []


def test_a_snapshot_that_the_rule_prunes_leaves_the_backup_too(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    make(folder, ALL, quiet)
    make(folder, Wanted(lambda entries: {entries[-1].generation}), quiet)
    assert [name.rsplit("/")[-1] for name in inside(folder, "snapshots")] == [journal.read()[-1].snapshot]
    assert len({name.split("/")[1] for name in inside(folder, "archive")}) == 2
    assert manifest.faults(folder, manifest.read(folder)) == []


class PowerCut(BaseException):
    """Nothing runs after it."""


def broken_at(number: int, monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> Callable[[], int]:
    """Lets the n-th sync or rename from now on fail; gives how many there were."""
    count = 0

    def counting(act: Callable[..., Any]) -> Callable[..., Any]:
        def acted(*args: Any, **words: Any) -> Any:
            nonlocal count
            count += 1
            if count == number:
                raise fault
            return act(*args, **words)

        return acted

    for name in ("fsync", "replace", "unlink"):
        monkeypatch.setattr(os, name, counting(getattr(os, name)))
    return lambda: count


@pytest.mark.slow
@pytest.mark.parametrize("fault", [PowerCut(), OSError(errno.EIO, "Input/output error")], ids=["power", "io"])
def test_a_backup_that_breaks_off_anywhere_leaves_the_older_one_whole(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    old = tmp_path / "old"
    make(old, Wanted(), quiet)
    accept("S1", [energy_row(period="2020年")], "又一份.xlsx")
    with monkeypatch.context() as patch:
        steps = broken_at(0, patch, fault)
        shutil.copytree(old, tmp_path / "counted")
        make(tmp_path / "counted", Wanted(), quiet)
        total = steps()
    assert total > 10
    generations = []
    for number in range(1, total + 1):
        folder = tmp_path / f"broken-{number}"
        shutil.copytree(old, folder)
        with monkeypatch.context() as patch:
            broken_at(number, patch, fault)
            raised = broke_off(folder, type(fault))
        held = manifest.read(folder)
        assert raised or held.generation == 3, "only what the older backup left may stay without a word"
        assert manifest.faults(folder, held) == [], number
        generations.append(held.generation)
        if number == total // 2:
            assert restored(folder, tmp_path / f"restored-{number}", monkeypatch) == 0
        again = make(folder, Wanted(), quiet)
        assert again.generation == 3 and manifest.faults(folder, manifest.read(folder)) == []
    assert generations == sorted(generations) and set(generations) == {2, 3}


def broke_off(folder: Path, fault: type[BaseException]) -> bool:
    """Whether a backup ends with a fault."""
    try:
        make(folder, Wanted(), quiet)
    except fault:
        return True
    return False


def test_the_first_backup_that_breaks_off_says_that_nothing_can_be_restored(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        broken_at(8, patch, PowerCut())
        with pytest.raises(PowerCut):
            make(tmp_path / "backup", ALL, quiet)
    assert restored(tmp_path / "backup", tmp_path / "empty", monkeypatch) == 1
    assert "尚未完成" in capsys.readouterr().out
    assert make(tmp_path / "backup", ALL, quiet).generation == 2


@pytest.mark.slow
def test_a_backup_made_while_others_publish_is_one_state_of_the_store(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()
    broken: list[BaseException] = []

    def publisher() -> None:
        year = 2010
        try:
            while not stop.is_set() and year < 2020:
                accept("S1", [energy_row(period=f"{year}年")], f"{year}.xlsx")
                year += 1
        except BaseException as fault:
            broken.append(fault)

    thread = threading.Thread(target=publisher)
    thread.start()
    made: list[int] = []
    try:
        while thread.is_alive() and (len(made) < 2 or made[-1] == 2):
            made.append(make(tmp_path / "backup", ALL, quiet).generation)
            held = manifest.read(tmp_path / "backup")
            assert manifest.faults(tmp_path / "backup", held) == []
    finally:
        stop.set()
        thread.join(60)
    assert broken == [] and made == sorted(made) and made[-1] > 2
    assert restored(tmp_path / "backup", tmp_path / "restored", monkeypatch) == 0


def test_a_damaged_file_of_the_store_does_not_replace_the_whole_one(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    make(folder, ALL, quiet)
    original = next((own / "archive").glob("000001*/original.xlsx"))
    whole = original.read_bytes()
    original.write_bytes(whole[:-1] + b"x")
    made = make(folder, ALL, quiet)
    assert [fault.split(":")[0] for fault in made.faults] == [original.relative_to(own).as_posix()]
    assert (folder / original.relative_to(own)).read_bytes() == whole
    shutil.rmtree(original.parent)
    assert len(make(folder, ALL, quiet).faults) == 4 and manifest.faults(folder, manifest.read(folder)) == []


def test_what_was_damaged_before_its_first_backup_is_copied_told_and_later_mended(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "backup"
    original = next((own / "archive").glob("000001*/original.xlsx"))
    whole = original.read_bytes()
    original.write_bytes(whole[:-1] + b"x")
    assert main(["backup", str(folder)]) == 1
    assert original.relative_to(own).as_posix() in capsys.readouterr().out
    original.write_bytes(whole)
    assert make(folder, ALL, quiet).faults == ()
    assert (folder / original.relative_to(own)).read_bytes() == whole


def test_check_reads_the_backup_again_and_heals_it_from_the_store(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    make(folder, ALL, quiet)
    rows = next((folder / "archive").glob("000002*/records.parquet"))
    rows.write_bytes(b"x" + rows.read_bytes()[1:])
    (folder / "journal.jsonl").write_bytes(b"{}")
    assert make(folder, ALL, quiet).healed == ()
    made = make(folder, Wanted(retention.kept, check=True), quiet)
    assert made.healed == (rows.relative_to(folder).as_posix(),)
    assert manifest.faults(folder, manifest.read(folder)) == []


def test_a_folder_of_another_store_or_of_other_things_is_left_alone(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    accept("S1", [energy_row(period="2020年")], "又一份.xlsx")
    make(folder, ALL, quiet)
    lines = (own / "journal.jsonl").read_bytes().splitlines(keepends=True)
    before = inside(folder, "")
    (own / "journal.jsonl").write_bytes(b"".join(lines[:2]))
    (own / "CURRENT").unlink()
    publish.recover()
    with pytest.raises(BackupError, match="另一份数据仓"):
        make(folder, ALL, quiet)
    assert {name: one for name, one in inside(folder, "").items() if name != "lock"} == {
        name: one for name, one in before.items() if name != "lock"
    }
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(BackupError, match="别的内容"):
        make(tmp_path / "photos", ALL, quiet)
    with pytest.raises(BackupError, match="数据仓里"):
        make(own / "backup", ALL, quiet)
    assert not (own / "backup").exists()


def test_a_store_without_a_publication_is_not_backed_up(store: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="尚无发布"):
        make(tmp_path / "backup", ALL, quiet)
    assert not store.exists() and not (tmp_path / "backup").exists()


def test_two_backups_into_one_folder_do_not_meet(own: Path, tmp_path: Path) -> None:
    backup.make_ready(tmp_path / "backup")
    with backup.alone(tmp_path / "backup"), pytest.raises(BackupError, match="另一个备份"):
        make(tmp_path / "backup", ALL, quiet)


def test_a_full_medium_is_told_before_the_first_byte(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 0))
    with pytest.raises(BackupError, match="空间不足"):
        make(tmp_path / "backup", ALL, quiet)
    assert inside(tmp_path / "backup", "archive") == {}


def test_a_medium_that_gives_back_other_bytes_is_not_trusted(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backup"
    make(folder, Wanted(), quiet)
    real = durable.sha256
    with monkeypatch.context() as patch:
        patch.setattr(durable, "sha256", lambda path: "0" * 64 if path.name == "copy" else real(path))
        with pytest.raises(copying.Unequal):
            make(folder, ALL, quiet)
    assert manifest.faults(folder, manifest.read(folder)) == [] and inside(folder, "snapshots") == {}
