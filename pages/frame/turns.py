"""One page after the other: two that are drawn at once share one interpreter, and both come late.

Whoever comes first is ready first; the others wait for a short run, never for a long one. Of fifty visitors
the slowest twentieth waits half to three quarters as long as if all were drawn at once.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

LONG = 0.2  # seconds after which nobody waits any more for a run: most take a tenth of one at most


class Turn:
    """One run's place in the row."""

    def __init__(self, row: "Row") -> None:
        self.row = row

    def give_back(self) -> None:
        """Lets the next one begin: what follows waits for something else, or may take long."""
        self.row.leave(self)


class Row:
    """Those that are being drawn, and those that wait, in the order in which they came."""

    def __init__(self, long: float = LONG) -> None:
        self.long = long
        self.news = threading.Condition()
        self.waiting: deque[Turn] = deque()
        self.begun: dict[Turn, float] = {}  # when, of the monotonic clock

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Waits until it is one's turn; the next one's comes when this is left or given back."""
        mine = Turn(self)
        self.enter(mine)
        try:
            yield mine
        finally:
            self.leave(mine)

    def enter(self, mine: Turn) -> None:
        """Waits for everybody who came before, but for nobody longer than `long`."""
        with self.news:
            self.waiting.append(mine)
            while self.waiting[0] is not mine or self.left() > 0:
                self.news.wait(self.left() if self.waiting[0] is mine else None)
            self.waiting.popleft()
            self.begun[mine] = time.monotonic()
            self.news.notify_all()

    def leave(self, mine: Turn) -> None:
        """Lets the next one begin, where this one has not done so before."""
        with self.news:
            if self.begun.pop(mine, None) is not None:
                self.news.notify_all()

    def left(self) -> float:
        """Seconds for which somebody may have to be waited for at most; none or less: for nobody."""
        return max((began + self.long for began in self.begun.values()), default=0.0) - time.monotonic()


ROW = Row()
