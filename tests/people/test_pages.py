"""What every role finds: pages in the contents, those an address opens, and what is said of the others.

With a session that holds, one that was ended, and one whose person was disabled or demoted meanwhile.
"""

import importlib
import itertools
import re
import sys
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.people import passwords
from data.people.accounts import Accounts
from data.people.roles import ROLES
from data.people.session import NotSignedIn, Person, Wall
from data.people.sessions import Sessions
from pages.frame import door, guard
from pages.frame.door import Entry
from tests.support.pages import ROOT, visited
from tests.support.people import CHEAP

NOW = time.time()
app_py = importlib.import_module("app")
PAGES: tuple[Entry, ...] = app_py.PAGES
sys.modules.pop("app", None)
HELD = [entry for entry in PAGES if entry.action != "view"]


@pytest.fixture
def peopled(store: Path, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    """An account of each role, in an empty store where people sign in."""
    monkeypatch.setenv("PEAK_SIGN_IN", "accounts")
    monkeypatch.setattr(passwords, "HASHER", CHEAP)
    accounts = Accounts(store)
    for role in ROLES:
        password = accounts.add(role, "", [role], NOW)
        assert accounts.set_password(role, password, "柳江边的三棵榕树 2026", "", NOW) == []
    return accounts


def sits(monkeypatch: pytest.MonkeyPatch, accounts: Accounts, name: str) -> str:
    """Somebody has signed in and sits at the page; the secret of the session."""
    account = accounts.find(name)
    assert account is not None
    secret = Sessions(accounts.store).begin(account.person(), "password", "10.0.0.1", "Chromium", NOW)
    monkeypatch.setattr(guard, "secret", lambda: secret)
    return secret


def errors(app: AppTest) -> str:
    assert not app.exception, app.exception
    return " ".join(error.value for error in app.error)


@pytest.mark.parametrize("role", ROLES)
def test_the_contents_of_a_role(role: str, peopled: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    sits(monkeypatch, peopled, role)
    monkeypatch.setattr(door, "_page", lambda *told: told)
    found = [told[2] for told in door._contents(PAGES, "").values() if told[-1] == "visible"]  # type: ignore[index]
    may = Person("", (role,)).may
    assert found == [entry.path for entry in PAGES if may(entry.action) and not entry.hidden]


@pytest.mark.parametrize(("pages", "deck"), [(("overview",), False), (("overview", "meeting"), True)])
def test_a_wall_presents_only_where_the_settings_name_the_deck(
    pages: tuple[str, ...], deck: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deck tells of decisions, tasks and places too: `?present=1` on a named page must not open them."""
    monkeypatch.setattr(guard, "require", lambda _: Wall("wall", (), pages=pages))
    monkeypatch.setattr(door, "_page", lambda file, *_: file)
    told = app_py.DECK if deck else "pages/leaders/overview/page.py"
    assert door._contents(PAGES, app_py.DECK) == {"overview": told}


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.path)
def test_a_page_asks_for_what_the_contents_say(entry: Entry) -> None:
    asked = re.findall(
        r'(?:open_page|guard\.require)\(\s*"(\w+)"', (ROOT / entry.file).read_text(encoding="utf-8")
    )
    assert asked and asked[0] == entry.action


@pytest.mark.parametrize(
    ("entry", "role"), list(itertools.product(HELD, ROLES)), ids=lambda told: getattr(told, "path", told)
)
def test_an_address_opens_what_the_role_may(
    entry: Entry, role: str, peopled: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits(monkeypatch, peopled, role)
    told = errors(visited(entry.file))
    assert ("您的角色没有" in told) is not Person("", (role,)).may(entry.action), told


PLAIN = "pages/staff/upload/page.py"


def test_without_a_session_nothing_is_drawn(peopled: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = sits(monkeypatch, peopled, "staff")
    assert errors(visited(PLAIN)) == ""
    for other in ("", "x" * 43, secret.swapcase()):
        monkeypatch.setattr(guard, "secret", lambda told=other: told)
        assert "重新登录" in errors(visited(PLAIN)) and not guard.may("view")
    monkeypatch.setattr(guard, "secret", lambda: secret)
    Sessions(peopled.store).end(secret, NOW)
    assert "重新登录" in errors(visited(PLAIN))
    with pytest.raises(NotSignedIn):
        guard.current()


def test_disabled_demoted_and_reset_hold_at_the_next_rerun(
    peopled: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    sits(monkeypatch, peopled, "staff")
    app = visited(PLAIN)
    assert errors(app) == ""
    peopled.change("staff", NOW, shown="", roles=["leader"], places=None, templates=None)
    assert "没有" in errors(app.run())
    peopled.change("staff", NOW, shown="", roles=["staff"], places=None, templates=None)
    assert errors(app.run()) == ""
    peopled.disable("staff", NOW)
    assert "重新登录" in errors(app.run())
    peopled.disable("staff", NOW, disabled=False)
    sits(monkeypatch, peopled, "staff")
    assert errors(app.run()) == ""
    peopled.reset("staff", NOW)
    assert "重新登录" in errors(app.run())
    sits(monkeypatch, peopled, "staff")
    assert "一次性密码" in errors(app.run())
