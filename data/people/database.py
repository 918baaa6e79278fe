"""Opens the one SQLite file about people: accounts, sessions and the audit log; never part of a snapshot.

A connection is opened for one piece of work and closed after it, so that server processes, commands and
forked children never share one. Every commit is durable (`synchronous=FULL`); readers never wait for a
writer (WAL).
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from data.keep import durable

FOLDER = "people"
NAME = "people.sqlite"
WAIT = 10.0  # seconds a writer waits for another before it gives up (sqlite3.OperationalError)


def file_of(store: Path) -> Path:
    """Where the file of a store lies, whether it is there or not."""
    return store / FOLDER / NAME


@contextlib.contextmanager
def opened(store: Path) -> Iterator[sqlite3.Connection]:
    """A connection that a `with` closes; the file and its folder are made, and durable, where they are new.

    Statements outside `writing` stand each for itself. Raises sqlite3.Error or OSError.
    """
    path = file_of(store)
    if not path.exists():
        make_room(store)
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        settle(connection)
        yield connection
    finally:
        connection.close()


def make_room(store: Path) -> None:
    """The folder of the file, readable by nobody else, and durable."""
    folder = store / FOLDER
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    durable.sync_entries({*missing, folder})


def settle(connection: sqlite3.Connection) -> None:
    """What holds for every connection to the file."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.row_factory = sqlite3.Row


@contextlib.contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction that writes: all of it is durable when the `with` ends, or nothing where it raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
