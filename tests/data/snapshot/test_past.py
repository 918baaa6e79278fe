"""Which generation an address means, and what making it again does to a store in disorder."""

import shutil
from pathlib import Path

import pytest

from data import places
from data.keep import journal
from data.keep.errors import NoSuchGeneration, StoreError
from data.snapshot import past


@pytest.fixture
def own(tiny_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny store to publish into."""
    shutil.copytree(tiny_path, tmp_path / "store")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def test_the_id_as_published_and_any_that_stood_in_for_it_mean_its_generation(own: Path) -> None:
    entry = journal.read()[0]
    assert past.generation_of(entry.snapshot.removesuffix(".duckdb")) == 1
    assert past.generation_of("snap-000001-000000000000-00000000-rebuilt") == 1
    assert past.generation_of("snap-000002-000000000000-00000000-rebuilt") is None
    assert past.generation_of(entry.snapshot) is None and past.generation_of("") is None


def test_the_store_is_recovered_first_and_only_what_was_is_made_again(own: Path) -> None:
    entry = journal.read()[0]
    (places.snapshots() / entry.snapshot).unlink()
    (places.tmp() / "build-000001.duckdb").write_bytes(b"half")
    past.again(1)
    assert (places.snapshots() / entry.snapshot).exists() and list(places.tmp().iterdir()) == []
    with pytest.raises(StoreError):
        past.again(7)


def test_the_file_of_a_generation_is_made_again_where_it_was_pruned(own: Path) -> None:
    lies = places.snapshots() / journal.read()[0].snapshot
    assert (past.file_of(1), past.file_of(0)) == (lies, None)
    lies.unlink()
    assert past.file_of(1) == lies and lies.exists()
    with pytest.raises(NoSuchGeneration):
        past.file_of(2)
