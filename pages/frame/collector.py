"""Collects garbage when nobody waits: Streamlit's collection after every script is switched off for this.

Each run of Streamlit's own collector looks at every object that imports made, while fifty visitors wait.
Here a thread waits for a quiet moment after the last run, collects once, and freezes what is left: frozen
objects are looked at no more until the next quiet moment, when they are looked at again, so nothing leaks.
The same thread closes what nobody has asked about for a while, and gives back to the system what that held.
"""

import atexit
import ctypes
import gc
import sys
import threading
import time

from queries import unused

EVERY = 5.0  # seconds between two looks
QUIET = 2.0  # seconds without a run before anybody may collect
_lock = threading.Lock()
_seen = {"run": 0.0, "collected": 0.0}
_running: set[int] = set()
atexit.register(gc.unfreeze)  # frozen objects would outlive the interpreter, and DuckDB count them as leaked


def entered(run: int) -> None:
    """A script begins to run."""
    with _lock:
        _running.add(run)


def left(run: int) -> None:
    """A script has run."""
    with _lock:
        _running.discard(run)
        _seen["run"] = time.monotonic()


def due(now: float) -> bool:
    """Whether something has run since the last collection and all has been quiet for a while."""
    with _lock:
        quiet = not _running and now - _seen["run"] >= QUIET
        return quiet and _seen["run"] > _seen["collected"]


def collect() -> int:
    """Looks at every object once and freezes what lives; how many unreachable objects went."""
    gc.unfreeze()
    found = gc.collect()
    gc.freeze()
    with _lock:
        _seen["collected"] = time.monotonic()
    return found


def give_back() -> bool:
    """Closes what is unused; the C library keeps freed memory unless it is asked. Whether anything was."""
    if not unused.close(time.monotonic()):
        return False
    if sys.platform.startswith("linux") and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
    return True


def keep_watch() -> threading.Thread:
    """Starts the thread that collects when it is quiet; it ends with the process."""

    def watch() -> None:
        while True:
            time.sleep(EVERY)
            if due(time.monotonic()):
                collect()
            give_back()

    thread = threading.Thread(target=watch, name="peak-collector", daemon=True)
    thread.start()
    return thread
