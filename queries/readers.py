"""Opens snapshots to be asked: a database in memory for each, with the shared words of all questions."""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakValueDictionary

import duckdb

from data import places
from queries.reads import Contents, Definitions, contents
from queries.settled import settle
from queries.snapshots import Snapshot

OPEN_READERS = 6
# what planning took is given back when it is quiet, instead of kept for ever: some 25 MB; files of this
# machine are read by whoever asks, so that eight threads beside would only take memory: some 9 MB
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "async_threads": 1,
    "allocator_background_threads": True,
}
VIEWS = "views"
# each may use those before it
SHARED = (
    "words",
    "industries",
    "calendar",
    "ledgers",
    "scores",
    "tasks",
    "delivery",
    "decisions",
    "standing",
    "cards",
)
BEFORE = "ATTACH $path AS previous (READ_ONLY)"
LOCK = threading.RLock()


@dataclass
class Reader:
    """Snapshots that are open: pruned or replaced on disk, their files can still be read through this.

    `others`: the snapshots to compare with that are attached to the same database, one at most; `says`: what
    the snapshot says of itself, once somebody asked; `used`: when it was asked last, of the monotonic clock.
    """

    database: duckdb.DuckDBPyConnection
    files: tuple[int, ...]
    others: list[Path] = field(default_factory=list)
    says: Contents | None = None
    used: float = 0.0


DEFINITIONS: dict[str, Definitions] = {}
Key = tuple[Path, Path | None]
READERS: OrderedDict[Key, Reader] = OrderedDict()
OPENING: WeakValueDictionary[Path, threading.Lock] = WeakValueDictionary()


def reader(snapshot: Snapshot, other: Snapshot | None) -> duckdb.DuckDBPyConnection:
    """A cursor over a snapshot (and the one before, where a question compares), opened once.

    Opened anew where another file has taken the name: a damaged one was made again.
    """
    return found(snapshot, other).database.cursor()


def found(snapshot: Snapshot, other: Snapshot | None) -> Reader:
    """The reader of these snapshots. Who asks another one meanwhile does not wait for its opening."""
    key = (snapshot.path, other.path if other else None)
    one = used(key)
    if one is None:
        with opening(snapshot.path):
            one = used(key) or kept(key, opened(snapshot, other, numbers(*filter(None, key))))
    return one


def used(key: Key) -> Reader | None:
    """The reader that is open under a key, used now; None where another file has taken the name."""
    with LOCK:
        one = READERS.get(key)
        files = numbers(*filter(None, key))
        if one is None or (files and files != one.files):
            return None
        READERS.move_to_end(key)
        one.used = time.monotonic()
        return one


def kept(key: Key, one: Reader) -> Reader:
    """A reader that was just opened, kept as the one used last."""
    with LOCK:
        READERS[key] = one
        READERS.move_to_end(key)
        one.used = time.monotonic()
        while len(READERS) > OPEN_READERS:
            READERS.popitem(last=False)
    return one


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Alone with a snapshot while it is opened or read as a whole: others who want the same wait for it."""
    with LOCK:
        lock = OPENING.setdefault(path, threading.Lock())
    with lock:
        yield


def says(snapshot: Snapshot) -> Contents:
    """What a snapshot says of itself."""
    one = found(snapshot, None)
    if one.says is None:
        with opening(snapshot.path):
            one.says = one.says or contents(one.database.cursor(), DEFINITIONS)
    return one.says


def opened(snapshot: Snapshot, other: Snapshot | None, files: tuple[int, ...]) -> Reader:
    """The snapshots opened; where the first is open already, the one to compare with comes beside it.

    To have the shared words made once more would take three quarters of it.
    """
    with LOCK:
        alone = READERS.get((snapshot.path, None))
    if other and alone and not alone.others and files[:1] == alone.files:
        alone.database.cursor().execute(BEFORE, {"path": str(other.path)})
        alone.others.append(other.path)
        return Reader(alone.database, files, alone.others)
    database = duckdb.connect(":memory:", config=CONFIG)
    database.execute("ATTACH $path AS snapshot (READ_ONLY)", {"path": str(snapshot.path)})
    if other:
        database.execute(BEFORE, {"path": str(other.path)})
    for view in SHARED:
        database.execute((places.queries() / VIEWS / f"{view}.sql").read_text(encoding="utf-8"))
    settle(database)
    return Reader(database, files, [other.path] if other else [])


def numbers(*paths: Path) -> tuple[int, ...]:
    """What tells files of one name apart; nothing where one of them is not there any more."""
    try:
        return tuple(path.stat().st_ino for path in paths)
    except FileNotFoundError:
        return ()


def is_open(path: Path) -> bool:
    """Whether a snapshot is read already."""
    with LOCK:
        return any(path == key[0] for key in READERS)


@contextmanager
def closing_where_damaged(snapshot: Snapshot, *others: Snapshot | None) -> Iterator[None]:
    """Closes the readers that meet a damaged file, and all that share their database: it may be mended."""
    try:
        yield
    except duckdb.ProgrammingError:
        raise
    except duckdb.Error:
        with LOCK:
            for other in (None, *others):
                READERS.pop((snapshot.path, other.path if other else None), None)
        raise
