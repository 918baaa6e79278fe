"""Removes the snapshots that the rule does not keep; the archive, which can make each again, stays."""

import logging
from collections.abc import Collection, Sequence
from pathlib import Path

from data import places
from data.keep import pointer
from data.keep.journal import Entry
from data.snapshot import naming, retention

LOG = logging.getLogger(__name__)


def prune(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Removes what lies of generations that the rule does not keep; under the lock, the pointer turned.

    Snapshots, what stands in for them, and the seals beside them; their names. Readers that hold a file open
    go on reading it. Never fails: what cannot be removed (in use on Windows, no rights) is logged and goes
    the next time.
    """
    removed, kept, newest = [], retention.kept(entries), entries[-1].generation
    for path in sorted(places.snapshots().glob("snap-*")):
        if not may_go(path, kept, newest):
            continue
        try:
            path.unlink(missing_ok=True)
        except OSError:
            LOG.warning("a snapshot could not be pruned now: %s", path.name, exc_info=True)
        else:
            removed.append(path.name)
    return tuple(removed)


def may_go(path: Path, kept: Collection[int], newest: int) -> bool:
    """Whether a file lies there of a generation that was published and is not kept."""
    generation = naming.generation_of(path.name)
    known = generation is not None and generation <= newest
    return known and generation not in kept and path != pointer.current()
