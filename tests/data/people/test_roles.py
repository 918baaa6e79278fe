"""The whole matrix of roles and actions, written down a second time, and what lies within a limit."""

import itertools

import pytest

from data.people import roles

ALLOWED = {
    "leader": {"view", "export"},
    "analyst": {"view", "export", "sql"},
    "staff": {
        "view", "export", "history", "upload", "publish", "rollback_own", "correct_own", "decide",
        "teach",
    },
    "reviewer": {"view", "export", "history", "review"},
    "admin": {
        "view", "export", "history", "people", "sessions", "settings", "plan", "audit", "storage",
        "rollback_all", "withdraw_demo", "lock",
    },
}  # fmt: skip


@pytest.mark.parametrize(("role", "action"), list(itertools.product(roles.ROLES, roles.ACTIONS)))
def test_the_matrix(role: str, action: str) -> None:
    assert roles.may([role], action) is (action in ALLOWED[role])


def test_every_action_is_somebodys() -> None:
    assert set(roles.ACTIONS) == set().union(*ALLOWED.values())


def test_nobody_may_nothing_and_unknown_words_are_our_fault() -> None:
    assert not roles.may([], "view")
    with pytest.raises(KeyError):
        roles.may(["admin"], "fly")
    with pytest.raises(KeyError):
        roles.may(["visitor"], "view")


def test_what_lies_within_a_limit() -> None:
    assert roles.within(None, "450223") and roles.within({"450223"}, None)
    assert roles.within({"450223"}, "450223") and not roles.within({"450223"}, "450205")
    assert not roles.within(set(), "450223")
