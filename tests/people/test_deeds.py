"""What every role may do to the store: what is refused says so and leaves nothing."""

import hashlib
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from data import places
from data.ingest import __main__ as command
from data.ingest import amend, receive
from data.keep import learned, waiting
from data.people import acting, audit, passwords
from data.people.accounts import Accounts
from data.people.sentences import NotAllowed
from data.people.session import Person
from data.plan import plan
from data.snapshot import publish
from tests.support.numbers import energy_row
from tests.support.people import CHEAP
from tests.support.workbooks import workbook

NOW = 1_790_000_000.0
ROLES = ("leader", "analyst", "staff", "clerk", "reviewer", "admin")
Act = Callable[[str], Any]


class Reached(Exception):
    """The store was asked to do it."""


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an upload of 鹿寨县 by the clerk and one of 鱼峰区 by somebody else, and accounts."""
    path = tmp_path_factory.mktemp("deeds") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        for by, place in (("somebody", "鱼峰区"), ("clerk", "鹿寨县")):
            receive.accept(workbook("S1", [energy_row(region=place)]), f"{place}.xlsx", by)
        patch.setattr(passwords, "HASHER", CHEAP)
        accounts = Accounts(path)
        for role in ROLES:
            limited = ["450223"] if role == "clerk" else None
            password = accounts.add(role, "", ["staff" if role == "clerk" else role], NOW, places=limited)
            assert accounts.set_password(role, password, "柳江边的三棵榕树 2026", "", NOW) == []
    return path


@pytest.fixture
def watched(delivered: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That store, into which nothing is published: what would be says Reached."""
    monkeypatch.setenv("PEAK_STORE", str(delivered))
    monkeypatch.setenv("PEAK_SIGN_IN", "accounts")
    monkeypatch.setenv("PEAK_USER", "root")

    def reached(*_: Any, **__: Any) -> Any:
        raise Reached

    for name in ("publish", "publish_plan"):
        monkeypatch.setattr(publish, name, reached)
    monkeypatch.setattr(learned, "keep", reached)
    monkeypatch.setattr(learned, "withdraw", reached)
    return delivered


def state(store: Path) -> dict[str, str]:
    """Every file of the store but the accounts', by its hash."""
    return {
        path.relative_to(store).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(store.rglob("*"))
        if path.is_file() and "people" not in path.parts and path.name != "lock"
    }


def sheet(place: str) -> bytes:
    return workbook("S1", [energy_row(region=place, period="2025")])


def upload_of(place: str) -> str:
    return next(name for name in receive.active() if receive.receipt(name).file_name == f"{place}.xlsx")


def corrected(upload: str, by: str) -> None:
    found = receive.receipt(upload)
    letter = next(cell[2] for cell in found.cells if cell[1] == "energy_tce")
    seen = amend.look(upload, found.cells[0][0], f"{letter}4")
    amend.correct(seen, "1", by, "看错")


SENT = SimpleNamespace(id="a", by="somebody", answer=None, files=(), note="", grade="official", generation=0)
# each deed: who of ROLES may, and how it is done
DEEDS: dict[str, tuple[set[str], Act]] = {
    "publish 鹿寨县": ({"staff", "clerk"}, lambda by: receive.accept(sheet("鹿寨县"), "a.xlsx", by)),
    "publish 鱼峰区": ({"staff"}, lambda by: receive.accept(sheet("鱼峰区"), "a.xlsx", by)),
    "publish the city": ({"staff"}, lambda by: receive.accept(sheet("柳州市"), "a.xlsx", by)),
    "publish both places": (
        {"staff"},
        lambda by: receive.accept_many([(sheet("鹿寨县"), "a.xlsx"), (sheet("鱼峰区"), "b.xlsx")], by),
    ),
    "take back the clerk's": ({"clerk", "admin"}, lambda by: receive.withdraw([upload_of("鹿寨县")], by)),
    "take back another's": ({"admin"}, lambda by: receive.withdraw([upload_of("鱼峰区")], by)),
    "take back both": ({"admin"}, lambda by: receive.withdraw(receive.active(), by)),
    "roll back the clerk's": ({"clerk", "admin"}, lambda by: receive.rollback(1, by)),
    "correct the clerk's": ({"clerk", "admin"}, lambda by: corrected(upload_of("鹿寨县"), by)),
    "correct another's": ({"admin"}, lambda by: corrected(upload_of("鱼峰区"), by)),
    "lock a period": ({"admin"}, lambda by: amend.lock("S1", ["2025"], "", by, "定了")),
    "open a lock": ({"admin"}, lambda by: amend.unlock(2, by, "不定")),
    "take a correction back": ({"clerk", "admin"}, lambda by: amend.uncorrect(2, by, "不改")),
    "change the plan": ({"admin"}, lambda by: receive.publish_plan(by, "新目标")),
    "withdraw demonstrations": ({"admin"}, lambda by: receive.withdraw_demo(by)),
    "teach a word": (
        {"staff", "clerk"},
        lambda by: receive.learn_alias("region", "鹿寨那边", "鹿寨县", by),
    ),
    "approve": ({"reviewer"}, lambda by: receive.approve("a", by)),
    "send back": ({"reviewer"}, lambda by: receive.send_back("a", by, "请改")),
}  # fmt: skip


