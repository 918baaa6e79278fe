"""Accounts: who comes in by name and password, who does not, and who is made, changed and closed."""

from pathlib import Path

import pytest

from data.people import attempts, passwords
from data.people.accounts import Accounts, Refused
from data.people.roles import ROLES
from data.people.sentences import PeopleError
from data.people.session import Person
from data.people.sessions import Sessions

NOW = 1_790_000_000.0
GOOD = "柳江边的三棵榕树 2026"


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "store")


def comes_in(accounts: Accounts, name: str, password: str, at: float = NOW) -> Person:
    found = accounts.sign_in(name, password, "10.0.0.1", at)
    assert isinstance(found, Person), found
    return found


def test_the_first_start_makes_one_administrator_once(accounts: Accounts) -> None:
    password = accounts.first_administrator(NOW)
    assert password and accounts.first_administrator(NOW) is None
    person = comes_in(accounts, "admin", password)
    assert person.must_change and person.roles == tuple(ROLES)
    assert not person.may("view"), "nothing before the password is changed"
    assert accounts.set_password("admin", password, GOOD, "10.0.0.1", NOW) == []
    assert comes_in(accounts, " ADMIN ", GOOD).may("people")
    assert accounts.sign_in("admin", password, "10.0.0.1", NOW) == Refused("wrong")


def test_unknown_wrong_and_disabled_get_the_same_words(accounts: Accounts) -> None:
    accounts.first_administrator(NOW)
    password = accounts.add("wang", "王五", ["staff"], NOW, places=["450223"])
    accounts.disable("wang", NOW)
    refusals = {
        accounts.sign_in("nobody", password, "10.0.0.1", NOW),
        accounts.sign_in("wang", "wrong", "10.0.0.1", NOW),
        accounts.sign_in("wang", "x" * 100_000, "10.0.0.1", NOW),
    }
    assert refusals == {Refused("wrong")}
    assert accounts.sign_in("wang", password, "10.0.0.1", NOW) == Refused("disabled")


def test_failures_lock_an_account_for_longer_and_longer(accounts: Accounts) -> None:
    password = accounts.first_administrator(NOW) or ""
    waits = []
    at = NOW
    for _ in range(9):
        answer = accounts.sign_in("admin", "no", "10.0.0.1", at)
        assert isinstance(answer, Refused)
        waits.append(answer.wait)
        at += answer.wait
    assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240]
    at -= 1
    locked = accounts.sign_in("admin", password, "10.0.0.9", at)
    assert locked == Refused("locked", 1), "the right password waits too, from anywhere"
    assert "1 秒" in locked.said() and "1 second" in locked.said("en")
    assert comes_in(accounts, "admin", password, at + 1).name == "admin"
    assert accounts.sign_in("admin", "no", "10.0.0.2", at + 1) == Refused("wrong"), "counted from the start"


def test_strangers_lock_nobody_out_of_where_they_were_in_lately(accounts: Accounts) -> None:
    password = accounts.first_administrator(NOW) or ""
    Sessions(accounts.store).begin(comes_in_as(accounts), "password", "10.0.0.1", "", NOW)
    for _ in range(6):
        accounts.sign_in("admin", "no", "10.0.0.66", NOW)
    assert isinstance(accounts.sign_in("admin", password, "10.0.0.9", NOW), Refused), "locked elsewhere"
    assert comes_in(accounts, "admin", password).name == "admin"
    for _ in range(6):
        last = accounts.sign_in("admin", "no", "10.0.0.1", NOW)
    assert isinstance(last, Refused) and last.wait >= 15, "guesses at the own desk wait as everywhere"
    attempts.forget(accounts.store, "admin")
    assert comes_in(accounts, "admin", password).name == "admin"


def test_failures_lock_an_address_whatever_names_it_tries(accounts: Accounts) -> None:
    password = accounts.first_administrator(NOW) or ""
    for number in range(attempts.FREE_OF_ADDRESS):
        accounts.sign_in(f"name{number}", "no", "10.0.0.1", NOW)
    assert isinstance(accounts.sign_in("admin", password, "10.0.0.1", NOW), Refused)
    assert accounts.sign_in("admin", password, "10.0.0.2", NOW) == comes_in_as(accounts)


def comes_in_as(accounts: Accounts) -> Person:
    found = accounts.find("admin")
    assert found is not None
    return found.person()


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", {"password_short"}),
        ("aaaaaaaaaaaaaaaa", {"password_monotone"}),
        ("Password-12345", {"password_common"}),
        ("wangwu is my name", {"password_common"}),
        ("王五小明的账号密码两千零二十六", {"password_common"}),
        ("abcde" * 60, {"password_long"}),
        (GOOD, set()),
        ("correct horse battery staple", set()),
    ],
)
def test_the_rules_of_passwords(password: str, why: set[str]) -> None:
    assert set(passwords.faults(password, "wangwu", "王五小明")) == why


