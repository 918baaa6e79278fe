"""The pointer: names the snapshot that readers open; the one door to it for the way in and the way out."""

from pathlib import Path

from data import places
from data.keep import durable


def current() -> Path | None:
    """The snapshot file the pointer names, whether it is there or not; None before the first publication."""
    file = places.current_pointer()
    if not file.exists():
        return None
    return places.snapshots() / file.read_text(encoding="utf-8").strip()


def point_to(name: str) -> None:
    """Makes a snapshot the one that readers open; durable when it returns."""
    draft = places.current_pointer().with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    durable.write_new(draft, name.encode())
    durable.replace(draft, places.current_pointer())
