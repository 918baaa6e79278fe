"""Who gives a command."""

import os
from pathlib import Path

import pytest

from data.keep.errors import StoreError
from data.people import acting, commander
from data.people.accounts import Accounts
from data.people.roles import ROLES
from data.people.sentences import NotAllowed, PeopleError

NOW = 1_790_000_000.0


@pytest.fixture
def accounts(store: Path, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    monkeypatch.setenv("PEAK_SIGN_IN", "accounts")
    monkeypatch.setenv("PEAK_USER", "root")
    made = Accounts(store)
    made.first_administrator(NOW)
    password = made.add("wang", "王五", ["staff"], NOW, places=["450223"])
    assert made.set_password("wang", password, "柳江边的三棵榕树 2026", "", NOW) == []
    return made


def test_at_a_machine_without_accounts_everybody_may_everything(store: Path) -> None:
    assert commander.commander("李四").roles == tuple(ROLES) and commander.commander("李四").name == "李四"
    assert not (store / "people").exists()


def test_with_accounts_a_command_is_an_accounts(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    assert commander.commander(" WANG ").name == "wang"
    assert commander.commander().roles == tuple(ROLES), "the store is ours"
    with pytest.raises(PeopleError, match="没有账号"):
        commander.commander("nobody")
    accounts.disable("wang", NOW)
    with pytest.raises(PeopleError, match="已停用"):
        commander.commander("wang")
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(PeopleError, match="没有账号"):
        commander.commander()


def test_a_command_is_refused_before_it_begins(accounts: Accounts) -> None:
    with commander.commanding("publish", "wang") as person:
        assert acting.person() == person and acting.limits() == {"places": ["450223"]}
    assert acting.person() is None
    with pytest.raises(NotAllowed, match="管理存储") as refused, commander.commanding("storage", "wang"):
        raise AssertionError
    assert "manage storage" in refused.value.said("en") and acting.person() is None
    with pytest.raises(NotAllowed), commander.commanding("view", "admin"):
        raise AssertionError("the one-time password was not changed")


def test_with_wrong_settings_a_command_says_so_and_does_nothing(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_IDLE_MINUTES", "many")
    with (
        pytest.raises(StoreError, match=r"people\.idle_minutes.*data\.settings check"),
        commander.commanding("storage"),
    ):
        pytest.fail("the command must not run")
