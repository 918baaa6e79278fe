"""What snapshots are made with: the plan data and the program that reads them, as hashes and file by file."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data import places
from data.plan import Plan

FORMAT = "2"
DATA = (".csv", ".toml")
CODE = (".sql", ".py")
READ: list[tuple[Plan, str, str]] = []  # the plan that was last read as one word, its settings, that word


@dataclass(frozen=True)
class MadeWith:
    """The hash of the plan data, the hash of the program, and the hash of each file under its place in data/.

    Two snapshots of the same uploads and the same time that were made with the same say the same.
    """

    plan: str
    program: str
    files: Mapping[str, str]

    @property
    def mark(self) -> str:
        """The eight letters that the name of a snapshot carries."""
        return hashlib.sha256(f"{self.plan}{self.program}".encode()).hexdigest()[:8]

    def differing(self, before: Mapping[str, str]) -> list[str]:
        """The files that came, went or changed since `before`, in order of their names."""
        names = self.files.keys() | before.keys()
        return sorted(name for name in names if self.files.get(name) != before.get(name))


def on_disk() -> MadeWith:
    """What lies on disk now: data files of the plan; SQL and Python of the plan and of this room."""
    rooms = (places.plan(), Path(__file__).resolve().parent)
    found = {
        f"{room.name}/{path.relative_to(room).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest()
        for room in rooms
        for path in sorted(room.rglob("*"))
        if path.suffix in DATA + CODE
    }
    return MadeWith(hash_of(found, DATA), hash_of(found, CODE), found)


def hash_of(files: Mapping[str, str], endings: Iterable[str]) -> str:
    """One hash over the names and hashes of the files with these endings."""
    total = hashlib.sha256(FORMAT.encode())
    for name in sorted(files):
        if Path(name).suffix in endings:
            total.update(f"{name} {files[name]}\n".encode())
    return total.hexdigest()


def word_of(known: Plan) -> str:
    """All that a plan holds by now, as one word: its settings may have been edited since it was read."""
    settings = repr(known.settings)
    for kept, of_kept, word in READ:
        if kept is known and of_kept == settings:
            return word
    word = hashlib.sha256(repr(known).encode()).hexdigest()
    READ[:] = [(known, settings, word)]
    return word


def of_process() -> MadeWith:
    """What this process makes snapshots with: what lay on disk when it began."""
    return AT_START


AT_START = on_disk()
