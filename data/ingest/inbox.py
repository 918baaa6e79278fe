"""The files of a folder that somebody drops workbooks into: which are whole, and how they are put away.

A file is whole when size and time of change stood still for some seconds and nobody has it open. It is read
only if it is still the one that stood still, and moved only if it is still the one that was read. What lies
beside it in its new place (receipt, marked copy) is written first, so that after a kill the file is either in
the inbox and looked at again, or put away with everything.
"""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from data import places
from data.ingest.batch import is_document
from data.ingest.cells import guard
from data.ingest.sentences import both
from data.keep.errors import StoreError

try:
    import fcntl
except ImportError:  # Windows has no flock; there two watchers are not told apart
    fcntl = None  # type: ignore[assignment]

LONGEST = 180  # bytes of a file's name that stay, so that what lies beside it can have a longer one


class Seen(NamedTuple):
    """What tells whether a file is still the same: size in bytes, time of change (ns), number on its disk."""

    size: int
    changed: int
    number: int


def documents(folder: Path) -> list[Path]:
    """The documents of a folder and of the folders in it, in order; no links."""
    found: list[Path] = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            found += documents(Path(entry.path))
        elif entry.is_file(follow_symlinks=False) and is_document(entry.name):
            found.append(Path(entry.path))
    return found


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, no more of them than a file may have and one: the rest is refused by its size."""
    with path.open("rb") as file:
        return file.read(guard.MAX_BYTES + 1)


def seen(path: Path) -> Seen | None:
    """What a file is now; None where it is gone, or no file."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return Seen(found.st_size, found.st_mtime_ns, found.st_ino)


def opened_by(path: Path) -> str:
    """The lock file that says an office program has a file open; "" where there is none."""
    names = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return next((name for name in names if (path.parent / name).exists()), "")


@dataclass
class Inbox:
    """A folder that is looked at again and again; `settle` seconds without a change make a file whole."""

    folder: Path
    settle: float
    known: dict[str, tuple[Seen, float]] = field(default_factory=dict)

    def check(self) -> None:
        """Raises StoreError where the folder is not there, or it and the store lie in each other."""
        if not self.folder.is_dir():
            raise StoreError(both("no_inbox", folder=self.folder))
        mine, store = self.folder.resolve(), places.store().resolve()
        if mine == store or mine in store.parents or store in mine.parents:
            raise StoreError(both("inside_store", folder=self.folder))

    def waiting(self) -> list[Path]:
        """The documents that lie in the inbox itself, the oldest first."""
        found = []
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False) and is_document(entry.name):
                    found.append((entry.stat(follow_symlinks=False).st_mtime_ns, entry.name))
        return [self.folder / name for _, name in sorted(found)]

    def whole(self, now: float) -> dict[Path, Seen]:
        """The documents that are whole at this moment (seconds of a clock that only goes on)."""
        before, self.known = self.known, {}
        ready: dict[Path, Seen] = {}
        for path in self.waiting():
            found = seen(path)
            if found is None:
                continue
            same, since = before.get(path.name, (None, now))
            since = since if same == found else now
            self.known[path.name] = (found, since)
            if found.size and now - since >= self.settle and not opened_by(path):
                ready[path] = found
        return ready

    def read(self, path: Path, known: Seen) -> bytes | None:
        """The bytes of a file that is whole; None where it is not the same any more."""
        try:
            content = bytes_of(path)
        except FileNotFoundError:
            return None
        return content if seen(path) == known else None

    def place(self, room: str, name: str, sha256: str) -> Path:
        """Where a file is put away: under its name, or with the start of its hash where that is taken."""
        target = self.folder / room / shortened(name)
        if not target.exists() or hash_of(target) == sha256:
            return target
        return target.with_name(f"{target.stem}-{sha256[:8]}{target.suffix}")

    def put_away(self, path: Path, known: Seen, target: Path) -> bool:
        """Moves a file into its place; False where it is not the one that was read any more."""
        if seen(path) != known:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        if seen(target) == known:
            return True
        if not path.exists():
            os.replace(target, path)
        return False


def write_beside(target: Path, ending: str, content: bytes) -> None:
    """Writes something beside the place of a file, whole or not at all; the same again changes nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.parent / f".{hashlib.sha256(target.name.encode()).hexdigest()[:16]}{ending}.part"
    draft.write_bytes(content)
    os.replace(draft, target.with_name(target.name + ending))


def shortened(name: str) -> str:
    """A file's name with at most LONGEST bytes, its ending kept."""
    path = Path(name)
    stem = path.stem
    while stem and len((stem + path.suffix).encode()) > LONGEST:
        stem = stem[:-1]
    return stem + path.suffix if stem else name


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Alone:
    """Holds an inbox against every other watcher while this process lives. StoreError where there is one."""

    def __init__(self, folder: Path) -> None:
        self.file = (folder / ".watch.lock").open("a+b")
        try:
            if fcntl is not None:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            self.file.seek(0)
            holder = self.file.read(40).decode(errors="replace") or "?"
            self.file.close()
            raise StoreError(both("another", folder=folder, holder=holder)) from fault
        self.file.truncate(0)
        self.file.write(str(os.getpid()).encode())
        self.file.flush()

    def end(self) -> None:
        """Lets others in."""
        self.file.close()
