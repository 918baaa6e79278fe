"""How much one person or address may ask of this process: buckets that fill up by the minute."""

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
