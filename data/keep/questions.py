"""Keeps the SQL questions of each person: the last ones asked, and those kept under a name.

One small file each, below a folder of the person's; nothing takes the store's lock, for no publication
reads them. What cannot be read is left out.
"""

import contextlib
import hashlib
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

from data import clock, places
from data.keep import durable
from data.keep.errors import StoreError

KINDS = ("asked", "saved")
NAME = re.compile(r"[0-9]{20}-(asked|saved)")


class TooMany(StoreError):
    """A person has kept as many questions as one may; nothing was changed."""


@dataclass(frozen=True)
class Kept:
    """One question: the name of its file, asked or saved, whose, when (China), its name, its text."""

    name: str
    kind: str
    by: str
    at: str
    title: str
    text: str


def folder(by: str) -> Path:
    """Where the questions of a person lie; a name may hold anything, its hash does not."""
    return places.questions() / hashlib.sha256(by.encode("utf-8", "replace")).hexdigest()[:24]


def keep(kind: str, by: str, text: str, most: int, title: str = "") -> Kept:
    """Keeps a question durably. The same text once: asked again it is the newest, saved again it is renamed.

    Of what was asked the oldest go, so that `most` stay; of what was saved none: TooMany is raised.
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind: {kind}")
    before = of_person(by, kind)
    same = [one for one in before if one.text == text]
    others = [one for one in before if one.text != text]
    if kind == "saved" and len(others) >= most:
        raise TooMany(
            f"已存 {len(others)} 个查询，最多 {most} 个：请先删去不用的 / "
            f"{len(others)} questions are kept, {most} at most: delete some first"
        )
    made = Kept(f"{time.time_ns():020d}-{kind}", kind, by, clock.now().isoformat(), title, text)
    folder(by).mkdir(parents=True, exist_ok=True)
    body = {"by": by, "at": made.at, "title": title, "text": text}
    durable.write_new(folder(by) / f"{made.name}.json", json.dumps(body, ensure_ascii=False).encode())
    durable.sync_folder(folder(by))
    for one in [*same, *others[most - 1 :]]:
        discard(by, one.name)
    return made


def of_person(by: str, kind: str) -> list[Kept]:
    """The questions of a person, the newest first."""
    with contextlib.suppress(FileNotFoundError):
        paths = sorted(folder(by).glob(f"*-{kind}.json"), reverse=True)
        return [one for one in map(told, paths) if one is not None and one.by == by]
    return []


def told(path: Path) -> Kept | None:
    """What a file says; None where it is gone, torn or not ours."""
    match = NAME.fullmatch(path.stem)
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if match is None or not isinstance(body, dict):
        return None
    values = [body.get(name) for name in ("by", "at", "title", "text")]
    if not all(isinstance(value, str) for value in values):
        return None
    return Kept(path.stem, match[1], *map(str, values))


def discard(by: str, name: str) -> None:
    """Takes one question of a person away; one that is gone already is no fault."""
    if NAME.fullmatch(name):
        (folder(by) / f"{name}.json").unlink(missing_ok=True)
