"""From where somebody acts is the address that the gate saw when they signed in, not that of a proxy."""

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.people import session
from data.people.accounts import Accounts
from data.people.session import Person
from data.people.sessions import Limits, Sessions
from pages.frame import guard


def test_the_address_is_that_of_the_session_else_of_the_window(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert guard.whereabouts() == "", "a command has no window"
    Accounts(store).first_administrator(time.time())
    sessions = Sessions(store, Limits(60, 60))
    held = sessions.begin(Person("admin", ("admin",)), "password", "10.0.0.8", "", time.time())
    shown = {"secret": held}
    monkeypatch.setattr(guard, "get_script_run_ctx", object)
    monkeypatch.setattr(guard, "secret", lambda: shown["secret"])
    monkeypatch.setattr(guard, "st", SimpleNamespace(context=SimpleNamespace(ip_address="10.9.9.9")))
    monkeypatch.setattr(session, "mode", lambda: "accounts")
    assert guard.whereabouts() == "10.0.0.8"
    shown["secret"] = "unknown"
    assert guard.whereabouts() == "10.9.9.9"
    monkeypatch.setattr(session, "mode", lambda: "machine")
    assert guard.whereabouts() == "10.9.9.9"
