"""Whoever looks at an upload finds the corrections and locks in force in the snapshot alone."""

from pathlib import Path

import duckdb

from data.plan import plan
from data.snapshot import in_force, published


def test_of_a_template_and_of_all(amended_store: Path) -> None:
    energy, other = plan().templates["S1"], plan().templates["S5"]
    assert in_force.corrections_of(energy) == in_force.all_corrections() != []
    assert in_force.locks_of(energy) == in_force.all_locks() != []
    assert in_force.corrections_of(other) == [] and in_force.locks_of(other) == []


def test_an_older_snapshot_or_none_knows_of_none(store: Path, tmp_path: Path) -> None:
    assert in_force.all_corrections() == []
    older = tmp_path / "older.duckdb"
    duckdb.connect(str(older)).close()
    with published.standing_on(older, {}):
        assert in_force.all_corrections() == [] and in_force.all_locks() == []


def test_a_process_that_stands_on_no_snapshot_finds_nothing() -> None:
    with published.standing_on(None, {}):
        assert in_force.locks_of(plan().templates["S1"]) == []
