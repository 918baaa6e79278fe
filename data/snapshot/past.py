"""Past snapshots that were pruned, or that this program cannot read: made again when asked for."""

from data.keep import journal, lock
from data.snapshot import finished, naming, publish


def generation_of(snapshot_id: str) -> int | None:
    """The generation whose snapshot has, or had, this id; None for any other text."""
    asked = naming.generation_of(snapshot_id)
    for entry in journal.read():
        own = entry.snapshot.removesuffix(".duckdb") == snapshot_id
        if own or (snapshot_id.endswith(naming.REBUILT) and asked == entry.generation):
            return entry.generation
    return None


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
