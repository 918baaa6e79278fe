"""Who takes a file stands in the audit log: who, which, from where; and nothing until it is taken."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.people import acting, audit, passwords, session
from data.people.accounts import Accounts
from data.people.sentences import NotAllowed
from data.people.session import NotLocal, Person
from data.people.sessions import Sessions
from pages.frame import exporting, guard
from tests.support.people import CHEAP


def test_a_file_that_is_taken_is_noted_under_who_saw_the_button(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "current", lambda: Person("甲", ("leader",)))
    with audit.acting_from("10.1.1.1"):
        taken = exporting.noted("总览.csv", lambda: b"bytes")
        other = exporting.noted("二.csv", b"two")
    assert audit.entries(store) == []
    monkeypatch.setattr(guard, "current", lambda: Person("乙", ("leader",)))
    assert (taken(), other()) == (b"bytes", b"two")
    assert [(line.who, line.what, line.about, line.place) for line in audit.entries(store)] == [
        ("甲", "export", "二.csv", "10.1.1.1"), ("甲", "export", "总览.csv", "10.1.1.1"),
    ]  # fmt: skip


def test_a_button_without_a_door_is_noted_without_a_name(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> Person:
        raise NotLocal

    monkeypatch.setattr(guard, "current", nobody)
    exporting.noted("a.csv", b"")()
    assert [line.who for line in audit.entries(store)] == [""]


def test_a_file_of_the_administration_is_for_who_still_administers(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that stays open after its person was demoted hands out no audit log, though they may export."""
    monkeypatch.setattr(session, "mode", lambda: "accounts")
    taken, table, accounts, _ = opened(store, monkeypatch)
    accounts.change("wang", 2.0, shown="wang", roles=("leader",), places=None, templates=None)
    with pytest.raises(NotAllowed):
        taken()
    assert table() == b"log"
    assert [line.what for line in audit.entries(store) if line.what == "export"] == ["export"]


@pytest.mark.parametrize("how", ["signed out", "revoked", "disabled", "reset", "too old"])
def test_a_page_left_open_hands_nothing_out_once_its_session_is_over(
    how: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, table, accounts, secret = opened(store, monkeypatch)
    sessions, now = Sessions(store), time.time()
    if how == "signed out":
        sessions.end(secret, now)
    elif how == "revoked":
        sessions.end_all("wang", now, by="li")
    elif how == "disabled":
        accounts.disable("wang", now)
    elif how == "reset":
        accounts.reset("wang", now)
    else:
        monkeypatch.setattr(time, "time", lambda: now + 13 * 3600)
    for one in (taken, table):
        with pytest.raises(NotAllowed) as refused:
            one()
        assert any("\u4e00" <= letter <= "\u9fff" for letter in str(refused.value))
    assert [line.what for line in audit.entries(store) if line.what == "export"] == []


def opened(
    store: Path, patch: pytest.MonkeyPatch
) -> tuple[Callable[[], bytes], Callable[[], bytes], Accounts, str]:
    """wang, an administrator among two, has opened a page: its log, its table, the accounts, the session."""
    patch.setattr(session, "mode", lambda: "accounts")
    patch.setattr(passwords, "HASHER", CHEAP)
    accounts = Accounts(store)
    for name in ("wang", "li"):
        once = accounts.add(name, name, ("admin",), 1.0)
        assert accounts.set_password(name, once, "柳江边的三棵榕树 2026", "", 1.0) == []
    account = accounts.find("wang")
    assert account is not None
    secret = Sessions(store).begin(account.person(), "password", "10.0.0.1", "", time.time())
    person = Sessions(store).look(secret, time.time())
    assert person is not None
    patch.setattr(guard, "current", lambda: person)
    with acting.by(person):
        taken, table = (exporting.noted("a.csv", b"log", action) for action in ("audit", "export"))
    return taken, table, accounts, secret
