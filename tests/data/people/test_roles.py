"""The whole matrix of roles and actions, and who is at the machine."""

import itertools

import pytest

from data.people import roles

ALLOWED = {
    "leader": {"view"},
    "analyst": {"view", "sql"},
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
