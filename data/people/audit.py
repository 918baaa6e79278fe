"""The audit log: who did what, when and from where; lines are added, chained by their hashes, never changed.

Triggers of the table refuse every UPDATE, and every DELETE of a line younger than KEEP days. Each line holds
the hash of the line before. What was pruned after its time is named by a line of its own, so that the chain
still begins where it should.
"""

import contextlib
import datetime
import hashlib
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from data import clock, places
from data.people import database

LOG = logging.getLogger("peak.audit")

START = "0" * 64
ALL = 1 << 62  # a number that no line reaches
KEEP = 180  # days that the table itself holds on to a line
PRUNED = "audit_pruned"
# what can be noted, by its word `audit.<what>`; the journal's own actions first
PUBLICATIONS = ("accept", "withdraw", "rollback", "plan", "correct", "uncorrect", "lock", "unlock")
WHAT = (
    *PUBLICATIONS,
    "sent", "sent_back", "layout_learned", "layout_withdrawn", "alias_learned", "alias_withdrawn",
    "sign_in", "sign_in_failed", "sign_out", "revoked", "password", "locked_out",
    "first_administrator", "person_added", "person_changed", "person_linked", "person_disabled",
    "person_enabled", "person_reset", "people_imported",
    "settings", "sql", "export", "backup", "restore", "repair", "verify", PRUNED,
)  # fmt: skip
FAILED = frozenset({"sign_in_failed", "locked_out"})  # what was refused; everything else was done
FIELDS = ("id", "noted", "at", "who", "what", "about", "place", "line", "previous")

TABLE = """
CREATE TABLE IF NOT EXISTS audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  noted INTEGER NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  about TEXT NOT NULL,
  place TEXT NOT NULL,
  line TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
)"""
BY_LINE = "CREATE INDEX IF NOT EXISTS audit_by_line ON audit (line) WHERE line <> ''"
NO_CHANGE = """
CREATE TRIGGER IF NOT EXISTS audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END"""
NO_LOSS = """
CREATE TRIGGER IF NOT EXISTS audit_is_kept BEFORE DELETE ON audit
WHEN old.noted > CAST(strftime('%s', 'now') AS INTEGER) - 180 * 86400
BEGIN SELECT RAISE(ABORT, 'the audit log is kept for 180 days'); END"""
NO_REPLACING = """
CREATE TRIGGER IF NOT EXISTS audit_is_only_added_to BEFORE INSERT ON audit
WHEN new.id IS NOT NULL AND EXISTS (SELECT 1 FROM audit WHERE id = new.id OR hash = new.hash)
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"""
SCHEMA = (TABLE, BY_LINE, NO_CHANGE, NO_LOSS, NO_REPLACING)
FITTING = """
 FROM audit
 WHERE (:who = '' OR who = :who)
   AND (:what = '[]' OR what IN (SELECT value FROM json_each(:what)))
   AND (:since = '' OR substr(at, 1, 10) >= :since)
   AND (:until = '' OR substr(at, 1, 10) <= :until)
   AND (:text = '' OR instr(lower(who || ' ' || about || ' ' || place || ' ' || at), lower(:text)) > 0)"""
COUNTED = "SELECT count(*)" + FITTING
LISTED = "SELECT *" + FITTING + " ORDER BY id DESC LIMIT :most OFFSET :skip"

PLACE: ContextVar[str | None] = ContextVar("audit_place", default=None)
ASKED: list[Callable[[], str]] = []  # who serves people tells from where the one at work asks


@dataclass(frozen=True)
class Line:
    """One line: its number, when it was written (seconds since 1970), when it happened (China, ISO),
    who, what (a word of WHAT), about what, from where ("" = at the machine itself), the journal's line it
    tells of (its hash; "" for none), and the hashes of the line before and its own."""

    id: int
    noted: int
    at: str
    who: str
    what: str
    about: str
    place: str
    line: str
    previous: str
    hash: str


@dataclass(frozen=True)
class Wanted:
    """Which lines: of whom, of which words, from which day to which (China, YYYY-MM-DD, both included),
    and holding which text. Empty means all."""

    who: str = ""
    what: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    text: str = ""


@contextlib.contextmanager
def acting_from(place: str) -> Iterator[None]:
    """What is noted inside, in this thread, came from there: an address."""
    before = PLACE.set(place)
    try:
        yield
    finally:
        PLACE.reset(before)


