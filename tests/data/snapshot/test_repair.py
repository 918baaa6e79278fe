"""What can be derived is made again; what only a backup has is named; a second run finds nothing to do."""

from pathlib import Path

import pytest

from data import places
from data.ingest import again
from data.keep import archive, durable, journal, pointer
from data.keep.archive import Receipt
from data.snapshot import publish, repair, verify
from data.snapshot.repair import Repaired
from tests.support.harm import flip, overwrite, state


def upload() -> str:
    return journal.read()[0].uploads[0]


def snapshots() -> list[Path]:
    return [places.snapshots() / entry.snapshot for entry in journal.read()]


def test_a_sound_store_is_left_as_it_is(own: Path) -> None:
    before = state(own)
    assert repair.repair(again.rows) == Repaired() and state(own) == before


def test_pointer_snapshots_rows_and_torn_line_are_made_again_once(own: Path) -> None:
    publish.publish("rollback", "乙", to_generation=1)
    rows = archive.rows_file(upload()).read_bytes()
    older, newest = snapshots()
    flip(older, 5000)
    flip(newest, -1)
    overwrite(archive.rows_file(upload()), b"other")
    places.current_pointer().write_bytes(b"\xff")
    with places.journal().open("ab") as file:
        file.write(b"{")
    answer = repair.repair(again.rows)
    assert answer.from_backup == [] and verify.faults() == []
    told = " ".join(answer.done)
    assert len(answer.done) == 5 and older.name in told and newest.name in told and "CURRENT" in told
    assert archive.rows_file(upload()).read_bytes() == rows and pointer.current() == newest
    before = state(own)
    assert repair.repair(again.rows) == Repaired() and state(own) == before


def test_a_lost_older_snapshot_within_the_rule_comes_back(own: Path) -> None:
    publish.publish("rollback", "乙", to_generation=1)
    snapshots()[0].unlink()
    assert [snapshots()[0].name in item for item in repair.repair(again.rows).done] == [True]
    assert verify.faults() == []


def test_a_damaged_stand_in_goes_when_the_published_file_is_whole(own: Path) -> None:
    stray = places.snapshots() / "snap-000001-0123456789ab-01234567-rebuilt.duckdb"
    stray.write_bytes(b"no database")
    assert len(repair.repair(again.rows).done) == 1
    assert verify.faults() == [] and not stray.exists()


@pytest.mark.parametrize("name", ["original.xlsx", "receipt.json"])
def test_what_only_a_backup_has_is_named_each_time(own: Path, name: str) -> None:
    flip(archive.folder(upload()) / name, 5)
    for _ in range(2):
        answer = repair.repair(again.rows)
        assert answer.done == []
        assert all(f"archive/{upload()}" in item and "from backup" in item for item in answer.from_backup)
        assert len(answer.from_backup) == 1


def test_rows_without_their_original_are_named(own: Path) -> None:
    flip(archive.folder(upload()) / "original.xlsx", 5)
    overwrite(archive.rows_file(upload()), b"other")
    snapshots()[0].unlink()
    answer = repair.repair(again.rows)
    assert answer.done == [] and "解析记录与原始文件都已损坏" in answer.from_backup[1]
    assert "archive/" in answer.from_backup[2]  # and so the snapshot cannot be built


def test_with_a_damaged_journal_nothing_is_touched(own: Path) -> None:
    overwrite(archive.rows_file(upload()), b"other")
    overwrite(places.journal(), places.journal().read_bytes().replace(b"accept", b"acceqt"))
    before = state(own)
    answer = repair.repair(again.rows)
    assert answer.done == [] and "从备份恢复" in answer.from_backup[0] and state(own) == before


def test_a_repair_that_breaks_off_anywhere_is_taken_up_by_the_next(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip(snapshots()[0], 5000)
    overwrite(archive.rows_file(upload()), b"other")
    places.current_pointer().unlink()
    steps = 0
    real = durable.replace

    def broken(source: Path, target: Path) -> None:
        nonlocal steps
        steps += 1
        if steps == limit:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(durable, "replace", broken)
    for limit in range(1, 10):  # noqa: B007 - `broken` reads it
        steps = 0
        try:
            repair.repair(other_bytes)
        except KeyboardInterrupt:
            continue
        break
    assert limit >= 4 and verify.faults() == []


def other_bytes(content: bytes, known: Receipt) -> bytes:
    """What a newer program makes of an original: the same rows in other bytes."""
    return again.rows(content, known).replace(b"parquet-cpp", b"parquet-xpp")
