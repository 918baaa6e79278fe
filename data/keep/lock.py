"""The lock of the store: one writer at a time; it says who holds it, and who waits is not left waiting."""

import contextlib
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from data import clock, places
from data.keep import durable
from data.keep.errors import StoreError
from data.plan import plan

try:
    import fcntl
except ImportError:  # Windows has no flock; msvcrt locks a byte instead
    fcntl = None  # type: ignore[assignment]

LOG = logging.getLogger(__name__)
POLL = 0.02  # seconds between two tries
TOLD_EVERY = 0.25  # seconds between two words to who waits
LOCKED_BYTE = 1 << 30  # on Windows: far behind the text, which others must be able to read


@dataclass(frozen=True)
class Holder:
    """Who holds the lock: name, process, since when (China), for what; all empty where nobody knows."""

    who: str = ""
    pid: int = 0
    since: str = ""
    what: str = ""


Progress = Callable[[Holder, float], None]
NOBODY_KNOWN = Holder()
WAITING: ContextVar[Progress | None] = ContextVar("waiting", default=None)
_mine = threading.local()


class Busy(StoreError):
    """Somebody else has held the lock for longer than one may be kept waiting; nothing was changed."""

    code = "busy"

    def __init__(self, holder: Holder, waited: float) -> None:
        self.holder, self.waited = holder, waited
        name = holder.who or "另一个程序 / another program"
        super().__init__(
            f"{name} 正在使用数据仓（{holder.since}），已等待 {waited:.0f} 秒 / "
            f"{name} holds the store since {holder.since}; waited {waited:.0f} s"
        )


def limit_of_waiting() -> float:
    """Seconds that anybody waits for the lock (`[store] lock_wait_seconds`)."""
    return plan().setting("store", "lock_wait_seconds")


@contextlib.contextmanager
def waiting(progress: Progress) -> Iterator[None]:
    """Whoever waits for the lock inside tells this: the holder, and the seconds waited so far."""
    before = WAITING.set(progress)
    try:
        yield
    finally:
        WAITING.reset(before)


@contextlib.contextmanager
def held(
    progress: Progress | None = None, *, who: str = "", what: str = "", limit: float | None = None
) -> Iterator[None]:
    """Holds the lock against every other thread and process; the kernel frees it when the holder dies.

    Inside itself it is free again to the same thread. Raises Busy after `limit` seconds (the setting).
    """
    path = places.lock()
    if path in _held_by_this_thread():
        yield
        return
    durable.make_rooms()
    with path.open("a+b") as file:
        _wait(file, path, progress or WAITING.get(), limit)
        _held_by_this_thread().add(path)
        try:
            _write(file, Holder(who, os.getpid(), clock.now().isoformat(), what))
            yield
        finally:
            _held_by_this_thread().discard(path)
            _write(file, None)
            _free(file)


def holder() -> Holder:
    """Who holds the lock by its own word; nobody known where there is none, or it died without a word."""
    try:
        told = json.loads(places.lock().read_bytes() or b"{}")
        found = Holder(str(told["who"]), int(told["pid"]), str(told["since"]), str(told["what"]))
    except (OSError, ValueError, KeyError, TypeError):  # nothing there, or only half written yet
        return NOBODY_KNOWN
    return found if lives(found.pid) else NOBODY_KNOWN


def lives(pid: int) -> bool:
    """Whether a process of this machine lives; where one cannot ask without harm (Windows) it does."""
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return pid > 0


def _held_by_this_thread() -> set[Path]:
    if not hasattr(_mine, "paths"):
        _mine.paths = set()
    paths: set[Path] = _mine.paths
    return paths


def _wait(file: BinaryIO, path: Path, progress: Progress | None, limit: float | None) -> None:
    """Tries until the lock is ours; tells `progress` meanwhile."""
    began = told = time.monotonic()
    while not _taken(file):
        now = time.monotonic()
        if limit is None:
            limit = limit_of_waiting()
        if now - began >= limit:
            raise Busy(holder(), now - began)
        if progress and (now - told >= TOLD_EVERY or told == began):
            told = now
            progress(holder(), now - began)
        time.sleep(POLL)


def _taken(file: BinaryIO) -> bool:
    """One try."""
    try:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            file.seek(LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _free(file: BinaryIO) -> None:
    """Lets the next one in."""
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_UN)
        return
    import msvcrt

    file.seek(LOCKED_BYTE)
    msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)


def _write(file: BinaryIO, told: Holder | None) -> None:
    """Writes who holds the lock into it, or takes it out; without the words (full disk) it holds."""
    try:
        os.ftruncate(file.fileno(), 0)
        if told:
            os.write(file.fileno(), json.dumps(asdict(told), ensure_ascii=False).encode())
    except OSError:
        LOG.info("nobody can read who holds the lock", exc_info=True)
