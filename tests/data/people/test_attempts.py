"""How long one waits after failures, and that their list does not grow for ever."""

from pathlib import Path

import pytest

from data.people import attempts, database

NOW = 1_790_000_000.0


def test_waits_grow_up_to_a_quarter_of_an_hour() -> None:
    assert [attempts.pause(over) for over in (-3, -1, 0, 1, 2, 6, 1000)] == [0, 0, 15, 30, 60, 900, 900]


def test_failures_are_forgotten_after_a_day_and_the_list_is_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "MOST", 6)
    for number in range(9):
        attempts.failed(tmp_path, f"name{number}", "10.0.0.1", NOW + number)
    assert rows(tmp_path) == 6
    attempts.failed(tmp_path, "late", "10.0.0.2", NOW + attempts.FORGOTTEN + 60)
    assert rows(tmp_path) == 2


def test_a_clock_that_was_set_back_locks_nobody_for_long(tmp_path: Path) -> None:
    for _ in range(attempts.free("account")):
        attempts.failed(tmp_path, "wang", "10.0.0.1", NOW + 1e7)
    assert 0 < attempts.wait(tmp_path, "wang", "10.0.0.3", NOW) <= attempts.longest_wait()
    assert attempts.wait(tmp_path, "wang", "10.0.0.3", NOW + 1e7 + attempts.longest_wait()) == 0


def rows(store: Path) -> int:
    with database.reading(store) as connection:
        return int(connection.execute("SELECT count(*) FROM attempts").fetchone()[0])
