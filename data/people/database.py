"""Opens the one file of people (accounts, sessions, audit): SQLite, used by several processes at once."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

BUSY = 10.0  # seconds that a writer waits for another
SCHEMA = Path(__file__).with_name("schema.sql")
VERSION = 1


def path_of(store: Path) -> Path:
    """Where the file of a store lies."""
    return store / "people" / "people.sqlite"


@contextlib.contextmanager
def reading(store: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one look; made, and the file where there is none yet, for this look alone."""
    path = path_of(store)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        _settle(connection, path)
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


def _settle(connection: sqlite3.Connection, path: Path) -> None:
    """Makes the tables where they are not there yet; who comes second finds them."""
    if connection.execute("PRAGMA user_version").fetchone()[0] >= VERSION:
        return
    path.chmod(0o600)
    until = time.monotonic() + BUSY
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:  # another process is making it at this moment
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
    statements = SCHEMA.read_text(encoding="utf-8")
    connection.executescript(f"BEGIN IMMEDIATE;\n{statements}\nPRAGMA user_version = {VERSION};\nCOMMIT;")
