"""Keeps bare snapshots between runs and for every worker: they hang on the code, the plan and the day alone.

To make one costs more than a second of processor time, to read one a few milliseconds. What is kept lies in
a folder named after everything in `data/` that may decide what it says; another tree has another folder.
"""

import dataclasses
import hashlib
import os
import pickle
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from data.plan import Plan
from data.snapshot import bare, build
from data.snapshot.bare import WRITTEN, Bare, Fill

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "artefacts" / "bare"
FOLDERS = 2  # of this tree and of the one before, which a running test may still read
NOT_READ = frozenset({"store", "samples", "__pycache__"})  # folders of data/ that no bare snapshot hangs on
Make = Callable[[Path, Plan, str, str, Fill], Bare]


def keep(folder: Path = KEPT) -> None:
    """From now on this process reads the bare snapshots that lie there, and lays down those it makes."""
    made: Make = bare.made_bare

    def read_or_made(scratch: Path, known: Plan, day: str, mark: str, fill: Fill) -> Bare:
        if fill is not build.fill:  # a test with a way of its own
            return made(scratch, known, day, mark, fill)
        place = folder / code() / key(known, day, mark)
        if place.exists():
            content, standing, said = pickle.loads(zlib.decompress(place.read_bytes()))
        else:
            new = made(scratch, known, day, mark, fill)
            content, standing, said = new.content, new.standing, dict(new.said)
            lay_down(place, zlib.compress(pickle.dumps((content, standing, said)), 1))
        return Bare(known, repr(known.settings), mark, day, content, standing, said)

    bare.made_bare = read_or_made
    tidy(folder)


def lay_down(place: Path, content: bytes) -> None:
    """Writes a file that is there whole or not at all, whoever else writes the same."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as draft:
        draft.write(content)
    os.replace(draft.name, place)


def tidy(folder: Path) -> None:
    """Takes away what belongs to trees before the last one."""
    newest = sorted(folder.glob("*"), key=lambda one: one.stat().st_mtime)
    for old in [one for one in newest if one.name != code()][: -FOLDERS + 1]:
        shutil.rmtree(old, ignore_errors=True)


@cache
def code() -> str:
    """A hash of everything in data/ that may decide what a snapshot says, and of the database."""
    total = hashlib.sha256(duckdb.__version__.encode())
    for path in sorted((ROOT / "data").rglob("*")):
        inside = path.relative_to(ROOT / "data").parts
        if not NOT_READ.intersection(inside) and path.is_file():
            total.update("/".join(inside).encode() + path.read_bytes())
    return total.hexdigest()[:16]


def key(known: Plan, day: str, mark: str) -> str:
    """A hash of what else decides it: the plan as it stands in memory, the day, how files are written."""
    total = hashlib.sha256(f"{day} {mark} {sorted(WRITTEN.items())}".encode())
    for piece in pieces(known):
        total.update(piece.encode())
    return total.hexdigest()[:32]


def pieces(one: Any) -> Iterator[str]:
    """A value as text, the same in every process: what has no order of its own is put in order."""
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        yield f"{type(one).__qualname__}("
        for field in dataclasses.fields(one):
            yield f"{field.name}="
            yield from pieces(getattr(one, field.name))
        yield ")"
    elif isinstance(one, Mapping):  # a plan's order may be told by a snapshot
        yield "{"
        for name, value in one.items():
            yield from pieces(name)
            yield ":"
            yield from pieces(value)
        yield "}"
    elif isinstance(one, set | frozenset):
        yield f"<{sorted(map(repr, one))}>"
    elif isinstance(one, list | tuple):
        yield "["
        for value in one:
            yield from pieces(value)
            yield ","
        yield "]"
    else:
        yield repr(one)
