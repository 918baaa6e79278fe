"""An SQL file of the snapshot's room makes one table, where it can say anything; what it reads is seen."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from data.snapshot import statements
from data.snapshot.bare import WRITTEN


def test_a_file_makes_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "statement", {"one.sql": "SELECT $number AS number"}.__getitem__)
    with duckdb.connect(":memory:") as database:
        statements.Draft(database).create("told", "one.sql", {"number": 3})
        assert database.execute("SELECT number FROM told").fetchall() == [(3,)]


def test_what_gives_no_rows_is_told_by_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "statement", {"none.sql": "-- nothing"}.__getitem__)
    with duckdb.connect(":memory:") as database, pytest.raises(ValueError, match=r"none\.sql gives no rows"):
        statements.Draft(database).create("told", "none.sql", {})


def test_every_file_of_the_room_is_read_by_its_name() -> None:
    assert statements.statement("sql/constants.sql").startswith("-- ")


def test_what_a_file_reads_is_among_its_words_also_by_way_of_a_macro() -> None:
    words = statements.words_in(statements.statement("series/retrofits_in_time.sql"))
    assert {"ledger_entries", "ledger_history", "month_ends", "plan_ledger_states"} <= words
    assert statements.words_in("SELECT 1 AS one -- FROM series\nFROM targets") == {
        *("SELECT", "AS", "one", "FROM", "targets")
    }


def test_a_file_is_asked_again_only_when_something_came_to_what_it_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = {
        "doubled.sql": "SELECT 2 * given.n AS n FROM given CROSS JOIN plan",
        "any.sql": "SELECT n FROM query_table($name)",
    }
    monkeypatch.setattr(statements, "statement", texts.__getitem__)
    with duckdb.connect(":memory:") as database:
        for table in ("plan", "given", "doubled", "again"):
            database.execute(f"CREATE TABLE {table} (n INTEGER)")
        draft = statements.Draft(database, ("given", "doubled", "again"))
        database.execute("INSERT INTO plan VALUES (0)")
        assert draft.is_silent("doubled.sql", {}) and draft.is_silent("any.sql", {"name": "doubled"})
        assert not draft.is_silent("any.sql", {"name": "plan"})
        draft.create("doubled", "doubled.sql", {})
        draft.add("given", database.sql("SELECT 1 AS n WHERE false"))
        assert draft.is_silent("doubled.sql", {}) and not draft.has_rows("doubled")
        draft.add("given", database.sql("SELECT 1 AS n"))
        assert not draft.is_silent("doubled.sql", {}) and draft.is_silent("any.sql", {"name": "doubled"})
        draft.create("doubled", "doubled.sql", {})
        draft.create("again", "any.sql", {"name": "doubled"})
        assert database.execute("FROM again").fetchall() == [(2,)] and "again" in draft.came


def test_a_draft_made_from_nothing_asks_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "statement", {"one.sql": "SELECT n FROM given"}.__getitem__)
    with duckdb.connect(":memory:") as database:
        draft = statements.Draft(database)
        draft.put_empty("given", pa.schema([("n", pa.int32())]))
        assert not draft.is_silent("one.sql", {})
        draft.create("told", "one.sql", {})
        assert database.execute("FROM told").fetchall() == []


def test_what_follows_the_rows_is_packed_as_runs_in_the_blocks_they_left(tmp_path: Path) -> None:
    stood = "SELECT DISTINCT compression FROM pragma_storage_info($name) WHERE segment_type = 'DOUBLE'"
    free = "SELECT free_blocks FROM pragma_database_size()"
    with duckdb.connect(str(tmp_path / "draft.duckdb"), config=WRITTEN) as database:
        database.begin()
        draft = statements.Draft(database)
        for table in ("rows_before", "rows_now"):
            database.execute(f"CREATE TABLE {table} AS SELECT n / 10 AS value FROM range(20000) AS r (n)")
            draft.write_down()
        database.execute("DROP TABLE rows_before")
        draft.numbers_follow()
        ((left,),) = database.execute(free).fetchall()
        database.execute("CREATE TABLE numbers AS SELECT n / 10 AS value FROM range(10000) AS r (n)")
        draft.write_down()
        assert database.execute(stood, {"name": "rows_now"}).fetchall() == [("ALP",)]
        assert "ALP" not in {how for (how,) in database.execute(stood, {"name": "numbers"}).fetchall()}
        assert left > database.execute(free).fetchall()[0][0]
        database.commit()