def test_a_password_is_changed_by_who_knows_the_old_one(accounts: Accounts) -> None:
    password = accounts.first_administrator(NOW) or ""
    sessions = Sessions(accounts.store)
    person = comes_in(accounts, "admin", password)
    mine, other = (sessions.begin(person, "password", "10.0.0.1", "", NOW) for _ in range(2))
    here = sessions.look(mine, NOW)
    assert here is not None
    given = {"address": "10.0.0.1", "now": NOW, "session": here.session}
    assert accounts.set_password("admin", "no", GOOD, **given) == [Refused("wrong")]  # type: ignore[arg-type]
    told = accounts.set_password("admin", password, password, **given)  # type: ignore[arg-type]
    assert told == [Refused("password_same")]
    assert accounts.set_password("admin", password, GOOD, **given) == []  # type: ignore[arg-type]
    assert sessions.look(mine, NOW) is not None and sessions.look(other, NOW) is None


def test_what_is_no_account_is_refused_and_changes_nothing(accounts: Accounts) -> None:
    accounts.first_administrator(NOW)
    before = accounts.all()
    for name, roles, key in [
        ("admin", ["staff"], "account_exists"),
        ("../etc", ["staff"], "account_name"),
        ("a", ["staff"], "account_name"),
        ("wang", ["king"], "role_unknown"),
        ("wang", [], "roles_none"),
    ]:
        with pytest.raises(PeopleError) as refused:
            accounts.add(name, "", roles, NOW)
        assert refused.value.key == key and refused.value.said("en") and accounts.all() == before
    given = {"shown": "", "places": None, "templates": None}
    with pytest.raises(PeopleError, match="最后一个"):
        accounts.change("admin", NOW, roles=["leader"], **given)  # type: ignore[arg-type]
    with pytest.raises(PeopleError, match="最后一个"):
        accounts.disable("admin", NOW)
    for ask in (accounts.disable, accounts.reset):
        with pytest.raises(PeopleError, match="没有账号"):
            ask("nobody", NOW)
    assert accounts.all() == before


def test_a_clerk_may_for_the_own_places_and_templates(accounts: Accounts) -> None:
    password = accounts.add("wang", "王五", ["staff"], NOW, places=["450223"], templates=["S1"])
    assert accounts.set_password("wang", password, GOOD, "", NOW) == []
    person = comes_in(accounts, "wang", GOOD)
    assert person.is_limited and person.may("view", place="450205") and person.may("upload")
    assert person.may("publish", "450223", "S1")
    assert not person.may("publish", "450205", "S1") and not person.may("publish", "450223", "S2")
    assert not person.may("rollback_all") and not person.may("review")


def test_a_new_password_by_an_administrator_ends_the_old_sessions(accounts: Accounts) -> None:
    old = accounts.add("wang", "王五", ["leader"], NOW)
    secret = Sessions(accounts.store).begin(comes_in(accounts, "wang", old), "password", "", "", NOW)
    new = accounts.reset("wang", NOW)
    assert Sessions(accounts.store).look(secret, NOW) is None
    assert comes_in(accounts, "wang", new).must_change
    assert accounts.sign_in("wang", old, "", NOW) == Refused("wrong")


def test_people_of_a_provider(accounts: Accounts) -> None:
    assert accounts.of_provider("u1", "https://sso", NOW) == Refused("stranger")
    accounts.add("wang", "王五", ["staff"], NOW)
    accounts.link("wang", "u1", "https://sso")
    found = accounts.of_provider("u1", "https://sso", NOW)
    assert isinstance(found, Person) and found.name == "wang"
    assert accounts.of_provider("u1", "https://other", NOW) == Refused("stranger")
    added = accounts.of_provider("Wang", "https://other", NOW, shown="王 六", adds=["leader"])
    assert isinstance(added, Person) and (added.name, added.shown, added.roles) == (
        "wang-2",
        "王 六",
        ("leader",),
    )
    assert accounts.of_provider("Wang", "https://other", NOW) == added
    assert accounts.sign_in("wang-2", "", "", NOW) == Refused("wrong"), "no password opens it"
    with pytest.raises(PeopleError, match="wang"):
        accounts.link("wang-2", "u1", "https://sso")
    accounts.add("boss", "", ["admin"], NOW)
    accounts.disable("wang", NOW)
    assert accounts.of_provider("u1", "https://sso", NOW) == Refused("disabled")


def test_who_comes_by_a_provider_needs_no_password_that_holds_once(accounts: Accounts) -> None:
    once = accounts.add("mei", "梅", ["leader"], NOW)
    sessions = Sessions(accounts.store)
    early = sessions.begin(comes_in(accounts, "mei", once), "password", "10.0.0.1", "", NOW)
    accounts.link("mei", "u-7", "https://sso")
    found = accounts.of_provider("u-7", "https://sso", NOW)
    assert isinstance(found, Person) and found.may("view"), "not asked for a password that nobody told"
    assert accounts.sign_in("mei", once, "10.0.0.1", NOW) == Refused("wrong"), "and it opens nothing more"
    assert sessions.look(early, NOW + 1) is None, "nor does a session that it opened before"
    new = accounts.reset("mei", NOW)
    assert comes_in(accounts, "mei", new).must_change
