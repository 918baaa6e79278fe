"""The page of one's own sessions: what it lists, and what its buttons end."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.people import passwords
from data.people.accounts import Accounts
from data.people.sessions import Sessions
from pages.frame import guard
from pages.pieces import session_lines
from tests.support.pages import headline, said, visited
from tests.support.people import CHEAP

PAGE = "pages/leaders/me/page.py"
AGENT = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/103.0.0.0 Safari/537.36 <b>x</b>"


@pytest.fixture
def secrets(store: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three sessions of one person (the first sits at the page) and one of somebody else."""
    monkeypatch.setenv("PEAK_SIGN_IN", "accounts")
    monkeypatch.setattr(passwords, "HASHER", CHEAP)
    accounts, now = Accounts(store), time.time()
    made = []
    for name in ("wang", "li"):
        password = accounts.add(name, "王五", ["staff"], now, places=["450223"])
        assert accounts.set_password(name, password, "柳江边的三棵榕树 2026", "", now) == []
    for name in ("wang", "wang", "wang", "li"):
        account = accounts.find(name)
        assert account is not None
        made.append(Sessions(store).begin(account.person(), "password", "10.0.0.1", AGENT, now))
    monkeypatch.setattr(guard, "secret", lambda: made[0])
    return made


def holding(store: Path, secrets: list[str]) -> list[bool]:
    return [Sessions(store).look(secret, time.time()) is not None for secret in secrets]


def opened() -> AppTest:
    app = visited(PAGE)
    assert not app.exception and not app.error, (app.exception, app.error)
    return app


def test_it_lists_the_own_and_ends_one_or_all_others(store: Path, secrets: list[str]) -> None:
    app = opened()
    assert headline(app) == "王五：在 3 处登录" and "填报 · 鹿寨县" in said(app)
    assert said(app).count("10.0.0.1 · Chrome 103 Windows") == 3 and "<b>x" not in said(app)
    assert "/sign-out" in said(app) and "/sign-in/password" in said(app)
    assert len([one for one in app.button if one.label == "结束"]) == 2
    next(one for one in app.button if one.label == "结束").click().run()
    assert sum(holding(store, secrets)) == 3 and holding(store, secrets)[0] and holding(store, secrets)[3]
    app = opened()
    app.button(key="end-others").click().run()
    assert holding(store, secrets) == [True, False, False, True]


def test_where_nobody_signs_in_it_says_so(store: Path) -> None:
    assert headline(opened()) == "本机使用，无需登录"


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Mozilla/5.0 (iPhone; CPU) Version/16.1 Mobile Safari/604.1", "Safari 16 iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/114 Safari wxwork/4.1.0", "WeCom 4 Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/86 Safari/537 QIHU 360SE", "360 Windows"),
        ("curl/8", "curl/8"),
        ("", ""),
    ],
)
def test_a_browser_by_what_it_says_of_itself(agent: str, told: str) -> None:
    assert session_lines.browser(agent) == told
