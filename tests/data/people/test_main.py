"""Accounts and sessions by command, as people who keep the machine use them."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.people import __main__ as command
from data.people import audit
from data.people.accounts import Accounts
from data.people.session import Person
from data.people.sessions import Sessions

NOW = 1_790_000_000.0


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What a command answers in JSON."""
    code = command.main([*words, "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert (code == 1) is ("error" in answer), answer
    return answer


def test_from_the_first_account_to_its_end(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accounts = Accounts(store)
    accounts.first_administrator(NOW)
    made = said(
        capsys, "add", "wang", "--shown", "王五", "--role", "填报", "leader", "--place", "鹿寨县", "450205",
        "--template", "S1",
    )  # fmt: skip
    assert "只能用一次" in made["zh"] and "holds once" in made["en"]
    person = accounts.sign_in("wang", made["password"], "", NOW)
    assert isinstance(person, Person) and person.roles == ("leader", "staff")
    assert (person.places, person.templates) == (frozenset({"450223", "450205"}), frozenset({"S1"}))
    changed = said(capsys, "change", "wang", "--role", "分析", "--every-sheet")
    assert (changed["roles"], changed["places"], changed["templates"]) == (
        ["分析"],
        ["柳北区", "鹿寨县"],
        None,
    )
    assert said(capsys, "change", "wang", "--everywhere")["places"] is None
    assert said(capsys, "link", "wang", "https://sso.example.cn", "u-1")["subject"] == "u-1"
    Sessions(store).begin(person, "password", "10.0.0.1", "Chromium", NOW)
    assert said(capsys, "sessions")["sessions"] == []  # of another day
    assert said(capsys, "disable", "wang")["disabled"] and not said(capsys, "enable", "wang")["disabled"]
    again = said(capsys, "reset", "wang")["password"]
    assert again != made["password"] and said(capsys, "sign-out", "wang") == {
        "signed_out": "wang",
        "sessions": 0,
    }
    assert [one["name"] for one in said(capsys, "list")["accounts"]] == ["admin", "wang"]
    assert {"person_added", "person_changed", "person_reset"} <= {line.what for line in audit.entries(store)}


def test_what_cannot_be_is_said_in_both_languages(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Accounts(store).first_administrator(NOW)
    for words, told in (
        (("add", "admin", "--role", "staff"), "已经存在"),
        (("add", "li", "--role", "king"), "king"),
        (("add", "li"), "至少"),
        (("add", "li", "--role", "staff", "--place", "月球"), "月球"),
        (("add", "li", "--role", "staff", "--template", "S99"), "S99"),
        (("reset", "nobody"), "没有账号"),
        (("sign-out", "nobody"), "没有账号"),
        (("disable", "admin"), "最后一个"),
    ):
        answer = said(capsys, *words)["error"]
        assert told in answer["zh"] and answer["en"], words
    assert [one.name for one in Accounts(store).all()] == ["admin"]


def test_for_people_it_is_one_line_each(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Accounts(store).first_administrator(NOW)
    assert command.main(["list"]) == 0 and capsys.readouterr().out.startswith("admin · 管理 · 领导、分析、")
    assert command.main(["disable", "admin"]) == 1
    assert capsys.readouterr().out.startswith("zh: 这是最后一个可用的管理员")


def test_only_who_may_manages_people(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = Accounts(store)
    accounts.first_administrator(NOW)
    password = accounts.add("wang", "", ["leader", "staff"], NOW)
    assert accounts.set_password("wang", password, "柳江边的三棵榕树 2026", "", NOW) == []
    monkeypatch.setenv("PEAK_SIGN_IN", "accounts")
    for words in (("list",), ("reset", "admin"), ("sessions",), ("add", "li", "--role", "admin")):
        assert "没有" in said(capsys, *words, "--as", "wang")["error"]["zh"]
    assert len(accounts.all()) == 2


def test_a_list_of_people_is_taken_whole_or_not_at_all(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("账号,姓名,角色,地区\nwang,王五,填报,鹿寨县\nli,李四,国王,\n", encoding="utf-8")
    told = said_as(capsys, "import", str(path))
    assert [line["name"] for line in told["lines"]] == ["li"] and "一个账号也没有" in told["zh"]
    assert "国王" in told["lines"][0]["zh"] and "国王" in told["lines"][0]["en"]
    assert Accounts(store).all() == []
    path.write_text("账号,姓名,角色,地区\nwang,王五,填报,鹿寨县\nli,李四,分析 领导,\n", encoding="utf-8")
    assert [one["name"] for one in said_as(capsys, "import", str(path))["added"]] == ["wang", "li"]
    found = Accounts(store).find("wang")
    assert found is not None and found.places == frozenset({"450223"}) and found.must_change
    assert audit.entries(store)[0].what == "people_imported"
    (tmp_path / "empty.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "none.xlsx").write_bytes(b"")
    for name in ("empty.csv", "none.xlsx"):
        assert said_as(capsys, "import", str(tmp_path / name))["error"]["en"]


def said_as(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What a command answers in JSON, whether it went well or not."""
    command.main([*words, "--json"])
    return json.loads(capsys.readouterr().out)
