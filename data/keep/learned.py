"""Keeps what was learned once for all later workbooks: layouts and aliases, by whom and when.

One small file each in store/learned/, sealed with its own hash and never changed; withdrawing adds a second
file, and so does replacing, whose very names say what they take back.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import clock, places
from data.keep import durable, lock
from data.keep.errors import StoreError

KINDS = ("layout", "alias")
NAME = re.compile(r"(\d{6})-(layout|alias)-([0-9a-f]{12})(?:-for-(\d{6}))?\.json")
WITHDRAWN = re.compile(r"(\d{6})-withdrawn-(\d{6})\.json")
MOST = 100_000  # files of one store


class NotLearned(StoreError):
    """There is no such layout or alias, or it was withdrawn already; nothing was changed."""


@dataclass(frozen=True)
class Learned:
    """One thing that was learned: its number, who said it when, what; who withdrew it when ('': nobody)."""

    number: int
    kind: str
    by: str
    at: str
    body: dict[str, Any] = field(default_factory=dict)
    withdrawn_by: str = ""
    withdrawn_at: str = ""


def sealed(told: dict[str, Any]) -> bytes:
    """A file's bytes: what it tells, with the hash of that."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return json.dumps(
        told | {"sha256": hashlib.sha256(text.encode()).hexdigest()}, ensure_ascii=False
    ).encode()


def unsealed(content: bytes) -> dict[str, Any]:
    """What a file tells; ValueError where it is not as it was written."""
    told = json.loads(content.decode())
    if not isinstance(told, dict):
        raise ValueError("no object")
    seal = told.pop("sha256", "")
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    if seal != hashlib.sha256(text.encode()).hexdigest():
        raise ValueError("the seal does not hold")
    return told


def names() -> list[str]:
    """The names of the files, in the order in which they were learned."""
    folder = places.learned()
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def everything() -> list[Learned]:
    """Everything ever learned that can be read, oldest first; with who withdrew it."""
    found: dict[int, Learned] = {}
    for name in names():
        try:
            told = unsealed((places.learned() / name).read_bytes())
        except (OSError, ValueError, RecursionError):
            told = {}
        if known := found.get(taken_by(name)):
            by, at = str(told.get("by", "?")), str(told.get("at", "?"))
            found[known.number] = Learned(known.number, known.kind, known.by, known.at, known.body, by, at)
        if (match := NAME.fullmatch(name)) and isinstance(told.get("body"), dict):
            found[int(match[1])] = Learned(
                int(match[1]), match[2], str(told.get("by", "")), str(told.get("at", "")), told["body"]
            )
    return list(found.values())


def taken_by(name: str) -> int:
    """The number of what a file takes back; 0 for none."""
    match, taken = NAME.fullmatch(name), WITHDRAWN.fullmatch(name)
    return int(taken[2]) if taken else int(match[4] or 0) if match else 0


def active(kind: str) -> list[Learned]:
    """What was learned of a kind and is not withdrawn, oldest first."""
    return [item for item in everything() if item.kind == kind and not item.withdrawn_by]


def keep(kind: str, body: dict[str, Any], by: str, replaces: int = 0) -> Learned:
    """Writes down something learned, durably; `replaces` is taken back by the same file (0: nothing)."""
    if kind not in KINDS:
        raise ValueError(f"no such kind: {kind}")
    with lock.held(who=by, what="learn"):
        number, at = following(), clock.now().isoformat()
        content = sealed({"kind": kind, "by": by, "at": at, "body": body})
        instead = f"-for-{replaces:06d}" if replaces else ""
        write(f"{number:06d}-{kind}-{hashlib.sha256(content).hexdigest()[:12]}{instead}.json", content)
    return Learned(number, kind, by, at, body)


def withdraw(number: int, by: str) -> Learned:
    """Takes something learned back; raises NotLearned where it is not in force."""
    with lock.held(who=by, what="learn"):
        known = next((item for item in everything() if item.number == number and not item.withdrawn_by), None)
        if known is None:
            raise NotLearned(
                f"没有这一条，或已撤回：{number} / no such layout or alias, or withdrawn: {number}"
            )
        at = clock.now().isoformat()
        take_back(number, by, at)
    return Learned(known.number, known.kind, known.by, known.at, known.body, by, at)


def take_back(number: int, by: str, at: str) -> None:
    """Writes the file that takes something back; the lock is held."""
    content = sealed({"kind": "withdrawn", "by": by, "at": at, "of": number})
    write(f"{following():06d}-withdrawn-{number:06d}.json", content)


def following() -> int:
    """The next free number; StoreError when there are too many."""
    number = max((int(name[:6]) for name in names() if name[:6].isdigit()), default=0) + 1
    if number > MOST:
        raise StoreError("版式和别名过多，未保存 / too many layouts and aliases: nothing was kept")
    return number


def write(name: str, content: bytes) -> None:
    """A new file of the room: draft in tmp/, fsync, rename, fsync of the folders."""
    draft = places.tmp() / f"learned-{name}"
    draft.unlink(missing_ok=True)
    durable.write_new(draft, content)
    if not places.learned().exists():
        places.learned().mkdir(parents=True)
        durable.sync_folder(places.store())
    durable.replace(draft, places.learned() / name)


def faults() -> list[str]:
    """What lies in the room and is not as it was written, and what is taken back but not there."""
    found = []
    numbers = {int(match[1]) for name in names() if (match := NAME.fullmatch(name))}
    for name in names():
        if not WITHDRAWN.fullmatch(name) and not NAME.fullmatch(name):
            found.append(f"learned/{name}: 没有人写过的文件 / nobody wrote this file")
        elif not holds(places.learned() / name):
            found.append(
                f"learned/{name}: 已损坏，读表时跳过它。请从备份恢复 / "
                "damaged and passed over: restore it from backup"
            )
        if (lost := taken_by(name)) and lost not in numbers:
            found.append(f"learned/{lost:06d}-…: 已丢失。请从备份恢复 / lost: restore it from backup")
    return found


def holds(path: Path) -> bool:
    """Whether a file is as it was written."""
    try:
        content = path.read_bytes()
        unsealed(content)
    except (OSError, ValueError, RecursionError):
        return False
    match = NAME.fullmatch(path.name)
    return match is None or hashlib.sha256(content).hexdigest()[:12] == match[3]
