"""The file about people is made durable, private, and settled the same way for every connection."""

import stat
import threading
from pathlib import Path

import pytest

from data.people import database


def test_every_connection_is_settled_and_nobody_else_may_read_the_folder(store: Path) -> None:
    with database.reading(store) as connection:
        connection.execute("CREATE TABLE one (x)")
        told = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert told == ["wal", 2, 1]
    assert stat.S_IMODE(database.path_of(store).parent.stat().st_mode) == 0o700
    assert [path.name for path in database.path_of(store).parent.iterdir()] == ["people.sqlite"], (
        "closed, nothing lies beside it"
    )


def test_all_of_a_change_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), database.writing(tmp_path) as connection:
        connection.execute("INSERT INTO used VALUES ('a', 'b', 1)")
        raise RuntimeError
    with database.reading(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM used").fetchone()[0] == 0


def test_many_make_it_at_the_same_moment(tmp_path: Path) -> None:
    faults: list[BaseException] = []

    def write(number: int) -> None:
        try:
            with database.writing(tmp_path) as connection:
                connection.execute("INSERT INTO used VALUES ('a', ?, 1)", (str(number),))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading(tmp_path) as connection:
        assert (faults, connection.execute("SELECT count(*) FROM used").fetchone()[0]) == ([], 8)
