"""Answers again, of what was just published, what people asked of the one before: nobody waits for it.

Whoever comes meanwhile asks as always and shares what is being answered.
"""

import logging
import threading
import time

import duckdb

from queries import ask, readers
from queries.snapshots import NoSnapshot, Snapshot

LOG = logging.getLogger("peak.ahead")
RECENT = 600.0  # seconds: who has not been asked for so long is not waited for
EVERY = 0.25  # seconds between two looks at what is published


def wanted(snapshot: Snapshot, now: float) -> list[ask.Kept]:
    """What was asked of a snapshot lately by those who see all of it, the latest first."""
    with readers.LOCK:
        every = list(ask.ANSWERS.items())
    return [
        kept
        for key, kept in reversed(every)
        if key[0] == snapshot.path and kept.own is None and now - kept.wanted < RECENT
    ]


def answer(before: Snapshot, published: Snapshot) -> int:
    """Answers all that; how many questions. Stops where something newer is published meanwhile.

    A question that cannot be answered is left to whoever asks it, who is told why.
    """
    done = 0
    for kept in wanted(before, time.monotonic()):
        if ask.current() != published:
            break
        try:
            ask.answer(kept.name, published.id, kept.given, kept.before)
            done += 1
        except (duckdb.Error, NoSnapshot) as fault:
            LOG.info("%s is not answered ahead: %s", kept.name, fault)
    return done


class Watch:
    """Looks what is published, and answers ahead when it is something else."""

    def __init__(self) -> None:
        self.seen: Snapshot | None = None

    def look(self) -> int:
        """How many questions were answered ahead: none while the same is published."""
        try:
            published = ask.current()
            before, self.seen = self.seen, published
            return answer(before, published) if before and before != published else 0
        except NoSnapshot:
            return 0

    def keep(self) -> None:
        """Looks for as long as the process lives."""
        while True:
            try:
                self.look()
            except Exception:
                LOG.exception("answering ahead failed")
            time.sleep(EVERY)


def begin() -> threading.Thread:
    """Starts the thread that looks; it ends with the process."""
    thread = threading.Thread(target=Watch().keep, name="peak-ahead", daemon=True)
    thread.start()
    return thread
