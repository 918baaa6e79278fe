"""Lets few children run at once: who waits hears how many are before them, nobody waits without end."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from data.ingest.findings import Finding, Refused
from data.ingest.limits import LIMITS

LOOKS_AGAIN = 0.5  # seconds after which who waits looks again whether the time is up

Waiting = Callable[[int], None]


@dataclass(eq=False)
class Ticket:
    """One who waits; `who` is a session, '' for nobody in particular."""

    who: str


class Turns:
    """A queue before a few places; one session has one place, so that nobody blocks the others."""

    def __init__(self, places: int, waiting: int, seconds: float) -> None:
        self.places, self.waiting, self.seconds = places, waiting, seconds
        self.changed = threading.Condition()
        self.queue: list[Ticket] = []
        self.running: list[Ticket] = []

    @contextmanager
    def taken(self, who: str = "", waiting: Waiting | None = None) -> Iterator[None]:
        """Holds a place for what is done inside; Refused (please try again) when none is to be had.

        `waiting` is told how many are before this one, each time that changes.
        """
        ticket = Ticket(who)
        self._get(ticket, waiting)
        try:
            yield
        finally:
            with self.changed:
                self.running.remove(ticket)
                self.changed.notify_all()

    def _get(self, ticket: Ticket, waiting: Waiting | None) -> None:
        until, told = time.monotonic() + self.seconds, 0
        with self.changed:
            if len(self.queue) >= self.waiting:
                raise Refused(Finding("readers_busy", found=str(len(self.queue))))
            self.queue.append(ticket)
        try:
            while True:
                with self.changed:
                    if self._may_run(ticket):
                        self.running.append(ticket)
                        return
                    before = self._before(ticket)
                    if before == told:
                        self.changed.wait(LOOKS_AGAIN)
                        before = self._before(ticket)
                if time.monotonic() > until:
                    raise Refused(Finding("readers_busy", found=str(before)))
                if before not in (0, told) and waiting is not None:
                    waiting(before)
                told = before
        finally:
            with self.changed:
                self.queue.remove(ticket)
                self.changed.notify_all()

    def _before(self, ticket: Ticket) -> int:
        """How many run or wait before this one."""
        return len(self.running) + self.queue.index(ticket)

    def _may_run(self, ticket: Ticket) -> bool:
        """Whether there is a place, and nobody waits longer who could take it."""
        free = self.places - len(self.running)
        busy = {other.who for other in self.running} - {""}
        for other in self.queue:
            if free <= 0:
                return False
            if other.who in busy:
                continue
            if other is ticket:
                return True
            free -= 1
            busy |= {other.who} - {""}
        return False


TURNS = Turns(LIMITS.at_once, LIMITS.waiting, LIMITS.waiting_seconds)
