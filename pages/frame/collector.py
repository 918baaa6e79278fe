"""Collects garbage when nobody waits: Streamlit's collection after every script is switched off for this.

Each run of Streamlit's own collector looks at every object that imports made, while fifty visitors wait.
Here a thread waits for a quiet moment after the last run, collects once, and freezes what is left: frozen
objects are looked at no more until the next quiet moment, when they are looked at again, so nothing leaks.
The same thread lets go of what nobody comes back to, and gives back to the system what that held.
"""

import atexit
import ctypes
import gc
import logging
import sys
import threading
import time
from typing import Any

from streamlit.runtime import Runtime

from queries import unused

LOG = logging.getLogger("peak.collector")
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


def let_go() -> bool:
    """Closes what nobody asks about any more and ends sessions that nobody comes back to; whether any was."""
    closed, ended = unused.close(time.monotonic()), end_sessions()
    if ended:  # what they held is in knots: the next quiet moment collects it
        with _lock:
            _seen["run"] = time.monotonic()
    return bool(closed or ended)


def end_sessions() -> int:
    """Ends sessions whose windows were closed two minutes ago or earlier; how many.

    Streamlit does so when the next window is closed: until then they keep what they had, uploaded files too.
    """
    manager: Any = getattr(Runtime.instance(), "_session_mgr", None) if Runtime.exists() else None
    cache = getattr(getattr(manager, "_session_storage", None), "_cache", None)
    if cache is None:  # none runs, or a Streamlit that keeps them elsewhere: it ends them in its own time
        return 0
    with manager._storage_lock:
        return len(cache.expire())


def give_back() -> None:
    """Gives freed memory back to the system: the C library of Linux keeps it unless it is asked."""
    if sys.platform.startswith("linux") and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)


def look() -> None:
    """Lets go, collects where it is quiet, and gives back what that freed."""
    freed = let_go()
    if due(time.monotonic()):
        collect()
        freed = True
    if freed:
        give_back()


def keep_watch() -> threading.Thread:
    """Starts the thread that collects when it is quiet; it ends with the process."""

    def watch() -> None:
        while True:
            time.sleep(EVERY)
            try:
                look()
            except Exception:
                LOG.exception("nothing was collected this time")

    thread = threading.Thread(target=watch, name="peak-collector", daemon=True)
    thread.start()
    return thread
