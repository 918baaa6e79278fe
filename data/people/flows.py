"""Sign-ins that have gone to a provider and are expected back: one row each, good once and for ten minutes.

The row is found by the state that travels, and belongs to the browser that holds the other half; whoever
brings a state into another browser gets nothing. Every server process of the store knows them.
"""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from data.people import database

SECONDS = 600.0
MOST = 10_000  # rows; the oldest go
TABLE = """
CREATE TABLE IF NOT EXISTS flows (
  state TEXT PRIMARY KEY,
  browser TEXT NOT NULL,
  how TEXT NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  after TEXT NOT NULL,
  begun REAL NOT NULL
) WITHOUT ROWID"""


@dataclass(frozen=True)
class Flow:
    """One sign-in on its way: by which provider, its secrets, and the address it leads to."""

    state: str
    how: str
    nonce: str
    verifier: str
    after: str


def begin(store: Path, how: str, browser: str, after: str, now: float) -> Flow:
    """Remembers that a browser goes to a provider (`oidc`, `cas`); times are Unix seconds."""
    made = Flow(
        *(secrets.token_urlsafe(32), how), secrets.token_urlsafe(32), secrets.token_urlsafe(48), after
    )
    row = (_hashed(made.state), _hashed(browser), how, made.nonce, made.verifier, after, now)
    with database.writing(store) as connection:
        connection.execute(TABLE)
        connection.execute("DELETE FROM flows WHERE begun < ?", (now - SECONDS,))
        connection.execute(
            "DELETE FROM flows WHERE state IN "
            "(SELECT state FROM flows ORDER BY begun DESC LIMIT -1 OFFSET ?)",
            (MOST,),
        )
        connection.execute("INSERT INTO flows VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return made


def take(store: Path, how: str, state: str, browser: str, now: float) -> Flow | None:
    """The flow of a state, which is good for nothing afterwards; None where it is unknown, old, used before,
    of another provider, or where it began in another browser."""
    with database.writing(store) as connection:
        connection.execute(TABLE)
        row: sqlite3.Row | None = connection.execute(
            "SELECT * FROM flows WHERE state = ?", (_hashed(state),)
        ).fetchone()
        if row is None or row["browser"] != _hashed(browser):
            return None
        connection.execute("DELETE FROM flows WHERE state = ?", (_hashed(state),))
    if row["how"] != how or not 0 <= now - row["begun"] < SECONDS:
        return None
    return Flow(state, how, row["nonce"], row["verifier"], row["after"])


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
