"""A snapshot is opened once, read only, and beside it the one it is compared with."""

import os
import shutil
import threading
from pathlib import Path

import duckdb
import pytest

from queries import ask as asking
from queries import readers


def test_readers_cannot_write_the_snapshot(sample_store: Path) -> None:
    reader = readers.reader(asking.current(), None)
    with pytest.raises(duckdb.Error):
        reader.execute("DELETE FROM snapshot.progress")


def test_what_is_compared_is_opened_beside_what_is_open_already(sample_store: Path) -> None:
    asking.forget()
    *_, first, second, third = asking.snapshots()
    for snapshot, other in ((third, None), (third, second), (third, first)):
        readers.reader(snapshot, other)
    alone, beside, another = readers.READERS.values()
    assert beside.database is alone.database and another.database is not alone.database
    counted = "SELECT count(*) FROM previous.uploads"
    before = [readers.reader(third, other).execute(counted).fetchall()[0][0] for other in (first, second)]
    assert before[0] < before[1]
    assert readers.is_open(third.path) and not readers.is_open(second.path)
    asking.forget()


def test_nobody_waits_for_the_opening_of_what_others_ask(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.forget()
    *_, earlier, newest = asking.snapshots()
    readers.reader(earlier, None)
    begun, over, real = threading.Event(), threading.Event(), readers.opened

    def opened(*given: object) -> readers.Reader:
        begun.set()
        assert over.wait(60.0)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(readers, "opened", opened)
    asked = [threading.Thread(target=readers.reader, args=(newest, None)) for _ in range(2)]
    for thread in asked:
        thread.start()
    assert begun.wait(60.0)
    readers.says(earlier)
    assert not readers.is_open(newest.path)
    over.set()
    for thread in asked:
        thread.join()
    assert list(readers.READERS) == [(earlier.path, None), (newest.path, None)], "opened once for both"
    asking.forget()


def test_only_so_many_stay_open(sample_store: Path, tmp_path: Path) -> None:
    asking.forget()
    newest = asking.current()
    for number in range(readers.OPEN_READERS + 1):
        path = tmp_path / f"snap-{number:06}-copy.duckdb"
        os.link(newest.path, path)
        readers.reader(asking.Snapshot(path.stem, path, number), None)
    assert len(readers.READERS) == readers.OPEN_READERS and not readers.is_open(
        tmp_path / "snap-000000-copy.duckdb"
    )
    asking.forget()


def test_another_file_of_the_same_name_is_opened_anew(own_sample_store: Path) -> None:
    newest = asking.current()
    readers.reader(newest, None)
    opened = readers.READERS[newest.path, None]
    readers.reader(newest, None)
    assert readers.READERS[newest.path, None] is opened
    copy = newest.path.with_suffix(".new")
    shutil.copyfile(newest.path, copy)
    copy.replace(newest.path)
    readers.reader(newest, None)
    assert readers.READERS[newest.path, None] is not opened


def test_a_reader_that_met_damage_is_closed_with_all_that_share_its_file(sample_store: Path) -> None:
    *_, before, newest = asking.snapshots()
    readers.reader(newest, None)
    readers.reader(newest, before)
    with pytest.raises(duckdb.BinderException), readers.closing_where_damaged(newest, before):
        raise duckdb.BinderException("a question that names what is not there")
    assert readers.is_open(newest.path)
    with pytest.raises(duckdb.IOException), readers.closing_where_damaged(newest, before):
        raise duckdb.IOException("a block that is not what it was")
    assert not readers.is_open(newest.path)
