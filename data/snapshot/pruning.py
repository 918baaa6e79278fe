"""Removes the snapshots that the rule does not keep; the archive is never touched, and can make each again."""

import logging
from collections.abc import Sequence

from data import places
from data.keep import pointer
from data.keep.journal import Entry
from data.snapshot import naming, retention

LOG = logging.getLogger(__name__)


def prune(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Removes what lies of generations that the rule does not keep; under the lock, the pointer turned.

    Snapshots, what stands in for them, and the seals beside them. Readers that hold a file open go on
    reading it. What cannot be removed (in use on Windows, no rights) is logged and goes the next time.
    """
    kept = retention.kept(entries)
    shown = pointer.current()
    removed = []
    for path in sorted(places.snapshots().iterdir()):
        generation = naming.generation_of(path.name)
        if generation is None or generation in kept or path == shown or generation > len(entries):
            continue
        try:
            path.unlink()
        except OSError:
            LOG.warning("a snapshot could not be pruned now: %s", path.name, exc_info=True)
        else:
            removed.append(path.name)
    return tuple(removed)
