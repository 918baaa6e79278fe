"""A disk as a power cut may leave it: from the recorded calls, what was synced is there, the rest by lot.

A file's bytes are safe once the file is synced, a name once its folder is. What is not safe may be there,
be missing, or be torn: writes over old bytes sector by sector, writes at the end up to some byte. A rename
happens whole or not at all. Names may become safe in order, as a file system with a journal does it, or
each by itself, which POSIX allows.
"""

import itertools
import random
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.torture.shim import KINDS

HEAD = struct.Struct("=5Q")
SECTOR = 512


@dataclass(frozen=True)
class Event:
    """One recorded call: its kind, the path (and the other one of a rename), offset and bytes."""

    kind: str
    path: str
    other: str
    offset: int
    data: bytes


def events(log: Path) -> list[Event]:
    """Every event of a recording."""
    return list(parsed(log.read_bytes()))


def parsed(content: bytes) -> Iterator[Event]:
    """The events in the bytes of a recording."""
    place = 0
    while place < len(content):
        kind, path, other, offset, size = HEAD.unpack_from(content, place)
        place += HEAD.size
        name = KINDS[kind]
        parts = []
        for length in (path, other, size if name == "write" else 0):
            parts.append(content[place : place + length])
            place += length
        yield Event(name, parts[0].decode(), parts[1].decode(), offset, parts[2])


@dataclass
class File:
    """A file: the bytes that are safe, and what was written since."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: cut to this size

    def sync(self) -> None:
        """Makes everything safe."""
        for offset, data in self.waiting:
            apply(self.safe, offset, data)
        self.waiting.clear()

    def after_a_cut(self, dice: random.Random) -> bytes:
        """The bytes that a power cut may leave."""
        content = bytearray(self.safe)
        luck = dice.choice((0.0, 0.5, 0.9, 1.0))
        for offset, data in self.waiting:
            if data is None:
                if dice.random() < luck:
                    apply(content, offset, None)
            elif offset >= len(content):
                if offset > len(content) or not reached(content, offset, data, dice, luck):
                    break  # a file grows in order
            else:
                sectors(content, offset, data, dice, luck)
        return bytes(content)


def apply(content: bytearray, offset: int, data: bytes | None) -> None:
    """A write, or a cut where there are no bytes."""
    if data is None:
        content[offset:] = bytes(max(0, offset - len(content)))
        return
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def reached(content: bytearray, offset: int, data: bytes, dice: random.Random, luck: float) -> bool:
    """Adds bytes at the end, all or up to some byte; whether all."""
    if dice.random() < luck:
        apply(content, offset, data)
        return True
    apply(content, offset, data[: dice.randint(0, len(data))])
    return False


def sectors(content: bytearray, offset: int, data: bytes, dice: random.Random, luck: float) -> None:
    """Writes over old bytes, each sector by lot; no hole is left at the end."""
    edges = [offset, *range((offset // SECTOR + 1) * SECTOR, offset + len(data), SECTOR), offset + len(data)]
    for start, end in itertools.pairwise(edges):
        if start <= len(content) and dice.random() < luck:
            apply(content, start, data[start - offset : end - offset])


@dataclass
class Folder:
    """A folder: which names are safe in it."""

    safe: dict[str, "File | Folder"] = field(default_factory=dict)
    now: dict[str, "File | Folder"] = field(default_factory=dict)


@dataclass
class Change:
    """Names that change together: (folder, name, what it names from now on)."""

    steps: list[tuple[Folder, str, "File | Folder | None"]]


class Disk:
    """What is on the disk while the events of a recording happen one after the other."""

    def __init__(self, root: str, *, syncs: bool = True) -> None:
        self.root = Folder()
        self.prefix = root
        self.syncs = syncs
        self.waiting: list[Change] = []

    def holding(self, path: str) -> tuple[Folder, str]:
        """The folder that a path lies in, and its name there."""
        parts = PurePosixPath(path).relative_to(self.prefix).parts
        folder = self.root
        for part in parts[:-1]:
            inner = folder.now[part]
            assert isinstance(inner, Folder), path
            folder = inner
        return folder, parts[-1]

    def at(self, path: str) -> File | Folder | None:
        """What a path names now."""
        if path == self.prefix:
            return self.root
        folder, name = self.holding(path)
        return folder.now.get(name)

    def load(self, path: Path) -> None:
        """Takes over a folder that is safe as it stands."""
        loaded(self.root, path)

    def happen(self, event: Event) -> None:
        """One call."""
        if event.kind in ("write", "truncate"):
            file = self.at(event.path)
            if isinstance(file, File):  # else it was unlinked while open
                file.waiting.append((event.offset, event.data if event.kind == "write" else None))
        elif event.kind == "sync":
            if self.syncs:
                self.sync(self.at(event.path))
        elif event.kind in ("rename", "link"):
            self.move(event)
        elif event.kind != "mark":
            made = {"create": File, "mkdir": Folder}.get(event.kind)
            self.change([(*self.holding(event.path), made() if made else None)])

    def move(self, event: Event) -> None:
        """A rename, or another name for a file."""
        thing = self.at(event.path)
        away = [(*self.holding(event.path), None)] if event.kind == "rename" else []
        self.change([*away, (*self.holding(event.other), thing)])

    def change(self, steps: list[tuple[Folder, str, File | Folder | None]]) -> None:
        """Names change, and wait for a sync of their folder."""
        for folder, name, thing in steps:
            put(folder.now, name, thing)
        self.waiting.append(Change(steps))

    def sync(self, thing: File | Folder | None) -> None:
        """A file's bytes, or a folder's names, are safe."""
        if isinstance(thing, File):
            thing.sync()
        elif isinstance(thing, Folder):
            due = [change for change in self.waiting if any(step[0] is thing for step in change.steps)]
            for change in due:
                for folder, name, named in change.steps:
                    put(folder.safe, name, named)
            self.waiting = [change for change in self.waiting if change not in due]

    def after_a_cut(self, dice: random.Random, into: Path) -> None:
        """Writes a state that a power cut may leave at this moment."""
        kept = self.survivors(dice)
        names: dict[int, dict[str, File | Folder]] = {}

        def of(folder: Folder) -> dict[str, File | Folder]:
            return names.setdefault(id(folder), dict(folder.safe))

        for change in kept:
            for folder, name, thing in change.steps:
                put(of(folder), name, thing)

        def write(folder: Folder, path: Path) -> None:
            path.mkdir(parents=True, exist_ok=True)
            for name, thing in of(folder).items():
                if isinstance(thing, Folder):
                    write(thing, path / name)
                else:
                    (path / name).write_bytes(thing.after_a_cut(dice))

        write(self.root, into)

    def survivors(self, dice: random.Random) -> Iterable[Change]:
        """The changes of names that made it though nobody synced their folder."""
        if dice.random() < 0.5:
            return self.waiting[: dice.randint(0, len(self.waiting))]
        luck = dice.choice((0.0, 0.5, 0.9))
        return [change for change in self.waiting if dice.random() < luck]


def put(names: dict[str, File | Folder], name: str, thing: File | Folder | None) -> None:
    """Names a thing, or takes the name away."""
    if thing is None:
        names.pop(name, None)
    else:
        names[name] = thing


def loaded(folder: Folder, path: Path) -> None:
    """Fills a folder with what lies on the real disk, all of it safe."""
    for item in sorted(path.iterdir()):
        thing: File | Folder = Folder() if item.is_dir() else File(bytearray(item.read_bytes()))
        folder.safe[item.name] = folder.now[item.name] = thing
        if isinstance(thing, Folder):
            loaded(thing, item)
