"""Copies one file so that it is there whole or not at all, and reads it again from the medium to be sure."""

import hashlib
import os
from pathlib import Path

from data.keep import durable

CHUNK = 1 << 20  # bytes read at once


class Unequal(OSError):
    """What was read back is not what was written: the medium, or what lies between, cannot be trusted."""


def copied(source: Path, target: Path, draft: Path) -> str:
    """Copies by way of `draft` (same disk as the target); the SHA-256 of what was read and stands there now.

    The rename is not durable before the target's folder is synced: the caller does that once a folder.
    Raises Unequal when reading back gives other bytes.
    """
    draft.unlink(missing_ok=True)
    total = hashlib.sha256()
    with source.open("rb") as reading, draft.open("xb") as writing:
        while block := reading.read(CHUNK):
            total.update(block)
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
        forget_cached(writing.fileno())
    if durable.sha256(draft) != total.hexdigest():
        raise Unequal(f"写入后读回不一致 / read back other than written: {target.name}")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(target)
    return total.hexdigest()


def forget_cached(handle: int) -> None:
    """Asks the kernel to read the file from the medium next time (where it knows such a wish)."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folders(folder: Path, touched: set[Path]) -> None:
    """Makes the renames durable in every touched folder and in those above it up to `folder`."""
    every = {folder}
    for path in touched:
        while path != folder:
            every.add(path)
            path = path.parent
    for path in sorted(every, reverse=True):
        durable.sync_folder(path)