def note(store: Path, who: str, what: str, about: str, where: str | None, now: datetime.datetime) -> Line:
    """Adds a line, durable when it returns; `where` None is what `acting_from` says.

    Raises KeyError for a word that WHAT does not have, sqlite3.Error or OSError where it cannot be kept.
    """
    with database.writing(store) as connection:
        return write(connection, who, what, about, where, now)


def tell(who: str, what: str, about: str = "", where: str | None = None) -> None:
    """Notes something in the store of this process, now; where it cannot be kept, that is logged.

    For what is done already, or changes nothing: what must not happen without its line uses `write`.
    """
    try:
        note(places.store(), who, what, about, where, clock.now())
    except (sqlite3.Error, OSError) as fault:
        LOG.error("the audit log could not be written: %s", fault)


def prepare(connection: sqlite3.Connection) -> None:
    """The table and its triggers, where they are not there yet."""
    for statement in SCHEMA:
        connection.execute(statement)


def write(
    connection: sqlite3.Connection, who: str, what: str, about: str, where: str | None,
    now: datetime.datetime | float, line: str = "",
) -> Line:  # fmt: skip
    """Adds a line inside the caller's own transaction (`database.writing`): both stand or neither.

    `now` is a moment with its time zone, or seconds since 1970.
    """
    if what not in WHAT:
        raise KeyError(f"no such thing to note: {what}")
    prepare(connection)
    newest = connection.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    made = following(connection, newest)
    place = place_now() if where is None else where
    words = (kept(who, 100), what, kept(about, 1000), kept(place, 100), line)
    told = (made, whole_seconds(), moment_of(now).isoformat(), *words)
    previous = newest["hash"] if newest else START
    added = Line(*told, previous, digest((*told, previous)))
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", tuple(vars(added).values()))
    return added


def place_now() -> str:
    """From where the one at work in this thread acts; "" at the machine itself, or where nobody knows."""
    given = PLACE.get()
    if given is not None:
        return given
    return next((place for place in (ask() for ask in ASKED) if place), "")


def kept(text: str, most: int) -> str:
    """A text as the log holds it: of bounded length, and of characters that have bytes."""
    whole = text.encode("utf-8", "replace").decode()
    return whole if len(whole) <= most else whole[: most - 1] + "…"


def moment_of(now: datetime.datetime | float) -> datetime.datetime:
    """A moment, or seconds since 1970 as that moment in China."""
    if isinstance(now, datetime.datetime):
        return now
    return datetime.datetime.fromtimestamp(int(now), clock.CHINA)


def following(connection: sqlite3.Connection, newest: sqlite3.Row | None) -> int:
    """The number of the next line: never one that was given before."""
    given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone()
    return int(max(given["seq"] if given else 0, newest["id"] if newest else 0)) + 1


def whole_seconds() -> int:
    """The machine's own clock in seconds since 1970: what the keeping time is counted by."""
    return int(datetime.datetime.now(datetime.UTC).timestamp())


