"""The rooms of a store are measured as they lie, the largest first."""

from pathlib import Path

from data.keep import rooms


def test_every_room_is_told_with_its_files_and_bytes(store: Path) -> None:
    assert rooms.rooms() == []
    (store / "archive" / "one").mkdir(parents=True)
    (store / "archive" / "one" / "a").write_bytes(b"x" * 10)
    (store / "archive" / "b").write_bytes(b"x" * 5)
    (store / "snapshots").mkdir()
    (store / "journal.jsonl").write_bytes(b"x" * 7)
    (store / "CURRENT").write_bytes(b"x")
    told = [(room.name, room.files, room.size) for room in rooms.rooms()]
    assert told == [("archive", 2, 15), ("journal", 2, 8), ("snapshots", 0, 0)]
    assert rooms.has("archive", "b") and not rooms.has("archive", "c")


def test_the_disk_is_known_before_there_is_a_store(store: Path) -> None:
    disk = rooms.disk()
    assert 0 < disk.free <= disk.size and 0 <= disk.used_percent <= 100
    assert rooms.Disk(0, 0).used_percent == 0.0
