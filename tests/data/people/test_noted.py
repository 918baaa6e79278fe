"""Whatever changes an account or a session stands in the audit log, together with it; no password does."""

from pathlib import Path

import pytest

from data.people import audit, passwords
from data.people.accounts import Accounts
from data.people.sentences import PeopleError
from data.people.session import Person
from data.people.sessions import Limits, Sessions

NOW = 1_800_000_000.0


@pytest.fixture
def known(store: Path) -> Accounts:
    accounts = Accounts(store)
    accounts.first_administrator(NOW)
    return accounts


def lines(store: Path) -> list[tuple[str, str, str, str]]:
    """Who, what, about what and from where; oldest first."""
    return [(one.who, one.what, one.about, one.place) for one in reversed(audit.entries(store))]


def test_every_change_of_an_account_is_noted_with_who_did_it_and_from_where(
    known: Accounts, store: Path
) -> None:
    once = known.add("li", "李四", ["staff"], NOW, places={"450205"}, by="admin", where="10.0.0.1")
    known.change("li", NOW, shown="李四", roles=["leader"], places=None, templates=None, by="admin")
    known.link("li", "u1", "https://id", by="admin")
    known.disable("li", NOW, by="admin")
    known.disable("li", NOW, disabled=False, by="admin")
    again = known.reset("li", NOW, by="admin")
    assert lines(store) == [
        ("admin", "first_administrator", "admin", ""),
        ("admin", "person_added", 'li 李四 staff places ["450205"]', "10.0.0.1"),
        ("admin", "person_changed", "li 李四 leader", ""),
        ("admin", "person_linked", "li = u1 (https://id)", ""),
        ("admin", "person_disabled", "li", ""),
        ("admin", "person_enabled", "li", ""),
        ("admin", "person_reset", "li", ""),
    ]
    told = " ".join(" ".join(line) for line in lines(store))
    assert once not in told and again not in told and audit.faults(store) == []


def test_what_did_not_happen_is_not_noted(known: Accounts, store: Path) -> None:
    for wrong in (
        lambda: known.add("admin", "x", ["staff"], NOW),
        lambda: known.disable("admin", NOW, by="admin"),
        lambda: known.reset("nobody", NOW, by="admin"),
    ):
        with pytest.raises(PeopleError):
            wrong()
    assert [line[1] for line in lines(store)] == ["first_administrator"]


def test_sign_in_failures_a_lock_out_a_change_of_password_and_sign_out_are_noted(
    known: Accounts, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "fits", lambda given, kept: given == "right" and kept is not None)
    for _ in range(7):
        known.sign_in("admin", "wrong", "10.0.0.7", NOW)
    failed = [line for line in lines(store) if line[1] in audit.FAILED]
    assert [line[1] for line in failed].count("locked_out") == 1 and len(failed) <= 6
    assert {(line[0], line[3]) for line in failed} == {("admin", "10.0.0.7")}
    later = NOW + 86400
    assert known.set_password("admin", "right", "Korrekt-Pferd-77-Akku", "10.0.0.8", later) == []
    sessions = Sessions(store, Limits(3600, 36000))
    secret = sessions.begin(Person("admin", ("admin",)), "password", "10.0.0.8", "Firefox", later)
    sessions.end(secret, later)
    sessions.end(secret, later)
    other = sessions.begin(Person("admin", ("admin",)), "password", "10.0.0.8", "Firefox", later)
    (one,) = sessions.of("admin", later)
    sessions.revoke(one.id, later, by="chief", where="10.0.0.9")
    assert sessions.look(other, later) is None
    told = [(line[0], line[1], line[3]) for line in lines(store)][-5:]
    assert told == [
        ("admin", "password", "10.0.0.8"),
        ("admin", "sign_in", "10.0.0.8"),
        ("admin", "sign_out", "10.0.0.8"),
        ("admin", "sign_in", "10.0.0.8"),
        ("chief", "revoked", "10.0.0.9"),
    ]
    assert not any("wrong" in line[2] and "right" in line[2] for line in lines(store))


def test_what_was_typed_for_a_name_that_nobody_has_is_not_kept(known: Accounts, store: Path) -> None:
    """Whoever is in a hurry types the password where the name belongs."""
    known.sign_in("My-Secret-Passphrase-7", "", "10.0.0.9", NOW)
    newest = audit.entries(store)[0]
    assert (newest.who, newest.what, newest.about) == ("?", "sign_in_failed", "wrong")
    assert "my-secret" not in str(lines(store)).casefold()
