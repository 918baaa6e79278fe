"""An SQL file of the snapshot's room makes one table, or says that it gives no rows."""

import duckdb
import pytest

from data.snapshot import statements


def test_a_file_makes_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "statement", {"one.sql": "SELECT $number AS number"}.__getitem__)
    with duckdb.connect(":memory:") as database:
        statements.create(database, "told", "one.sql", {"number": 3})
        assert database.execute("SELECT number FROM told").fetchall() == [(3,)]


def test_what_gives_no_rows_is_told_by_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "statement", {"none.sql": "-- nothing"}.__getitem__)
    with duckdb.connect(":memory:") as database, pytest.raises(ValueError, match=r"none\.sql gives no rows"):
        statements.create(database, "told", "none.sql", {})


def test_every_file_of_the_room_is_read_by_its_name() -> None:
    assert statements.statement("sql/constants.sql").startswith("-- ")