def digest(told: tuple[object, ...]) -> str:
    """The hash of a line: of everything it says, with the hash of the line before."""
    text = json.dumps(dict(zip(FIELDS, told, strict=True)), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def unnoted(store: Path, lines: Sequence[str]) -> int:
    """How many of the journal's newest lines (their hashes, oldest first) the log does not tell of yet."""
    for count, line in enumerate(reversed(lines)):
        if asked(store, "SELECT 1 FROM audit WHERE line = :line", {"line": line}):
            return count
    return len(lines)


def entries(store: Path, wanted: Wanted = Wanted(), most: int = -1, skip: int = 0) -> list[Line]:
    """The lines that fit, the newest first: `most` of them (all below 0) after `skip`; none without a log."""
    return [Line(**row) for row in asked(store, LISTED, {**parameters(wanted), "most": most, "skip": skip})]


def count(store: Path, wanted: Wanted = Wanted()) -> int:
    """How many lines fit."""
    rows = asked(store, COUNTED, parameters(wanted))
    return int(rows[0][0]) if rows else 0


def names(store: Path) -> list[str]:
    """Everybody the log names, in order."""
    return [row["who"] for row in asked(store, "SELECT DISTINCT who FROM audit ORDER BY who", {})]


def parameters(wanted: Wanted) -> dict[str, str]:
    """A filter as the parameters of its questions."""
    return {**vars(wanted), "what": json.dumps(list(wanted.what))}


def asked(store: Path, question: str, parameters: Mapping[str, str | int]) -> list[sqlite3.Row]:
    """The rows of a question to the log; none where there is no log yet."""
    if not database.path_of(store).exists():
        return []
    with database.reading(store) as connection:
        if "audit" not in tables(connection):
            return []
        return connection.execute(question, parameters).fetchall()


def tables(connection: sqlite3.Connection) -> dict[str, str]:
    """What the file declares (tables, indexes, triggers): its statement by its name."""
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {row["name"]: row["sql"] for row in found}


def prune(store: Path, who: str, keep: int, now: datetime.datetime) -> int:
    """Removes the lines older than `keep` days (never fewer than KEEP), notes that, and answers how many.

    Only from the oldest on, without a gap, so that the chain of what stays still holds.
    """
    limit = whole_seconds() - max(keep, KEEP) * 86400
    with database.writing(store) as connection:
        prepare(connection)
        young = connection.execute("SELECT min(id) FROM audit WHERE noted >= ?", (limit,)).fetchone()[0]
        last = connection.execute(
            "SELECT id, hash FROM audit WHERE id < ? ORDER BY id DESC LIMIT 1", (young or ALL,)
        ).fetchone()
        if last is None:
            return 0
        write(connection, who, PRUNED, f"{last['id']} {last['hash']}", None, now)
        return connection.execute("DELETE FROM audit WHERE id <= ?", (last["id"],)).rowcount


def faults(store: Path) -> list[str]:
    """What does not hold of the log, in words: the file, its triggers, a line, the chain, its end."""
    if not database.path_of(store).exists():
        return []
    try:
        with database.reading(store) as connection:
            return faults_of(connection)
    except (sqlite3.Error, OSError) as fault:
        return [said("文件读不出", f"the file cannot be read ({fault})")]


def faults_of(connection: sqlite3.Connection) -> list[str]:
    """What does not hold of the log behind a connection."""
    whole = connection.execute("PRAGMA integrity_check").fetchall()
    if [row[0] for row in whole] != ["ok"]:
        return [said("SQLite 文件已损坏", f"the SQLite file is damaged ({whole[0][0]})")]
    there = tables(connection)
    if "audit" not in there:
        return []
    wanted = (statement.replace("IF NOT EXISTS ", "").strip() for statement in SCHEMA)
    lost = [] if set(wanted) <= set(there.values()) else [said("只增不改的保护不在了", "its guards are gone")]
    return lost + broken(connection.execute("SELECT * FROM audit ORDER BY id"), connection)


def broken(lines: Iterator[sqlite3.Row], connection: sqlite3.Connection) -> list[str]:
    """The first line that does not hold, and an end that is missing."""
    last: Line | None = None
    for line in (Line(**row) for row in lines):
        told = tuple(vars(line).values())[:-1]
        if digest(told) != line.hash:
            return [said(f"第 {line.id} 行被改动过", f"line {line.id} was changed")]
        begins = last is None and is_a_beginning(line, connection)
        if not begins and (last is None or line.previous != last.hash or line.id != last.id + 1):
            return [said(f"第 {line.id} 行之前有缺失", f"lines before {line.id} are missing")]
        last = line
    given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone()
    if (given["seq"] if given else 0) != (last.id if last else 0):
        return [said("末尾的记录丢失", "its last lines are missing")]
    return []


def is_a_beginning(line: Line, connection: sqlite3.Connection) -> bool:
    """Whether a chain may begin with this line: the first of all, or what follows on what was pruned."""
    if line.previous == START:
        return line.id == 1
    pruned = connection.execute("SELECT about FROM audit WHERE what = ?", (PRUNED,)).fetchall()
    return f"{line.id - 1} {line.previous}" in {row["about"] for row in pruned}


def said(zh: str, en: str) -> str:
    """A fault of the log in both languages, with what to do."""
    return (
        f"people/people.sqlite: 审计日志{zh}，请从备份恢复该文件并查明原因 / "
        f"the audit log: {en}; restore the file from a backup and find out why"
    )
