"""The whole matrix of roles and actions, and who is at the machine."""

import itertools

import pytest

from data.people import roles, session

ALLOWED = {
    "leader": {"view"},
    "analyst": {"view"},
    "staff": {"view", "upload", "publish", "rollback_own"},
    "admin": set(roles.ACTIONS),
}


@pytest.mark.parametrize(("role", "action"), list(itertools.product(roles.ROLES, roles.ACTIONS)))
def test_the_matrix(role: str, action: str) -> None:
    assert roles.may([role], action) is (action in ALLOWED[role])


def test_nobody_may_nothing_and_unknown_words_are_our_fault() -> None:
    assert not roles.may([], "view")
    with pytest.raises(KeyError):
        roles.may(["admin"], "fly")
    with pytest.raises(KeyError):
        roles.may(["visitor"], "view")


def test_the_person_at_the_machine_has_every_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_USER", " 李四 ")
    person = session.person("127.0.0.1")
    assert person.name == "李四" and all(person.may(action) for action in roles.ACTIONS)
    monkeypatch.delenv("PEAK_USER")
    assert session.person("localhost").name


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "192.168.1.5"])
def test_a_server_others_can_reach_knows_nobody(address: str | None) -> None:
    with pytest.raises(session.NotLocal):
        session.person(address)
