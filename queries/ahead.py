"""Answers again, of what was just published, what people asked of the one before: nobody waits for it.

What another process published is shown once all that is answered, or half a second after it came: until
then visitors are shown the publication before. Whoever comes then asks as always and shares what is being
answered. What this process published is shown at once: somebody who sits before it waits to see it.
"""

import logging
import threading
import time

import duckdb

from data.keep import pointer
from queries import ask, readers
from queries.snapshots import NoSnapshot, Snapshot

LOG = logging.getLogger("peak.ahead")
RECENT = 600.0  # seconds: who has not been asked for so long is not waited for
EVERY = 0.1  # seconds between two looks at what is published
MOST = 0.45  # seconds after which a publication is shown, answered or not


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
    """Looks what is published, answers ahead when it is something else, and says which of both is shown."""

    def __init__(self) -> None:
        self.seen: Snapshot | None = None
        self.showing: Snapshot | None = None

    def shown(self, published: Snapshot) -> Snapshot:
        """What visitors are shown: what is published, or for a moment the publication before."""
        before = self.showing
        if before is not None and before != published and before.path.exists() and is_new(published):
            return before
        self.showing = published
        return published

    def look(self) -> int:
        """How many questions were answered ahead: none while the same is published."""
        try:
            published = ask.current()
            before, self.seen = self.seen, published
            return answer(before, published) if before and before != published else 0
        except NoSnapshot:
            return 0
        finally:
            self.showing = self.seen

    def keep(self) -> None:
        """Looks for as long as the process lives."""
        while True:
            try:
                self.look()
            except Exception:
                LOG.exception("answering ahead failed")
            time.sleep(EVERY)


_watches: list[Watch] = []  # of this process: one of a server, none of a command


def is_new(published: Snapshot) -> bool:
    """Whether another process published this, a moment ago."""
    try:
        return not pointer.is_ours(published.path) and 0 <= pointer.age() < MOST
    except OSError:
        return False


def shown() -> Snapshot:
    """The snapshot that visitors are shown: the published one, of a server for a moment the one before.

    Raises NoSnapshot before the first publication.
    """
    published = ask.current()
    return _watches[-1].shown(published) if _watches else published


def begin() -> threading.Thread:
    """Starts the thread that looks; it ends with the process."""
    _watches[:] = [Watch()]
    thread = threading.Thread(target=_watches[0].keep, name="peak-ahead", daemon=True)
    thread.start()
    return thread
