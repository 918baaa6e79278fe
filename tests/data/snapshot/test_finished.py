"""A finished snapshot is looked into: what it says, hashed whatever lies around it; damage raises nothing."""

import shutil
from pathlib import Path

import duckdb
import pytest

from data import places
from data.keep import journal
from data.snapshot import finished


@pytest.fixture
def copy(tiny_store: Path, tmp_path: Path) -> Path:
    """A copy of the tiny store's snapshot that may be written to."""
    target = tmp_path / "copy.duckdb"
    shutil.copy(places.snapshots() / journal.read()[-1].snapshot, target)
    target.chmod(0o644)
    return target


def test_what_it_says_hashes_to_what_the_journal_committed(tiny_store: Path, copy: Path) -> None:
    logical = journal.read()[-1].logical
    assert finished.logical_of(copy) == logical == finished.facts_of(copy)["logical"]
    assert finished.is_sound(copy, logical) and not finished.is_sound(copy.with_name("none"), logical)


def test_what_it_says_of_itself_does_not_count_and_every_figure_does(copy: Path) -> None:
    before = finished.logical_of(copy)
    with duckdb.connect(str(copy)) as database:
        database.execute("INSERT INTO meta VALUES ('more', 'facts')")
    assert finished.logical_of(copy) == before
    with duckdb.connect(str(copy)) as database:
        database.execute("UPDATE plan_targets SET value = value + 1")
    assert finished.logical_of(copy) != before and not finished.is_sound(copy, before)


def test_damage_is_told_and_columns_are_known(copy: Path) -> None:
    assert {("progress", "status"), ("meta", "key")} <= finished.columns_of(copy)
    copy.write_bytes(copy.read_bytes()[:5000])
    assert finished.faults_of(copy) and not finished.is_sound(copy, "any")
