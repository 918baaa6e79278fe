"""Who is in: one row a session, found by a secret that only the browser has."""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from data.people import accounts, audit, database
from data.people.session import Person
from data.settings import reading

BYTES = 32  # of a secret
TOUCHED = 60.0  # seconds between two notes that somebody is there
MOST = 20  # sessions of one person; the oldest ends
LIVE_BY_SECRET = "SELECT id, name, address FROM sessions WHERE ended IS NULL AND secret = ?"
LIVE_BY_ID = "SELECT id, name, address FROM sessions WHERE ended IS NULL AND id = ?"
LIVE_BY_NAME = "SELECT id, name, address FROM sessions WHERE ended IS NULL AND name = ?"
LIVE_BY_OPENID = LIVE_BY_NAME + " AND how = 'oidc'"
LIVE_BY_MARK = (
    "SELECT id, name, address FROM sessions WHERE ended IS NULL "
    "AND id IN (SELECT session FROM begun_by WHERE mark = ?)"
)
OPEN = (
    "SELECT a.*, s.id, s.begun, s.touched FROM sessions s JOIN accounts a ON a.name = s.name "
    "WHERE s.ended IS NULL AND a.disabled = 0 AND "
)
OPEN_BY_SECRET, OPEN_BY_ID = OPEN + "s.secret = ?", OPEN + "s.id = ?"
KEPT = 30 * 86400.0  # seconds that a session which is over stays listed


@dataclass(frozen=True)
class Limits:
    """Seconds that a session may be idle, and may last at all."""

    idle: float
    absolute: float

    @classmethod
    def set(cls) -> "Limits":
        """As the settings say."""
        people = reading.current().people
        return cls(people.idle_minutes * 60.0, people.absolute_hours * 3600.0)


@dataclass(frozen=True)
class Session:
    """One session as people see it; `id` is public; times are Unix seconds."""

    id: str
    name: str
    how: str
    address: str
    agent: str
    begun: float
    touched: float


class Sessions:
    """The sessions of a store; what one process ends the others see at once."""

    def __init__(self, store: Path, limits: Limits | None = None) -> None:
        self.store, self.limits = store, limits or Limits.set()

    def begin(self, person: Person, how: str, address: str, agent: str, now: float, mark: str = "") -> str:
        """Begins a session; its secret, of which only the hash is kept.

        `mark` is what a provider names the sign-in by when it ends there; only its hash is kept either.
        """
        secret, public = secrets.token_urlsafe(BYTES), secrets.token_hex(8)
        with database.writing(self.store) as connection:
            connection.execute("DELETE FROM sessions WHERE touched < ?", (now - KEPT,))
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                (public, hashed(secret), person.name, how, address, agent[:200], now, now),
            )
            if mark:
                row = (public, hashed(f"{how} {mark}"))
                connection.execute("INSERT INTO begun_by (session, mark) VALUES (?, ?)", row)
            connection.execute(
                "UPDATE sessions SET ended = ?1 WHERE ended IS NULL AND name = ?2 AND id NOT IN (SELECT id "
                "FROM sessions WHERE name = ?2 AND ended IS NULL ORDER BY begun DESC, rowid DESC LIMIT ?3)",
                (now, person.name, MOST),
            )
            audit.write(connection, person.name, "sign_in", f"{how} {agent[:200]}", address, now)
        return secret

    def look(self, secret: str, now: float, *, touch: bool = True) -> Person | None:
        """Whose session it is, with the roles of this moment; None where it is over or never was.

        `touch`: the person did something; else somebody only looks, and it goes on standing idle.
        """
        return self._person(OPEN_BY_SECRET, hashed(secret), now, touch) if secret else None

    def still(self, public: str, now: float) -> Person | None:
        """Whose session of a public id it is, with the roles of this moment; None where it is over."""
        return self._person(OPEN_BY_ID, public, now, True)

    def _person(self, question: str, value: str, now: float, touch: bool) -> Person | None:
        with database.reading(self.store) as connection:
            row = connection.execute(question, (value,)).fetchone()
        if row is None or not self._holds(row, now):
            return None
        if touch and now - row["touched"] >= TOUCHED:
            self._touch(row["id"], now)
        return accounts.told(row).person(row["id"])

    def address(self, secret: str) -> str:
        """From where a session began, as the gate saw it; "" for none."""
        with database.reading(self.store) as connection:
            found = connection.execute("SELECT address FROM sessions WHERE secret = ?", (hashed(secret),))
            row = found.fetchone()
        return str(row["address"]) if row else ""

    def end(self, secret: str, now: float) -> None:
        """Signs out: the secret opens nothing any more, wherever it lies."""
        self._end(LIVE_BY_SECRET, hashed(secret), now, "", None)

    def revoke(self, public: str, now: float, *, by: str = "", where: str | None = None) -> None:
        """Ends one session by its public id; `by` somebody else than its person, or themselves."""
        self._end(LIVE_BY_ID, public, now, by, where)

    def end_all(self, name: str, now: float, *, by: str = "", where: str | None = None) -> None:
        """Ends every session of a person."""
        self._end(LIVE_BY_NAME, accounts.normal(name), now, by, where)

    def end_marked(self, how: str, mark: str, now: float, where: str = "") -> int:
        """Ends what a provider began under a mark, which has ended there; how many sessions that was."""
        return self._end(LIVE_BY_MARK, hashed(f"{how} {mark}"), now, "", where)

    def end_of_provider(self, subject: str, issuer: str, now: float, where: str = "") -> int:
        """Ends every session that a person began by OpenID Connect; how many that was."""
        with database.reading(self.store) as connection:
            found = connection.execute(
                "SELECT name FROM accounts WHERE issuer = ? AND subject = ?", (issuer, subject)
            ).fetchone()
        return self._end(LIVE_BY_OPENID, found["name"], now, "", where) if found else 0

    def of(self, name: str, now: float) -> list[Session]:
        """The sessions of a person that hold, the newest first."""
        return [one for one in self.all(now) if one.name == accounts.normal(name)]

    def all(self, now: float) -> list[Session]:
        """Every session that holds, the newest first."""
        with database.reading(self.store) as connection:
            rows = connection.execute(
                "SELECT s.* FROM sessions s JOIN accounts a ON a.name = s.name "
                "WHERE s.ended IS NULL AND a.disabled = 0 ORDER BY s.begun DESC, s.rowid DESC"
            ).fetchall()
        return [
            Session(*(row[name] for name in Session.__dataclass_fields__))
            for row in rows
            if self._holds(row, now)
        ]

    def _holds(self, row: sqlite3.Row, now: float) -> bool:
        idle, age = now - row["touched"], now - row["begun"]
        return bool(idle < self.limits.idle and age < self.limits.absolute)

    def _touch(self, public: str, now: float) -> None:
        with database.writing(self.store) as connection:
            connection.execute(
                "UPDATE sessions SET touched = ? WHERE id = ? AND touched < ?", (now, public, now)
            )

    def _end(self, live: str, value: str, now: float, by: str, where: str | None) -> int:
        """Ends the live sessions that a question finds, and notes who did: `by`, else they themselves."""
        with database.writing(self.store) as connection:
            found = connection.execute(live, (value,)).fetchall()
            for row in found:
                connection.execute("UPDATE sessions SET ended = ? WHERE id = ?", (now, row["id"]))
                what, about = ("revoked", f"{row['name']} {row['id']}") if by else ("sign_out", row["id"])
                place = row["address"] if not by and where is None else where
                audit.write(connection, by or row["name"], what, about, place, now)
        return len(found)


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
