"""Writes are whole and new, and durable where they were renamed to."""

import hashlib
import os
from pathlib import Path

import pytest

from data import places
from data.keep import durable


def test_a_file_is_written_once_and_replaced_whole(tmp_path: Path) -> None:
    durable.write_new(tmp_path / "a", b"one")
    with pytest.raises(FileExistsError):
        durable.write_new(tmp_path / "a", b"two")
    (tmp_path / "room").mkdir()
    durable.sync_file(tmp_path / "a")
    durable.replace(tmp_path / "a", tmp_path / "room" / "b")
    assert (tmp_path / "room" / "b").read_bytes() == b"one" and not (tmp_path / "a").exists()
    assert durable.sha256(tmp_path / "room" / "b") == hashlib.sha256(b"one").hexdigest()


def test_a_copy_has_the_same_bytes_where_the_disk_shares_blocks_and_where_it_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bytes(range(256)) * 5_000
    (tmp_path / "a").write_bytes(content)
    wanted = hashlib.sha256(content).hexdigest()

    def refused(*_: int) -> int:
        raise OSError(18, "Invalid cross-device link")

    assert durable.copied(tmp_path / "a", tmp_path / "b") == wanted
    monkeypatch.setattr(os, "copy_file_range", lambda read, write, count: 0, raising=False)
    assert durable.copied(tmp_path / "a", tmp_path / "c") == wanted
    monkeypatch.setattr(os, "copy_file_range", refused, raising=False)
    assert durable.copied(tmp_path / "a", tmp_path / "d") == wanted
    monkeypatch.delattr(os, "copy_file_range")
    assert durable.copied(tmp_path / "a", tmp_path / "e") == wanted
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {content}


def test_the_rooms_of_a_store_are_made(store: Path) -> None:
    durable.make_rooms()
    durable.make_rooms()
    rooms = (places.archive(), places.snapshots(), places.tmp(), places.refused())
    assert all(room.is_dir() and room.parent == store for room in rooms)


def test_that_the_rooms_are_there_is_durable_before_the_first_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "deep" / "er" / "store"
    monkeypatch.setenv("PEAK_STORE", str(store))
    synced: list[Path] = []
    monkeypatch.setattr(durable, "sync_folder", synced.append)
    durable.make_rooms()
    assert synced == [store, store.parent, store.parent.parent, tmp_path]
    durable.make_rooms()  # whoever made them may have been cut off before the sync
    assert synced[4:] == [store, store.parent]
    (store / "journal.jsonl").write_bytes(b"{}\n")
    synced.clear()
    durable.make_rooms()
    assert synced == []
    (store / "refused").rmdir()
    durable.make_rooms()
    assert synced == [store, store.parent]
