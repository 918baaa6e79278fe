"""Sessions: how long one holds, who ends it, and that every process sees the same."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from data.people import database
from data.people.accounts import Accounts
from data.people.session import Person
from data.people.sessions import MOST, Limits, Sessions

NOW = 1_790_000_000.0


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    accounts = Accounts(path)
    accounts.add("boss", "", ["admin"], NOW)
    accounts.add("wang", "王五", ["staff", "leader"], NOW, places=["450223"])
    return path


def begun(store: Path, name: str = "wang", at: float = NOW) -> str:
    found = Accounts(store).find(name)
    assert found is not None
    return Sessions(store).begin(found.person(), "password", "10.0.0.1", "Chromium", at)


def seen(store: Path, secret: str, at: float = NOW) -> Person | None:
    return Sessions(store).look(secret, at)


def test_a_session_says_who_it_is_and_nothing_else_opens_it(store: Path) -> None:
    secret = begun(store)
    person = seen(store, secret)
    assert person is not None and (person.name, person.shown) == ("wang", "王五")
    assert person.places == frozenset({"450223"}) and person.roles == ("leader", "staff") and person.session
    for other in ("", person.session, secret[:-1], secret + "x", secret.upper(), "' OR 1=1 --"):
        assert seen(store, other) is None


def test_the_secret_lies_nowhere(store: Path) -> None:
    secret = begun(store)
    assert all(secret.encode() not in path.read_bytes() for path in database.path_of(store).parent.iterdir())
    assert database.path_of(store).parent.stat().st_mode & 0o077 == 0


def test_idle_and_absolute_limits(store: Path) -> None:
    idle = begun(store)
    assert seen(store, idle, NOW + 3599) is not None
    assert seen(store, idle, NOW + 3599 + 3600) is None, "an hour since it was last seen"
    busy, at = begun(store), NOW
    while at < NOW + 12 * 3600 - 1800:
        at += 1800
        assert (seen(store, busy, at) is not None) is (at < NOW + 12 * 3600)
    assert seen(store, busy, NOW + 12 * 3600) is None
    short = Sessions(store, Limits(idle=10, absolute=20))
    assert short.look(begun(store), NOW + 11) is None


def test_that_somebody_is_there_is_noted_once_a_minute(store: Path) -> None:
    secret = begun(store)
    noted = []
    for at in (NOW + 30, NOW + 61, NOW + 100, NOW + 122):
        seen(store, secret, at)
        noted.append(Sessions(store).of("wang", at)[0].touched - NOW)
    assert noted == [0, 61, 61, 122]


def test_ended_revoked_and_all(store: Path) -> None:
    first, second, third, other = (begun(store), begun(store), begun(store), begun(store, "boss"))
    sessions = Sessions(store)
    sessions.end(first, NOW)
    assert seen(store, first) is None
    held = seen(store, second)
    assert held is not None
    sessions.revoke(held.session, NOW)
    assert seen(store, second) is None and seen(store, third) is not None
    assert [one.name for one in sessions.all(NOW)] == ["boss", "wang"]
    sessions.end_all("wang", NOW)
    assert seen(store, third) is None and seen(store, other) is not None and sessions.of("wang", NOW) == []


def test_a_demoted_or_disabled_person_is_so_at_once(store: Path) -> None:
    secret = begun(store)
    Accounts(store).change("wang", NOW, shown="", roles=["leader"], places=None, templates=None)
    person = seen(store, secret)
    assert person is not None and (person.roles, person.places) == (("leader",), None)
    Accounts(store).disable("wang", NOW)
    assert seen(store, secret) is None
    Accounts(store).disable("wang", NOW, disabled=False)
    assert seen(store, secret) is None, "opened again, one signs in again"


def test_a_person_has_so_many_sessions_and_no_more(store: Path) -> None:
    secrets = [begun(store, at=NOW + number) for number in range(MOST + 1)]
    assert seen(store, secrets[0], NOW + MOST) is None and seen(store, secrets[1], NOW + MOST) is not None


def test_a_session_without_an_account_cannot_be(store: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        Sessions(store).begin(Person("ghost", ("admin",)), "password", "", "", NOW)


def test_another_process_sees_it_at_once(store: Path) -> None:
    secret = begun(store)
    script = (
        "import sys; from pathlib import Path; from data.people.sessions import Sessions\n"
        f"sessions = Sessions(Path({str(store)!r})); at = {NOW}\n"
        "for line in sys.stdin:\n"
        "    print(sessions.look(line.strip(), at) is not None, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None and other.stdout is not None
        answers = []
        for end in (False, True):
            if end:
                Sessions(store).end(secret, NOW)
            other.stdin.write(secret + "\n")
            other.stdin.flush()
            answers.append(other.stdout.readline().strip())
        other.stdin.close()
    assert answers == ["True", "False"]
