"""Who takes a file stands in the audit log: who, which, from where; and nothing until it is taken."""

from pathlib import Path

import pytest

from data.people import acting, audit, session
from data.people.accounts import Accounts
from data.people.sentences import NotAllowed
from data.people.session import NotLocal, Person
from pages.frame import exporting, guard


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
    monkeypatch.setattr(guard, "current", lambda: Person("wang", ("admin",)))
    accounts = Accounts(store)
    for name in ("wang", "li"):
        once = accounts.add(name, name, ("admin",), 1.0)
        assert accounts.set_password(name, once, "柳江边的三棵榕树 2026", "", 1.0) == []
    with acting.by(Person("wang", ("admin",))):
        taken, table = (exporting.noted("a.csv", b"log", action) for action in ("audit", "export"))
    accounts.change("wang", 2.0, shown="wang", roles=("leader",), places=None, templates=None)
    with pytest.raises(NotAllowed):
        taken()
    assert table() == b"log"
    assert [line.what for line in audit.entries(store) if line.what == "export"] == ["export"]
