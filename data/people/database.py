"""Opens the one file of people (accounts, sessions, audit): SQLite, used by several processes at once.

A connection is opened for one piece of work and closed after it, so that threads, processes and forked
children never share one. Every commit is durable; readers never wait for a writer (WAL).
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from data.keep import durable

BUSY = 10.0  # seconds that a writer waits for another
SCHEMA = Path(__file__).with_name("schema.sql")
VERSION = 2  # of the schema, kept in the file itself


def path_of(store: Path) -> Path:
    """Where the file of a store lies, whether it is there or not."""
    return store / "people" / "people.sqlite"


@contextlib.contextmanager
def reading(store: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one look; made, and the file where there is none yet, for this look alone."""
    path = path_of(store)
    if not path.exists():
        make_room(path.parent)
    connection = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        in_wal(connection)
        settle(connection)
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def writing(store: Path) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are durable together when the block ends, or none of them."""
    with reading(store) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def make_room(folder: Path) -> None:
    """The folder of the file: durable, and nobody else's to read."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    durable.sync_entries({*missing, folder})


def in_wal(connection: sqlite3.Connection) -> None:
    """Sees to it that readers never wait; who comes at the same moment as the first finds it done."""
    until = time.monotonic() + BUSY
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:  # another process is making it at this moment
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def settle(connection: sqlite3.Connection) -> None:
    """Makes the tables of accounts and sessions where they are not there yet; who comes second finds them."""
    if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
        statements = SCHEMA.read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE;\n{statements}\nPRAGMA user_version={VERSION};\nCOMMIT;")
