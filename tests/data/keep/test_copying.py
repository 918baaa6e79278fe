"""A copy is there whole or not at all, and is read back."""

import hashlib
from pathlib import Path

import pytest

from data.keep import copying, durable


def test_a_copy_is_whole_and_says_its_hash(tmp_path: Path) -> None:
    content = b"x" * (copying.CHUNK + 7)
    (tmp_path / "source").write_bytes(content)
    target = tmp_path / "deep" / "er" / "target"
    sha = copying.copied(tmp_path / "source", target, tmp_path / "draft")
    assert target.read_bytes() == content and sha == hashlib.sha256(content).hexdigest()
    assert not (tmp_path / "draft").exists()


def test_what_reads_back_otherwise_does_not_take_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "source").write_bytes(b"new")
    (tmp_path / "target").write_bytes(b"old")
    monkeypatch.setattr(durable, "sha256", lambda _: "0" * 64)
    with pytest.raises(copying.Unequal, match="target"):
        copying.copied(tmp_path / "source", tmp_path / "target", tmp_path / "draft")
    assert (tmp_path / "target").read_bytes() == b"old"


def test_every_folder_up_to_the_top_is_synced_deepest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(durable, "sync_folder", synced.append)
    copying.sync_folders(tmp_path, {tmp_path / "a" / "b", tmp_path / "a" / "c"})
    assert synced == [tmp_path / "a" / "c", tmp_path / "a" / "b", tmp_path / "a", tmp_path]
