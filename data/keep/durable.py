"""Writes that survive a power cut: exclusive temp file, fsync, rename, fsync of the folder."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
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


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_rooms() -> None:
    """The folders of the store."""
    for folder in (places.archive(), places.snapshots(), places.tmp(), places.refused()):
        folder.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """The lock under its old name: see `lock.held`."""
    from data.keep import lock

    with lock.held():
        yield
