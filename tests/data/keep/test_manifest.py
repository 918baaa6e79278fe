"""The manifest is read by us and by `sha256sum -c`, and says when it does not hold."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from data.keep import manifest
from data.keep.manifest import BackupError, Manifest


def held(tmp_path: Path) -> Manifest:
    (tmp_path / "archive" / "一").mkdir(parents=True)
    (tmp_path / "archive" / "一" / "receipt.json").write_bytes(b"{}")
    (tmp_path / "journal.jsonl").write_bytes(b"line\ntorn")
    files = {
        "archive/一/receipt.json": hashlib.sha256(b"{}").hexdigest(),
        "journal.jsonl": hashlib.sha256(b"line\n").hexdigest(),
    }
    made = Manifest(3, "2026-01-01T00:00:00+08:00", 5, files)
    manifest.write(tmp_path, made)
    return made


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = held(tmp_path)
    assert manifest.read(tmp_path) == made and manifest.faults(tmp_path, made) == []
    assert list(made.in_room("archive")) == ["archive/一/receipt.json"]
    (tmp_path / "archive" / "一" / "receipt.json").unlink()
    assert manifest.faults(tmp_path, made) == ["archive/一/receipt.json"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="only where the machine has sha256sum")
def test_a_person_can_check_it_without_us(tmp_path: Path) -> None:
    held(tmp_path)
    (tmp_path / "journal.jsonl").write_bytes(b"line\n")
    done = subprocess.run(["sha256sum", "-c", manifest.NAME], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("cut", [0, 1, 40, -1, -30])
def test_a_manifest_that_was_cut_or_changed_does_not_hold(tmp_path: Path, cut: int) -> None:
    held(tmp_path)
    path = tmp_path / manifest.NAME
    content = path.read_bytes()
    for bad in (content[:cut], content[:cut] + bytes([content[cut] ^ 1]) + content[cut:][1:]):
        path.write_bytes(bad)
        with pytest.raises(BackupError, match="损坏"):
            manifest.read(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "archive/../../x", "CURRENT", "archive", "archive//x", "archive/./x"],
)
def test_a_manifest_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    manifest.write(tmp_path, Manifest(1, "", 0, {name: "0" * 64}))
    with pytest.raises(BackupError):
        manifest.read(tmp_path)
