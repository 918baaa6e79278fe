"""Writes folders beside their place and gives them their name by one rename, without the lock of the store.

For rooms that no publication reads (refused files, drafts): several keepers may be at work at once, also
while the store recovers; who comes second lets go. What is half written lies in a hidden folder of the room.
"""

import contextlib
import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path

STALE = 3600.0  # seconds after which what is half written belongs to nobody that lives


def begun(making: Path, name: str) -> Path:
    """A new folder to write into, under a name that nobody else has."""
    sweep(making)
    draft = making / f"{name}-{uuid.uuid4().hex}"
    draft.mkdir(parents=True)
    return draft


def settle(draft: Path, target: Path, making: Path, whole: Callable[[Path], bool]) -> None:
    """Gives a written folder its place; a damaged one there makes room, a whole one stays.

    Raises OSError where neither this one nor another keeper's has come to stand there.
    """
    if target.exists() and not whole(target):
        vanish(target, making)
    try:
        draft.rename(target)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not whole(target):  # nobody else has kept the same bytes at this moment
            raise


def vanish(folder: Path, making: Path) -> bool:
    """Takes a folder away by one rename, then for good; False where another keeper did so."""
    away = making / f"{folder.name[:24]}-{uuid.uuid4().hex}"
    away.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.rename(away)
    except FileNotFoundError:
        return False
    shutil.rmtree(away, ignore_errors=True)
    return True


def sweep(making: Path) -> None:
    """Takes away what was half written by who is long gone."""
    with contextlib.suppress(FileNotFoundError):  # the first one makes the folder; another keeper swept too
        for draft in making.iterdir():
            if time.time() - draft.stat().st_mtime > STALE:
                shutil.rmtree(draft, ignore_errors=True)


def folders(room: Path) -> list[Path]:
    """The folders of a room, hidden ones left out; none where there is no room."""
    try:
        return [path for path in sorted(room.iterdir()) if path.is_dir() and not path.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return []
