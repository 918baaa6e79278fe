"""A snapshot is made once and can be made again: the same uploads say the same, to the last bit."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from data.keep import journal
from data.plan import plan
from data.snapshot import bare, build, finished


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


def test_a_template_of_which_nothing_came_has_the_very_columns_of_one_with_rows(
    sample_store: Path, tmp_path: Path
) -> None:
    def columns(path: Path) -> dict[str, list[tuple[str, str]]]:
        tables = {t.table for t in plan().templates.values()} | {
            f"{t.table}_all" for t in plan().templates.values()
        }
        question = (
            "SELECT table_name, list((column_name, data_type) ORDER BY column_index) FROM duckdb_columns() "
            "WHERE list_contains($tables, table_name) GROUP BY table_name"
        )
        with duckdb.connect(str(path), read_only=True) as database:
            return dict(database.execute(question, {"tables": sorted(tables)}).fetchall())

    empty = tmp_path / "empty.duckdb"
    build.build(empty, [], generation=1, at="2026-01-01T00:00:00+08:00")
    filled = columns(sample_store / "snapshots" / journal.read()[-1].snapshot)
    assert len(filled) == 2 * len(plan().templates)
    unfilled = columns(empty)
    assert [name for name in filled if unfilled[name] != filled[name]] == []


@pytest.fixture
def no_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder lies where the engine would write its log once a file is open: it fails if it tries."""

    def connect(path: str, **given: Any) -> duckdb.DuckDBPyConnection:
        made = duckdb.connect(path, **given)
        Path(f"{path}.wal").mkdir(exist_ok=True)
        return made

    monkeypatch.setattr(build, "duckdb", SimpleNamespace(connect=connect))


def test_a_snapshot_is_written_by_one_commit_and_without_a_log_beside_it(
    store: Path, tmp_path: Path, no_log: None
) -> None:
    target = tmp_path / "draft.duckdb"
    built = build.build(target, [], generation=1, at="2026-01-01T00:00:00+08:00")
    log = Path(f"{target}.wal")
    assert sorted(tmp_path.iterdir()) == [target, log] and not list(log.iterdir())
    log.rmdir()
    assert finished.faults_of(target) == [] and finished.logical_of(target) == built.logical


def test_the_folder_in_place_of_a_log_stops_a_build_that_writes_one(
    store: Path, tmp_path: Path, no_log: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in ("wal_autocheckpoint", "auto_checkpoint_skip_wal_threshold"):
        monkeypatch.delitem(bare.WRITTEN, setting)
    with pytest.raises(duckdb.Error, match="Is a directory"):
        build.build(tmp_path / "draft.duckdb", [], generation=1, at="2026-01-01T00:00:00+08:00")
