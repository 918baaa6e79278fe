"""The accounts: who may come in, by which password or provider, with which roles, places and templates."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from data import clock
from data.people import attempts, audit, database, passwords
from data.people.roles import ROLES
from data.people.sentences import PeopleError, say
from data.people.session import Person

NAME = re.compile(r"\w[\w.@-]{1,39}")
FIRST = "admin"  # the account of the first start
NOBODY = "?"  # in the audit log, for a name that nobody has: people type passwords there


@dataclass(frozen=True)
class Refused:
    """Why nobody was let in: a key of sentences.csv, and after how many seconds to try again."""

    reason: str
    wait: int = 0

    def said(self, lang: str = "zh") -> str:
        """The sentence for the person."""
        return say(self.reason, lang, wait=self.wait)


@dataclass(frozen=True)
class Account:
    """One account as administrators see it; `places`, `templates` None: all; times are Unix seconds."""

    name: str
    shown: str
    roles: tuple[str, ...]
    places: frozenset[str] | None
    templates: frozenset[str] | None
    must_change: bool
    disabled: bool
    issuer: str
    subject: str
    created: float
    seen: float | None

    def person(self, session: str = "") -> Person:
        """The account as who is at work."""
        return Person(
            self.name, self.roles, self.places, self.templates, self.shown, session, self.must_change
        )


class Accounts:
    """The accounts of a store. Whatever changes one says by whom (`by`) and from where (`where`)."""

    def __init__(self, store: Path) -> None:
        self.store = store

    def sign_in(self, name: str, password: str, address: str, now: float) -> Person | Refused:
        """The person of a name and password; a name that nobody has takes as long and gets the same words."""
        name = normal(name)
        wait = attempts.wait(self.store, name, address, now)
        if wait:
            return Refused("locked", wait)
        row = self._row(name)
        if not passwords.fits(password, row["password"] if row else None) or row is None:
            wait = attempts.failed(self.store, name, address, now)
            self._refused(name if row else NOBODY, "locked" if wait else "wrong", address, now)
            return Refused("locked", wait) if wait else Refused("wrong")
        if row["disabled"]:
            self._refused(name, "disabled", address, now)
            return Refused("disabled")
        attempts.forget(self.store, name)
        with database.writing(self.store) as connection:
            connection.execute("UPDATE accounts SET seen = ? WHERE name = ?", (now, name))
        return told(row).person()

    def find(self, name: str) -> Account | None:
        """The account of a name, if there is one."""
        row = self._row(normal(name))
        return told(row) if row else None

    def all(self) -> list[Account]:
        """Every account by name."""
        with database.reading(self.store) as connection:
            return [told(row) for row in connection.execute("SELECT * FROM accounts ORDER BY name")]

    def add(
        self, name: str, shown: str, roles: Iterable[str], now: float, *,
        places: Collection[str] | None = None, templates: Collection[str] | None = None, by: str = "",
        where: str = "",
    ) -> str:  # fmt: skip
        """Makes an account; its password, which holds once. Raises PeopleError."""
        name, password = checked_name(name), passwords.once()
        kept = (name, shown.strip() or name, *listed(roles, places, templates), passwords.hashed(password))
        with database.writing(self.store) as connection:
            if connection.execute("SELECT 1 FROM accounts WHERE name = ?", (name,)).fetchone():
                raise PeopleError("account_exists", name=name)
            connection.execute(
                "INSERT INTO accounts (name, shown, roles, places, templates, password, created, must_change)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                (*kept, now),
            )
            audit.write(connection, by, "person_added", said(name, *kept[1:5]), where or None, now)
        return password

    def change(
        self, name: str, now: float, *, shown: str, roles: Iterable[str], places: Collection[str] | None,
        templates: Collection[str] | None, by: str = "", where: str = "",
    ) -> None:  # fmt: skip
        """Gives an account other roles, places, templates; it holds at the next rerun. Raises PeopleError."""
        name = normal(name)
        kept = (shown.strip() or name, *listed(roles, places, templates))
        with database.writing(self.store) as connection:
            _known(connection, name)
            connection.execute(
                "UPDATE accounts SET shown = ?, roles = ?, places = ?, templates = ? WHERE name = ?",
                (*kept, name),
            )
            _administered(connection)
            audit.write(connection, by, "person_changed", said(name, *kept), where or None, now)

    def disable(self, name: str, now: float, *, disabled: bool = True, by: str = "", where: str = "") -> None:
        """Closes an account and ends its sessions, or opens it again. Raises PeopleError."""
        name = normal(name)
        with database.writing(self.store) as connection:
            _known(connection, name)
            connection.execute("UPDATE accounts SET disabled = ? WHERE name = ?", (disabled, name))
            _administered(connection)
            if disabled:
                _end(connection, name, now)
            what = "person_disabled" if disabled else "person_enabled"
            audit.write(connection, by, what, name, where or None, now)

    def reset(self, name: str, now: float, *, by: str = "", where: str = "") -> str:
        """A new password that holds once; sessions end, a lock-out is over. Raises PeopleError."""
        name, password = normal(name), passwords.once()
        kept = passwords.hashed(password)
        with database.writing(self.store) as connection:
            _known(connection, name)
            connection.execute(
                "UPDATE accounts SET password = ?, must_change = 1 WHERE name = ?", (kept, name)
            )
            _end(connection, name, now)
            audit.write(connection, by, "person_reset", name, where or None, now)
        attempts.forget(self.store, name)
        return password

    def set_password(
        self, name: str, old: str, new: str, address: str, now: float, session: str = ""
    ) -> list[Refused]:
        """Changes a person's own password; why not, or nothing. Every other session of theirs ends."""
        name = normal(name)
        account = self.find(name)
        found = self.sign_in(name, old, address, now)
        if isinstance(found, Refused) or account is None:
            return [found if isinstance(found, Refused) else Refused("wrong")]
        wrong = passwords.faults(new, name, account.shown)
        if passwords.normal(new) == passwords.normal(old):
            wrong.append("password_same")
        if wrong:
            return [Refused(reason) for reason in wrong]
        kept = passwords.hashed(new)
        with database.writing(self.store) as connection:
            connection.execute(
                "UPDATE accounts SET password = ?, must_change = 0 WHERE name = ?", (kept, name)
            )
            _end(connection, name, now, but=session)
            audit.write(connection, name, "password", "", address, now)
        return []

    def of_provider(
        self, subject: str, issuer: str, now: float, *, shown: str = "", adds: Iterable[str] = ()
    ) -> Person | Refused:
        """The person whom a provider knows by this subject; one that is new is added with the roles `adds`.

        Refused (`stranger`, `disabled`) where there is none, or where it is disabled.
        """
        with database.reading(self.store) as connection:
            found = connection.execute(
                "SELECT * FROM accounts WHERE issuer = ? AND subject = ?", (issuer, subject)
            ).fetchone()
        if found is None and not (roles := tuple(adds)):
            return Refused("stranger")
        if found is None:
            self._take_in(subject, issuer, now, shown, roles)
            return self.of_provider(subject, issuer, now)
        return Refused("disabled") if found["disabled"] else told(found).person()

    def link(self, name: str, subject: str, issuer: str, *, by: str = "", where: str = "") -> None:
        """Says by which subject of which provider the person of an account comes in. Raises PeopleError.

        A password that holds once and was not used is gone then: nobody who comes from there could change it.
        """
        name = normal(name)
        with database.writing(self.store) as connection:
            _known(connection, name)
            taken = connection.execute(
                "SELECT name FROM accounts WHERE issuer = ? AND subject = ? AND name <> ?",
                (issuer, subject, name),
            ).fetchone()
            if taken:
                raise PeopleError("subject_taken", name=taken["name"])
            connection.execute(
                "UPDATE accounts SET issuer = ?, subject = ? WHERE name = ?", (issuer, subject, name)
            )
            unused = "UPDATE accounts SET password = NULL, must_change = 0 WHERE name = ? AND must_change = 1"
            if connection.execute(unused, (name,)).rowcount:
                _end(connection, name, clock.now().timestamp())
            about = f"{name} = {subject} ({issuer})"
            audit.write(connection, by, "person_linked", about, where or None, clock.now())

    def first_administrator(self, now: float) -> str | None:
        """On the first start: an administrator with every role; the password, which holds once. Else None."""
        password = passwords.once()
        with database.reading(self.store) as connection:
            if connection.execute("SELECT 1 FROM accounts").fetchone():
                return None
        kept = passwords.hashed(password)
        with database.writing(self.store) as connection:
            if connection.execute("SELECT 1 FROM accounts").fetchone():
                return None
            connection.execute(
                "INSERT INTO accounts (name, shown, roles, password, must_change, created) "
                "VALUES (?, ?, ?, ?, 1, ?)",
                (FIRST, say("role_admin"), json.dumps(list(ROLES)), kept, now),
            )
            audit.write(connection, FIRST, "first_administrator", FIRST, "", now)
        return password

    def _refused(self, name: str, why: str, address: str, now: float) -> None:
        """Notes a sign-in that failed; what a lock refuses after that is not noted once more."""
        with database.writing(self.store) as connection:
            audit.write(
                connection, name, "locked_out" if why == "locked" else "sign_in_failed", why, address, now
            )

    def _row(self, name: str) -> sqlite3.Row | None:
        with database.reading(self.store) as connection:
            row: sqlite3.Row | None = connection.execute(
                "SELECT * FROM accounts WHERE name = ?", (name,)
            ).fetchone()
        return row

    def _take_in(self, subject: str, issuer: str, now: float, shown: str, roles: Iterable[str]) -> None:
        """An account of somebody whom a provider brought; its name is free, it has no password."""
        wished = re.sub(r"[^\w.@-]", "", normal(subject))[:32] or "user"
        with database.writing(self.store) as connection:
            number, name = 1, wished if NAME.fullmatch(wished) else f"u-{wished}"
            while connection.execute("SELECT 1 FROM accounts WHERE name = ?", (name,)).fetchone():
                number, name = number + 1, f"{wished}-{number + 1}"
            connection.execute(
                "INSERT OR IGNORE INTO accounts (name, shown, roles, issuer, subject, created) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (name, shown.strip()[:40] or name, listed(roles, None, None)[0], issuer, subject, now),
            )
            about = f"{name} = {subject} ({issuer}) {' '.join(roles)}"
            audit.write(connection, name, "person_added", about, None, now)


