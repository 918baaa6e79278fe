"""The disk of the power cuts keeps what was synced, may lose the rest, never makes half a rename."""

import random
import tempfile
from pathlib import Path

from tests.torture.disk import Disk, Event

ROOT = "/room"


def event(kind: str, path: str, other: str = "", offset: int = 0, data: bytes = b"") -> Event:
    return Event(kind, f"{ROOT}{path}", f"{ROOT}{other}" if other else "", offset, data)


def left(calls: list[Event], into: Path, *, syncs: bool = True, cuts: int = 60) -> set[tuple[str, ...]]:
    """Every set of files (name=content) that cuts after these calls left."""
    disk = Disk(ROOT, syncs=syncs)
    for call in calls:
        disk.happen(call)
    found = set()
    for seed in range(cuts):
        room = Path(tempfile.mkdtemp(dir=into))
        disk.after_a_cut(random.Random(seed), room)
        files = sorted(path for path in room.rglob("*") if path.is_file())
        found.add(tuple(f"{path.relative_to(room)}={path.read_text()}" for path in files))
    return found


WRITTEN = [event("create", "/a"), event("write", "/a", data=b"one")]
SYNCED = [*WRITTEN, event("sync", "/a"), event("sync", "")]


def test_what_is_synced_with_its_folder_is_there(tmp_path: Path) -> None:
    assert left(SYNCED, tmp_path) == {("a=one",)}
    assert () in left(SYNCED, tmp_path, syncs=False)


def test_what_is_not_synced_may_be_there_missing_or_torn_from_the_start(tmp_path: Path) -> None:
    assert left(WRITTEN, tmp_path, cuts=300) == {(), ("a=",), ("a=o",), ("a=on",), ("a=one",)}
    unnamed = left([*WRITTEN, event("sync", "/a")], tmp_path)
    assert unnamed == {(), ("a=one",)}  # the bytes are safe, the name is not


def test_a_rename_happens_whole_or_not_at_all(tmp_path: Path) -> None:
    calls = [*SYNCED, event("mkdir", "/room"), event("sync", ""), event("rename", "/a", "/room/b")]
    assert left(calls, tmp_path) == {("a=one",), ("room/b=one",)}
    assert left([*calls, event("sync", "/room")], tmp_path) == {("room/b=one",)}


def test_a_second_write_may_come_without_the_first_only_over_old_bytes(tmp_path: Path) -> None:
    grown = [*SYNCED, event("write", "/a", offset=3, data=b"2"), event("write", "/a", offset=4, data=b"3")]
    assert left(grown, tmp_path, cuts=200) == {("a=one",), ("a=one2",), ("a=one23",)}
    over = [*SYNCED, event("write", "/a", data=b"O"), event("write", "/a", offset=1, data=b"N")]
    assert ("a=oNe",) in left(over, tmp_path, cuts=200)


def test_what_was_cut_away_or_unlinked_may_still_be_there(tmp_path: Path) -> None:
    assert left([*SYNCED, event("truncate", "/a", offset=1)], tmp_path) == {("a=one",), ("a=o",)}
    assert left([*SYNCED, event("unlink", "/a")], tmp_path) == {("a=one",), ()}
