"""What was built again, pruned, parsed again, put aside or broke off is told, and is no fault."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from data import places
from data.keep import archive, held, journal
from data.snapshot import recovery, remarks, retention, verify
from tests.support.harm import flip


def test_a_store_as_it_was_published_has_nothing_to_tell(tiny_store: Path) -> None:
    assert remarks.remarks() == []


def test_everything_that_was_made_again_is_told_and_is_no_fault(own: Path) -> None:
    line = journal.read()[0]
    snapshot = places.snapshots() / line.snapshot
    flip(snapshot, 5000)
    recovery.recover()
    held.replace_rows(archive.receipt(line.uploads[0]), b"other bytes", "2026-11-20", "0123456789")
    shutil.copytree(archive.folder(line.uploads[0]), archive.folder("000002-S1-0123456789ab"))
    snapshot.with_name(snapshot.name + recovery.PUT_ASIDE).write_bytes(b"damaged")
    text = "\n".join(remarks.remarks())
    for told in ("says what was published", "程序 01234567", "broke off", "kept aside"):
        assert told in text, text
    assert verify.faults() == []


def test_a_pruned_snapshot_and_a_line_of_before_are_told(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = journal.read()[0]
    assert "held against what it says" in remarks.of_line(dataclasses.replace(line, sha256=""), True)[0]
    (places.snapshots() / line.snapshot).unlink()
    monkeypatch.setattr(retention, "kept", lambda entries: frozenset())
    assert ["已按规则清理" in item for item in remarks.remarks()] == [True]
