"""The file of people: made once by whoever comes first, all of a change or nothing."""

import threading
from pathlib import Path

import pytest

from data.people import database


def test_all_of_a_change_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), database.writing(tmp_path) as connection:
        connection.execute("INSERT INTO used VALUES ('a', 'b', 1, '')")
        raise RuntimeError
    with database.reading(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM used").fetchone()[0] == 0
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_many_make_it_at_the_same_moment(tmp_path: Path) -> None:
    faults: list[BaseException] = []

    def write(number: int) -> None:
        try:
            with database.writing(tmp_path) as connection:
                connection.execute("INSERT INTO used VALUES ('a', ?, 1, '')", (str(number),))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading(tmp_path) as connection:
        assert (faults, connection.execute("SELECT count(*) FROM used").fetchone()[0]) == ([], 8)
