"""Of a copy of an earlier snapshot only that is made again which something that came can change."""

from collections.abc import Iterator

import duckdb
import pytest

from data.snapshot import statements
from data.snapshot.changing import Delta
from data.snapshot.finished import said_by, said_of

TEXTS = {
    "doubled.sql": "SELECT upload, 2 * n AS n FROM given",
    "signs.sql": "SELECT DISTINCT sign(n) AS n FROM given",
    "beyond.sql": "SELECT n + 1 AS n FROM signs",
    "late.sql": "SELECT count(*) AS n FROM signs WHERE $at = ''",
}


@pytest.fixture
def delta(monkeypatch: pytest.MonkeyPatch) -> Iterator[Delta]:
    """A snapshot of one upload, and three tables made of it."""
    monkeypatch.setattr(statements, "statement", TEXTS.__getitem__)
    with duckdb.connect(":memory:") as database:
        database.execute("CREATE TABLE given AS SELECT 'a' AS upload, 1 AS n UNION ALL SELECT 'b', 2")
        for table in ("doubled", "signs", "beyond"):
            database.sql(TEXTS[f"{table}.sql"]).create(table)
        yield Delta(database, said_by(database), same_day=True)


def made(delta: Delta) -> None:
    for table in ("doubled", "signs", "beyond"):
        delta.create(table, f"{table}.sql", {})


def test_where_nothing_came_nothing_is_made_again(delta: Delta, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delta, "renew", None)
    made(delta)
    assert delta.came == set() and delta.says() == delta.before


def test_what_is_made_again_and_says_the_same_did_not_come(delta: Delta) -> None:
    delta.swap("given", ["b"], ["c"], delta.database.sql("SELECT 'c' AS upload, 7 AS n"))
    made(delta)
    assert delta.came == {"given", "doubled"}, "the signs are the same, so nothing beyond them is asked"
    assert delta.database.execute("FROM doubled ORDER BY n").fetchall() == [("a", 2), ("c", 14)]
    assert delta.says() == said_by(delta.database), "what is counted is what a count from nothing says"


def test_a_table_of_which_some_rows_can_be_other_is_counted_by_these(delta: Delta) -> None:
    delta.swap("given", ["b"], ["c"], delta.database.sql("VALUES ('c', 7)"))
    delta.database.execute("CREATE TEMP TABLE again AS SELECT unnest(['b', 'c']) AS upload")
    delta.renew_for("doubled", "doubled.sql", {}, "again")
    assert delta.counted["doubled"] == said_of(delta.database, "doubled") and "doubled" in delta.came
    delta.drop("again")
    assert delta.says() == said_by(delta.database)


def test_another_day_asks_what_depends_on_it(delta: Delta) -> None:
    assert delta.stays("late.sql", {"at": "2026-11-20"}) and not delta.is_silent("late.sql", {})
    other = Delta(delta.database, delta.before, same_day=False)
    assert not other.stays("late.sql", {"at": "2026-11-21"}) and other.stays("late.sql", {})


def test_uploads_go_and_come_and_only_they_are_counted(delta: Delta) -> None:
    delta.swap("given", ["a"], [], None)
    assert delta.counted["given"] == said_of(delta.database, "given") == (1, delta.counted["given"][1])
    delta.swap("given", ["b"], ["a", "b"], delta.database.sql("VALUES ('a', 1), ('b', 2)"))
    assert delta.says()["given"] == delta.before["given"]


def again(delta: Delta, upload: str, number: int) -> None:
    """Sets a table aside and makes it again for one upload, as saying a number; another one's is too much."""
    delta.database.execute("CREATE TEMP TABLE again AS SELECT $upload AS upload", {"upload": upload})
    delta.set_aside("given")
    assert "given" not in delta.standing
    delta.database.execute("CREATE TABLE given AS SELECT 'z' AS upload, 0 AS n")
    delta.database.execute("INSERT INTO given VALUES ($upload, $n)", {"upload": upload, "n": number})
    delta.keep_only("given", "again")
    delta.bring_back("given", "again")
    delta.drop("again")


def test_a_part_is_made_again_beside_what_waits(delta: Delta) -> None:
    again(delta, "b", 9)
    assert delta.database.execute("FROM given").fetchall() == [("a", 1), ("b", 9)]
    assert delta.says()["given"] == said_of(delta.database, "given")


def test_a_part_that_says_what_it_said_did_not_come(delta: Delta) -> None:
    again(delta, "b", 2)
    assert delta.came == set() and delta.says() == delta.before == said_by(delta.database)


def test_a_table_that_says_what_it_said_is_settled(delta: Delta) -> None:
    delta.clear("given")
    delta.settle("given")
    assert "given" in delta.came and delta.counted["given"] == (0, 0)
    delta.add("given", delta.database.sql("VALUES ('b', 2), ('a', 1)"))
    delta.forget("given", "upload", "nobody")
    delta.settle("given")
    assert delta.came == set() and delta.says() == delta.before


def test_a_file_without_rows_is_told_and_a_new_table_came(
    delta: Delta, monkeypatch: pytest.MonkeyPatch
) -> None:
    delta.create("third", "signs.sql", {})
    assert "third" in delta.came and statements.quoted('a"b') == '"a""b"'
    monkeypatch.setattr(statements, "statement", {"none.sql": "-- nothing"}.__getitem__)
    with pytest.raises(ValueError, match=r"none\.sql gives no rows"):
        delta.renew("third", "none.sql", {})
