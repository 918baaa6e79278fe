"""What one may send on a day and try in a minute is counted for all server processes of a store together."""

import threading
from pathlib import Path

from data.people import database, shares

NOW = 1_790_000_000.0


def sent(store: Path, name: str, size: int, day: str = "a") -> bool:
    return shares.sends(store, name, size, day, files=2, most=10)


def test_files_and_bytes_of_a_day(tmp_path: Path) -> None:
    assert sent(tmp_path, "li", 5) and not sent(tmp_path, "li", 6) and sent(tmp_path, "li", 5)
    assert not sent(tmp_path, "li", 0) and sent(tmp_path, "wang", 1) and sent(tmp_path, "li", 1, "b")
    assert sent(tmp_path, "li", 9, "b") and not sent(tmp_path, "li", 0, "b")


def test_a_minute_fills_up_again_and_a_clock_set_back_does_not_fill_it(tmp_path: Path) -> None:
    def tried(at: float) -> bool:
        return shares.tries(tmp_path, "10.0.0.1", 3, NOW + at)

    assert [tried(0) for _ in range(4)] == [True] * 3 + [False]
    assert shares.tries(tmp_path, "10.0.0.2", 3, NOW)
    assert [tried(20.1) for _ in range(2)] == [True, False]
    assert not tried(-9000) and tried(-8979)  # a third of a minute later by the clock as it is now


def test_the_list_of_addresses_is_short(tmp_path: Path) -> None:
    for number in range(5):
        shares.tries(tmp_path, f"10.0.0.{number}", 3, NOW + 30 * number)
    with database.reading(tmp_path) as connection:
        assert connection.execute("SELECT count(*) FROM tries").fetchone()[0] == 3


def test_many_at_once_get_no_more_than_the_share(tmp_path: Path) -> None:
    got: list[bool] = []
    tasks = [threading.Thread(target=lambda: got.append(sent(tmp_path, "li", 1))) for _ in range(8)]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    assert sorted(got) == [False] * 6 + [True] * 2
