"""How much one person or address may ask: buckets that fill up by the minute, and what was sent today."""

import threading
import time
from collections import OrderedDict

MOST = 20_000  # keys that are remembered; the longest unseen goes first


class Rate:
    """So many things in a minute for each key; the first minute's worth may come at once."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, key: str) -> bool:
        """Counts one more for a key; False where it is too many."""
        now = time.monotonic()
        with self._lock:
            left, since = self._left.pop(key, (float(self.per_minute), now))
            left = min(self.per_minute, left + (now - since) * self.per_minute / 60)
            allowed = left >= 1
            self._left[key] = (left - 1 if allowed else left, now)
            while len(self._left) > MOST:
                self._left.popitem(last=False)
        return allowed


class Daily:
    """What each person sent on a day: files and bytes."""

    def __init__(self, files: int, size: int) -> None:
        self.files, self.size = files, size
        self._day = ""
        self._sent: dict[str, tuple[int, int]] = {}
        self._lock = threading.Lock()

    def admits(self, key: str, size: int, day: str) -> bool:
        """Counts one more file of a person; False where the day's share would be passed."""
        with self._lock:
            if day != self._day:
                self._day, self._sent = day, {}
            files, total = self._sent.get(key, (0, 0))
            if files + 1 > self.files or total + size > self.size:
                return False
            self._sent[key] = (files + 1, total + size)
            return True

    def gave_back(self, key: str, size: int) -> None:
        """A file that was counted has not come after all."""
        with self._lock:
            files, total = self._sent.get(key, (0, 0))
            self._sent[key] = (max(0, files - 1), max(0, total - size))
