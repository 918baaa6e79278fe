"""Past snapshots that were pruned, or that this program cannot read: made again when asked for."""

from pathlib import Path

from data import places
from data.keep import journal, lock, pointer
from data.keep.errors import NoSuchGeneration
from data.keep.journal import Entry
from data.snapshot import finished, naming, publish


def generation_of(snapshot_id: str) -> int | None:
    """The generation whose snapshot has, or had, this id; None for any other text."""
    asked = naming.generation_of(snapshot_id)
    for entry in journal.read():
        own = entry.snapshot.removesuffix(".duckdb") == snapshot_id
        if own or (snapshot_id.endswith(naming.REBUILT) and asked == entry.generation):
            return entry.generation
    return None


def file_of(generation: int) -> Path | None:
    """The snapshot of a generation that this program can read, made again where there is none.

    None for 0, before the first. Raises NoSuchGeneration, and what `again` raises.
    """
    open_now = pointer.current()
    if open_now is not None and naming.generation_of(open_now.name) == generation and open_now.exists():
        return open_now
    if generation == 0:
        return None
    entry = next((item for item in journal.read() if item.generation == generation), None)
    if entry is None:
        raise NoSuchGeneration(generation)
    wanted = finished.columns_of(open_now) if open_now is not None and open_now.exists() else set()
    if readable(entry, wanted) is None:
        again(generation)
    return readable(entry, wanted)


def readable(entry: Entry, wanted: set[tuple[str, str]]) -> Path | None:
    """The file of a generation that has these columns: as published, else what stands in for it."""
    lies = [places.snapshots() / entry.snapshot, *publish.standing_in(entry)]
    return next((path for path in lies if path.exists() and wanted <= finished.columns_of(path)), None)


def again(generation: int) -> None:
    """Makes the snapshot of a generation readable again, unless it is by now; a few seconds, under the lock.

    It goes away at the next pruning. Raises what `data.keep.faults` has words for; nothing is changed then.
    """
    with lock.held(what="rebuild"):
        publish.recover()
        entries = journal.read()
        newest = publish.shown(entries[-1]) if entries else None
        wanted = finished.columns_of(newest) if newest else set()
        known = [entry for entry in entries if entry.generation == generation]
        if not (known and publish.is_readable(known[0], wanted)):
            publish.rebuild(generation, entries)