def normal(name: str) -> str:
    """A name as it is kept: however it was typed."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def checked_name(name: str) -> str:
    """A name that an account may have. Raises PeopleError."""
    if not NAME.fullmatch(normal(name)):
        raise PeopleError("account_name", name=name[:60])
    return normal(name)


def listed(
    roles: Iterable[str], places: Collection[str] | None, templates: Collection[str] | None
) -> tuple[str, str | None, str | None]:
    """Roles, places and templates as they are kept. Raises PeopleError for no role or an unknown one."""
    known, given = " ".join(ROLES), list(dict.fromkeys(roles))
    for role in given:
        if role not in ROLES:
            raise PeopleError("role_unknown", name=role[:40], known=known)
    if not given:
        raise PeopleError("roles_none", known=known)
    limits = [None if some is None else json.dumps(sorted(some)) for some in (places, templates)]
    return json.dumps([role for role in ROLES if role in given]), limits[0], limits[1]


def said(name: str, shown: str, roles: str, places: str | None, templates: str | None) -> str:
    """An account as the audit log tells it."""
    limits = [f"{word} {kept}" for word, kept in (("places", places), ("templates", templates)) if kept]
    return " ".join([name, shown, *json.loads(roles), *limits])


def told(row: sqlite3.Row) -> Account:
    """The account that a row keeps."""
    return Account(
        row["name"],
        row["shown"],
        tuple(json.loads(row["roles"])),
        None if row["places"] is None else frozenset(json.loads(row["places"])),
        None if row["templates"] is None else frozenset(json.loads(row["templates"])),
        bool(row["must_change"]),
        bool(row["disabled"]),
        row["issuer"] or "",
        row["subject"] or "",
        row["created"],
        row["seen"],
    )


def _known(connection: sqlite3.Connection, name: str) -> None:
    if connection.execute("SELECT 1 FROM accounts WHERE name = ?", (name,)).fetchone() is None:
        raise PeopleError("account_unknown", name=name[:60])


def _administered(connection: sqlite3.Connection) -> None:
    """Raises PeopleError where nobody would be left to administer."""
    left = connection.execute("SELECT roles FROM accounts WHERE disabled = 0").fetchall()
    if not any("admin" in json.loads(row["roles"]) for row in left):
        raise PeopleError("last_admin")


def _end(connection: sqlite3.Connection, name: str, now: float, but: str = "") -> None:
    connection.execute(
        "UPDATE sessions SET ended = ? WHERE name = ? AND ended IS NULL AND id <> ?", (now, name, but)
    )
