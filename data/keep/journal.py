"""The hash-chained list of every publication: append-only, one JSON line a generation."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from typing import Any

from data import clock, places

START = "0" * 64


class JournalError(Exception):
    """The journal is damaged before its end: nobody may guess what stood there."""


@dataclass(frozen=True)
class Moved:
    """What a change of the plan or the program moved: a `verdict` or a `status`, and in which periods."""

    statement: str
    region: str
    sector: str
    item: str
    basis: str
    what: str
    before: str
    after: str
    periods: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One publication: what was done, by whom, which uploads it adds or takes, and the snapshot it made.

    `action` is accept, withdraw, rollback, or plan: a change of what decides (targets, factors, weights,
    settings, rules). `plan` and `program` are the hashes of what the snapshot was made with. A plan line
    tells which files changed, which rows of the plan (`edits`), and what moved: None where the snapshot
    before was lost and nobody can say.
    Fields with a default came later; lines of before lack them.
    """

    generation: int
    action: str
    at: str
    by: str
    uploads: tuple[str, ...]
    to_generation: int | None
    note: str
    snapshot: str
    logical: str
    previous: str
    hash: str = ""
    plan: str = ""
    program: str = ""
    changes: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()
    moves: tuple[Moved, ...] | None = None


def now() -> str:
    """The time in China, to the second."""
    return clock.now().isoformat()


def digest(body: dict[str, Any]) -> str:
    """The hash of a line's body; it includes the hash of the line before."""
    text = json.dumps({k: v for k, v in body.items() if k != "hash"}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def parse(line: bytes, previous: str) -> Entry:
    """One line checked against its own hash and the one before it; ValueError if it does not hold."""
    body = json.loads(line)
    if body.get("previous") != previous or body.get("hash") != digest(body):
        raise ValueError("hash chain")
    return entry_of(body)


def entry_of(body: dict[str, Any]) -> Entry:
    """The entry a line's body says; lists become tuples."""
    moves = body.get("moves")
    moved = None if moves is None else tuple(Moved(**{**m, "periods": tuple(m["periods"])}) for m in moves)
    lists = {name: tuple(body.get(name, ())) for name in ("uploads", "changes", "edits")}
    return Entry(**{**body, **lists, "moves": moved})


def read() -> list[Entry]:
    """Every entry, oldest first; a torn last line is passed over (recover() cuts it).

    Raises JournalError when a line before the last does not hold.
    """
    return [entry for entry, _ in read_with_ends()]


def read_with_ends() -> list[tuple[Entry, int]]:
    """Every entry with the byte offset at which its line ends."""
    path = places.journal()
    if not path.exists():
        return []
    content = path.read_bytes()
    found: list[tuple[Entry, int]] = []
    offset, previous = 0, START
    while offset < len(content):
        end = content.find(b"\n", offset)
        last = end < 0 or end == len(content) - 1
        try:
            if end < 0:
                raise ValueError("torn")
            entry = parse(content[offset:end], previous)
        except (ValueError, KeyError, TypeError) as fault:
            if last:
                break
            raise JournalError(
                f"发布日志第 {len(found) + 1} 行损坏，请从备份恢复 {path.name} / "
                f"line {len(found) + 1} of the journal is damaged; restore it from backup"
            ) from fault
        found.append((entry, end + 1))
        offset, previous = end + 1, entry.hash
    return found


def append(entry: Entry) -> Entry:
    """Writes the line and fsyncs it: this is the commit of a publication."""
    body = json.loads(json.dumps(asdict(entry)))  # as it will be read: tuples are lists
    body["hash"] = digest(body)
    line = json.dumps(body, ensure_ascii=False, sort_keys=True) + "\n"
    with places.journal().open("ab") as file:
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())
    return entry_of(body)


def cut_torn_line() -> None:
    """Cuts bytes after the last line that holds."""
    path = places.journal()
    if not path.exists():
        return
    ends = read_with_ends()
    good = ends[-1][1] if ends else 0
    if path.stat().st_size > good:
        with path.open("r+b") as file:
            file.truncate(good)
            os.fsync(file.fileno())


def active(entries: list[Entry], generation: int | None = None) -> list[str]:
    """The uploads in force after a generation (default: the last), in the order they were accepted."""
    states: dict[int, list[str]] = {0: []}
    current: list[str] = []
    for entry in entries:
        if entry.action == "accept":
            current = [*current, *entry.uploads]
        elif entry.action == "withdraw":
            gone = set(entry.uploads)
            current = [upload for upload in current if upload not in gone]
        elif entry.action == "rollback":
            current = list(states[entry.to_generation or 0])
        states[entry.generation] = current
        if entry.generation == generation:
            return current
    return current
