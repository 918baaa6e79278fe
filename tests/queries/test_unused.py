"""What nobody asks about any more is closed with its answers; what is published is not."""

import time
from pathlib import Path

import pytest

from queries import ask as asking
from queries import readers, unused


def test_an_old_snapshot_is_closed_once_nobody_asks_about_it(sample_store: Path) -> None:
    asking.forget()
    *_, older, newest = asking.snapshots()
    for snapshot in (older, newest):
        asking.ask_rows("periods", snapshot=snapshot.id)
    asking.ask_rows("what_changed", snapshot=older.id)
    soon, later = time.monotonic(), time.monotonic() + unused.AFTER + 1
    assert unused.close(soon) == 0 and readers.is_open(older.path)
    assert unused.close(later) == 1
    assert {key[0] for key in readers.READERS} == {key[0] for key in asking.ANSWERS} == {newest.path}
    assert unused.close(later) == 0
    assert asking.ask_rows("periods", snapshot=older.id), "whoever comes back is answered"
    asking.forget()


def test_whoever_still_looks_at_kept_answers_keeps_their_snapshot_open(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.forget()
    *_, older, _ = asking.snapshots()
    asking.ask_rows("periods", snapshot=older.id)
    later = time.monotonic() + unused.AFTER
    with monkeypatch.context() as patched:
        patched.setattr(time, "monotonic", lambda: later)
        asking.ask_rows("periods", snapshot=older.id)
    assert unused.close(later + unused.AFTER / 2) == 0
    assert unused.close(later + unused.AFTER) == 1
    asking.forget()


def test_where_nothing_is_published_nothing_is_closed(store: Path) -> None:
    assert unused.close(time.monotonic()) == 0
