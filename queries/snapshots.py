"""Finds snapshots on disk: the published one, an earlier one by its id, the one to compare with."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from data import places
from data.keep import pointer

REBUILT = "-rebuilt"
COLUMNS = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
STANDS_IN_FOR = "SELECT value FROM meta WHERE key = 'published_as'"


class NoSnapshot(Exception):
    """Nothing has been published yet, or the snapshot asked for is not there."""


class SnapshotGone(NoSnapshot):
    """Something is published, and the file that readers should open is not there."""


class NoPrevious(NoSnapshot):
    """The snapshot to compare with, of `generation`, was pruned; the archive has all to make it again."""

    def __init__(self, generation: int) -> None:
        self.generation = generation
        super().__init__(
            f"第 {generation} 次发布的快照不在磁盘上：python -m data.ingest rebuild {generation} / "
            f"the snapshot of generation {generation} is not on disk"
        )


@dataclass(frozen=True)
class Snapshot:
    """A file that can be read: its id (also its file name without ending), path and generation."""

    id: str
    path: Path
    generation: int

    @property
    def rebuilt(self) -> bool:
        """Whether it stands in for the snapshot that was published."""
        return self.id.endswith(REBUILT)


def at(path: Path) -> Snapshot:
    """The snapshot in a file of snapshots."""
    return Snapshot(path.stem, path, int(path.stem.split("-")[1]))


def snapshots() -> list[Snapshot]:
    """Every snapshot still on disk, oldest first; what stands in for a published one after it."""
    return [at(path) for path in sorted(places.snapshots().glob("snap-*.duckdb"))]


def current() -> Snapshot:
    """The snapshot that is published now. Raises NoSnapshot before the first publication."""
    path = pointer.current()
    if path is None:
        raise NoSnapshot("尚无已发布的数据 / nothing has been published yet")
    if not path.exists():
        raise SnapshotGone(f"没有快照 {path.stem} / no such snapshot")
    return at(path)


def find(snapshot_id: str) -> Snapshot:
    """The snapshot of that id as it was published; else the one that was built again for it.

    Raises NoSnapshot when neither is on disk, or neither has what this program reads.
    """
    path = places.snapshots() / f"{snapshot_id}.duckdb"
    known = path.parent == places.snapshots() and snapshot_id.startswith("snap-")
    if known and path.exists() and readable(path):
        return at(path)
    for other in snapshots() if known else []:
        same_generation = other.rebuilt and other.id.split("-")[1] == snapshot_id.split("-")[1]
        if same_generation and readable(other.path) and stands_in_for(other.path, snapshot_id):
            return other
    raise NoSnapshot(f"没有快照 {snapshot_id} / no such snapshot")


def previous(snapshot: Snapshot, generation: int | None = None) -> list[Snapshot]:
    """The snapshots of the generation before (or of the one named), best first: as published, unless this
    one is rebuilt too.

    None before the first generation. Raises NoPrevious where that of a later one is not on disk: what is
    compared with any other generation would show what others changed.
    """
    before = snapshot.generation - 1 if generation is None else generation
    found = [item for item in snapshots() if item.generation == before]
    if before > 0 and not found:
        raise NoPrevious(before)
    return sorted(found, key=lambda item: item.rebuilt != snapshot.rebuilt)


def readable(path: Path) -> bool:
    """Whether a file has every column that the published one has: an earlier program made fewer."""
    newest = current().path
    return path == newest or columns(newest) <= columns(path)


def columns(path: Path) -> frozenset[tuple[str, str]]:
    """Every (table, column) of a snapshot file; none of a file that cannot be opened (now)."""
    try:
        return columns_in(path, path.stat().st_ino)
    except (duckdb.Error, OSError):
        return frozenset()


@cache
def columns_in(path: Path, _: int) -> frozenset[tuple[str, str]]:
    """What stands in a file, which never changes; another file of that name has another number."""
    with duckdb.connect(str(path), read_only=True) as database:
        return frozenset(database.execute(COLUMNS).fetchall())


def stands_in_for(path: Path, snapshot_id: str) -> bool:
    """Whether a snapshot was built again for this one, or for one that stood in for the same before."""
    with duckdb.connect(str(path), read_only=True) as database:
        found = database.execute(STANDS_IN_FOR).fetchall()
    return snapshot_id.endswith(REBUILT) or (snapshot_id,) in found
