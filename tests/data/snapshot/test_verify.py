"""Everything in the store is held against what was written down; each kind of change is found by name."""

import shutil
from pathlib import Path

import pytest

from data import places
from data.keep import archive, journal, pointer
from data.snapshot import verify


@pytest.fixture
def own(tiny_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of the tiny store to harm; its only upload."""
    shutil.copytree(tiny_path, tmp_path / "store")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    return journal.read()[-1].uploads[0]


def test_a_sound_store_has_no_fault(tiny_store: Path) -> None:
    assert verify.faults() == []


def test_changed_bytes_rows_and_pointer_are_found(own: str) -> None:
    (archive.folder(own) / "original.xlsx").write_bytes(b"other")
    archive.rows_file(own).write_bytes(b"other")
    pointer.point_to("snap-000009-nobody.duckdb")
    told = " ".join(verify.faults())
    assert "original changed" in told and "parsed rows changed" in told and "CURRENT differs" in told
    assert len(verify.of_upload(own)) == 2


def test_a_lost_upload_and_a_damaged_snapshot_are_found(own: str) -> None:
    shutil.rmtree(archive.folder(own))
    snapshot = places.snapshots() / journal.read()[-1].snapshot
    snapshot.chmod(0o644)
    snapshot.write_bytes(snapshot.read_bytes()[:4096])
    faults = verify.faults()
    assert any(fault.startswith(own) for fault in faults)
    assert any(fault.startswith(snapshot.name) for fault in faults)
