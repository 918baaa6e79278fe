"""Writes that survive a power cut: exclusive temp file, fsync, rename, fsync of the folder."""

import hashlib
import os
import shutil
from pathlib import Path

from data import places


def sync_folder(folder: Path) -> None:
    """Makes renames inside a folder durable (Windows cannot open folders, and needs no such call)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, content: bytes) -> None:
    """A new file, fsynced; FileExistsError if it is there already."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Makes the bytes of a finished file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(source: Path, target: Path) -> None:
    """Renames over the target and makes the rename durable in both folders."""
    source.replace(target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def copied(source: Path, target: Path) -> str:
    """The SHA-256 of a new file that has the bytes of another; blocks are shared where a disk can."""
    with source.open("rb") as read, target.open("wb") as write:
        left = os.fstat(read.fileno()).st_size
        try:
            while left > 0 and (moved := os.copy_file_range(read.fileno(), write.fileno(), left)):
                left -= moved
        except (AttributeError, OSError):  # no such call here, or not between these two disks
            left = -1
    if left:
        shutil.copyfile(source, target)
    return sha256(target)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_rooms() -> None:
    """The folders of the store; that they are there is durable before anything is published in them."""
    made: list[Path] = []
    for folder in (places.archive(), places.snapshots(), places.tmp(), places.refused()):
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        made += missing
    if made or not places.journal().exists():  # who made them before may have broken off before syncing
        sync_entries(
            {*made, places.store(), places.archive(), places.snapshots(), places.tmp(), places.refused()}
        )


def sync_entries(folders: set[Path]) -> None:
    """Makes durable that these folders are there: each in its parent, the deepest first.

    A parent that may be passed through but not read is somebody else's, and was there before.
    """
    for parent in sorted({folder.parent for folder in folders}, key=lambda path: -len(path.parts)):
        if os.access(parent, os.R_OK):
            sync_folder(parent)
