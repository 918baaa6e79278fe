"""The pointer: names the snapshot that readers open; the one door to it for the way in and the way out."""

import re
import time
from pathlib import Path

from data import places
from data.keep import durable

NAME = re.compile(r"snap-[0-9]{6,}-[0-9A-Za-z-]+\.duckdb")
LONGEST = 200  # bytes of a pointer that are looked at
_OURS = {"name": ""}  # what this process pointed to last


def current() -> Path | None:
    """The snapshot file the pointer names, whether it is there or not; None before the first publication.

    A pointer of garbage is as good as none: it is derivable, and recover() makes it again.
    """
    try:
        with places.current_pointer().open("rb") as file:
            name = file.read(LONGEST).decode("ascii", errors="replace").strip()
    except FileNotFoundError:
        return None
    return places.snapshots() / name if NAME.fullmatch(name) else None


def point_to(name: str) -> None:
    """Makes a snapshot the one that readers open; durable when it returns."""
    draft = places.current_pointer().with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    durable.write_new(draft, name.encode())
    durable.replace(draft, places.current_pointer())
    _OURS["name"] = name


def is_ours(path: Path) -> bool:
    """Whether this process itself was the last to make a snapshot the one that readers open."""
    return path.name == _OURS["name"]


def age() -> float:
    """Seconds since the pointer was last written, as the file tells; less than nought if the clock went back.

    Raises FileNotFoundError before the first publication.
    """
    return time.time() - places.current_pointer().stat().st_mtime