@pytest.mark.parametrize(("deed", "role"), list(itertools.product(DEEDS, ROLES)))
def test_a_deed(deed: str, role: str, watched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "submission", lambda _: SENT)
    monkeypatch.setattr("data.ingest.review.submission", lambda _: SENT)
    monkeypatch.setattr(receive, "demo_uploads", lambda *_: ["a"])
    monkeypatch.setattr("data.ingest.review.publish_approved", lambda *_, **__: reached())
    monkeypatch.setattr(waiting, "send_back", lambda *_: reached())
    allowed, act = DEEDS[deed]
    account = Accounts(watched).find(role)
    assert account is not None
    before, lines = state(watched), audit.count(watched)
    with acting.by(account.person()):
        if role in allowed:
            with pytest.raises(Reached):
                act(role)
            return
        with pytest.raises((NotAllowed, receive.NotAccepted)) as refused:
            act(role)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in str(refused.value)), "said in words"
    assert state(watched) == before and audit.count(watched) == lines, "and nothing is left"


def reached() -> Any:
    raise Reached


COMMANDS: dict[str, tuple[set[str], list[str]]] = {
    "accept": ({"staff", "clerk"}, ["accept", "{file}"]),
    "rollback": ({"clerk", "admin"}, ["rollback", "1"]),
    "withdraw": ({"clerk", "admin"}, ["withdraw", "{mine}"]),
    "withdraw another's": ({"admin"}, ["withdraw", "{other}"]),
    "withdraw-demo": ({"admin"}, ["withdraw-demo"]),
    "plan": ({"admin"}, ["plan", "--why", "新目标"]),
    "lock": ({"admin"}, ["lock", "2025", "--reason", "定了"]),
    "unlock": ({"admin"}, ["unlock", "2", "--reason", "不定"]),
    "aliases": ({"staff", "clerk"}, ["aliases", "learn", "region", "鹿寨那边", "鹿寨县"]),
}


@pytest.mark.parametrize(("deed", "role"), list(itertools.product(COMMANDS, ROLES)))
def test_a_command(
    deed: str, role: str, watched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(receive, "demo_uploads", lambda *_: ["a"])
    (tmp_path / "a.xlsx").write_bytes(sheet("鹿寨县"))
    allowed, words = COMMANDS[deed]
    told = {"file": str(tmp_path / "a.xlsx"), "mine": upload_of("鹿寨县"), "other": upload_of("鱼峰区")}
    given = [word.format(**told) for word in words] + ["--as", role, "--json"]
    before, lines = state(watched), audit.count(watched)
    if role in allowed:
        with pytest.raises(Reached):
            command.main(given)
        return
    assert command.main(given) == 1
    answer = json.loads(capsys.readouterr().out)
    assert "没有" in answer["error"]["zh"] and answer["error"]["en"], answer
    assert state(watched) == before and audit.count(watched) == lines


def test_the_person_of_another_place_is_told_the_row(watched: Path) -> None:
    clerk = Person("clerk", ("staff",), frozenset({"450223"}))
    with acting.by(clerk), pytest.raises(receive.NotAccepted) as refused:
        receive.accept(sheet("鱼峰区"), "a.xlsx", "clerk")
    (found,) = [one for one in refused.value.inspection.findings if one.severity == "stop"]
    assert found.sheet == plan().templates["S1"].name and found.cell and found.found == "鱼峰区"
    assert places.store() == watched
