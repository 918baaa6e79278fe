"""Measures what lies at rest: files and bytes of each room of the store, and what the disk has left."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from data import places


@dataclass(frozen=True)
class Room:
    """One room of the store: its name there, how many files, how many bytes."""

    name: str
    files: int
    size: int


@dataclass(frozen=True)
class Disk:
    """The disk under the store, in bytes."""

    size: int
    free: int

    @property
    def used_percent(self) -> float:
        """How full it is."""
        return 100.0 * (self.size - self.free) / self.size if self.size else 0.0


def rooms() -> list[Room]:
    """Every room, the largest first; what is no folder counts as one room, the store's own files."""
    found = []
    own_files = own_size = 0
    for path in sorted(places.store().iterdir()) if places.store().is_dir() else []:
        files, size = measured(path)
        if path.is_dir():
            found.append(Room(path.name, files, size))
        else:
            own_files, own_size = own_files + files, own_size + size
    if own_files:
        found.append(Room("journal", own_files, own_size))
    return sorted(found, key=lambda room: -room.size)


def has(room: str, name: str) -> bool:
    """Whether a room of the store has a file of this name."""
    return (places.store() / room / name).exists()


def measured(path: Path) -> tuple[int, int]:
    """Files and bytes below a path; what goes meanwhile is not counted."""
    if not path.is_dir():
        return 1, size_of(path)
    sizes = [size_of(Path(folder) / name) for folder, _, names in os.walk(path) for name in names]
    return len(sizes), sum(sizes)


def size_of(path: Path) -> int:
    """The bytes of a file; 0 where it went meanwhile."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def disk() -> Disk:
    """The disk that the store lies on; where there is no store yet, the one it would lie on."""
    folder = places.store()
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    return Disk(usage.total, usage.free)
