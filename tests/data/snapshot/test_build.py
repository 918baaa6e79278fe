"""A snapshot is made once and can be made again: the same uploads say the same, to the last bit."""

from pathlib import Path

import duckdb
import pytest

from data.keep import journal
from data.plan import plan
from data.snapshot import build, finished


@pytest.mark.slow
def test_the_sample_store_built_again_says_the_same_to_the_last_bit(
    sample_store: Path, tmp_path: Path
) -> None:
    entries = journal.read()
    newest = entries[-1]
    target = tmp_path / "again.duckdb"
    built = build.build(target, journal.active(entries), generation=newest.generation, at=newest.at)
    assert (built.name, built.logical) == (newest.snapshot, newest.logical)
    assert finished.faults_of(target) == [] and finished.logical_of(target) == newest.logical


def test_a_snapshot_that_lost_a_row_is_found_out(sample_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "short.duckdb"
    build.build(target, [], generation=1, at="2026-01-01T00:00:00+08:00")
    with duckdb.connect(str(target)) as database:
        database.execute("DELETE FROM plan_regions WHERE code = city()")
    known = len(plan().regions)
    assert finished.faults_of(target) == [f"plan_regions: {known - 1} ≠ {known}"]
