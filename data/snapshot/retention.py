"""Which generations keep their snapshot on disk: the newest, and the first of each month."""

from collections.abc import Sequence

from data.keep.journal import Entry
from data.plan import plan


def newest() -> int:
    """How many of the newest generations keep their snapshot: `[store] newest_snapshots`, at least two.

    The newest is always compared with the one before.
    """
    return max(2, int(plan().setting("store", "newest_snapshots")))


def kept(entries: Sequence[Entry]) -> frozenset[int]:
    """The generations whose snapshot must be on disk: the newest by setting, the first of each month (China).

    `entries` are the journal's, oldest first. What is not named here may be pruned: the archive has it all,
    and `publish.rebuild` makes it again.
    """
    firsts: dict[str, int] = {}
    for entry in entries:
        firsts.setdefault(entry.at[:7], entry.generation)
    return frozenset(firsts.values()) | {entry.generation for entry in entries[-newest() :]}
