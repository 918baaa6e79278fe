"""Breaks a store by hand before something is done to it: torn, turned back, littered, lost."""

from data import places
from data.keep import journal, pointer


def tear_line() -> None:
    """A last line without its end."""
    with places.journal().open("ab") as file:
        file.write(b'{"action": "accept", "at": "2026')


def turn_back() -> None:
    """A pointer that still names the publication before the last."""
    pointer.point_to(journal.read()[-2].snapshot)


def leave_junk() -> None:
    """Drafts and strangers that a broken publication leaves."""
    (places.tmp() / "upload-000009-S1-x").mkdir(parents=True)
    (places.tmp() / "upload-000009-S1-x" / "original.xlsx").write_bytes(b"half")
    (places.tmp() / "build-000009.duckdb").write_bytes(b"half")
    (places.snapshots() / "snap-000009-stranger.duckdb").write_bytes(b"half")


def lose_snapshot() -> None:
    """The newest snapshot is gone."""
    (places.snapshots() / journal.read()[-1].snapshot).unlink()


def all_at_once() -> None:
    """Everything that recovery mends, together."""
    turn_back()
    leave_junk()
    lose_snapshot()
    tear_line()
