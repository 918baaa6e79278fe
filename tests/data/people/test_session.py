"""Who is at the machine, and that a server others can reach knows nobody."""

import getpass

import pytest

from data.people import roles, session


def test_the_person_at_the_machine_has_every_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_USER", " 李四 ")
    person = session.person("127.0.0.1")
    assert person.name == "李四" and all(person.may(action) for action in roles.ACTIONS)
    monkeypatch.delenv("PEAK_USER")
    assert session.person("localhost").name


def test_a_machine_without_a_login_name_still_has_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.delenv("PEAK_USER", raising=False)
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert session.login_name() == "local"


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "192.168.1.5"])
def test_a_server_others_can_reach_knows_nobody(address: str | None) -> None:
    with pytest.raises(session.NotLocal):
        session.person(address)
