"""How long one waits after failures, and that their list does not grow for ever."""

from pathlib import Path

import pytest

from data.people import attempts, database
from data.people.accounts import Accounts
from data.people.sessions import Sessions

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


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::1%eth0", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::1", "::/64"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_a_block_of_addresses_counts_as_one(address: str, block: str) -> None:
    assert attempts.block(address) == block


def test_who_moves_through_a_block_waits_all_the_same_and_its_neighbours_do_not(tmp_path: Path) -> None:
    for number in range(attempts.FREE_OF_ADDRESS):
        attempts.failed(tmp_path, f"name{number}", f"2001:db8:1:2::{number:x}", NOW)
    assert attempts.wait(tmp_path, "wang", "2001:db8:1:2:ffff::1", NOW) > 0
    assert attempts.wait(tmp_path, "wang", "2001:db8:1:3::1", NOW) == 0


def test_an_own_desk_is_known_by_its_block(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)
    accounts.add("wang", "", ["admin"], NOW)
    found = accounts.find("wang")
    assert found is not None
    Sessions(tmp_path).begin(found.person(), "password", "2001:db8:1:2::5", "", NOW)
    for _ in range(attempts.free("account")):
        attempts.failed(tmp_path, "wang", "10.6.6.6", NOW)
    assert attempts.wait(tmp_path, "wang", "10.6.6.7", NOW) > 0
    assert attempts.wait(tmp_path, "wang", "2001:db8:1:2::77", NOW) == 0
