"""Role × action × place × sheet, every cell, against the table of SAFETY written down a second time."""

import itertools

import pytest

from data.people import roles
from data.people.session import Person

LUZHAI, YUFENG, CITY = "450223", "450203", "450200"
PLACES = (None, LUZHAI, YUFENG, CITY)
SHEETS = (None, "S1", "S2")
LOOK = {"view", "export"}
OWN = {"upload", "publish", "rollback_own", "correct_own", "decide", "teach"}
TABLE = {
    "leader": LOOK,
    "analyst": LOOK | {"sql"},
    "staff": LOOK | OWN | {"history"},
    "reviewer": LOOK | {"history", "review"},
    "admin": LOOK | {"history", "people", "sessions", "settings", "plan", "audit", "storage"}
    | {"rollback_all", "withdraw_demo", "lock"},
}  # fmt: skip
CELLS = list(itertools.product(TABLE, roles.ACTIONS, PLACES, SHEETS))


def test_there_are_more_than_three_hundred_cells() -> None:
    assert len(CELLS) >= 300 and set(TABLE) == set(roles.ROLES)


@pytest.mark.parametrize("role", TABLE)
def test_every_cell_of_a_role(role: str) -> None:
    """One who delivers 鹿寨县 and S1 only, one without limits, and one who has not changed the password."""
    limited = Person("wang", (role,), frozenset({LUZHAI}), frozenset({"S1"}))
    whole, new = Person("li", (role,)), Person("new", (role,), must_change=True)
    for _, action, place, sheet in (cell for cell in CELLS if cell[0] == role):
        allowed = action in TABLE[role]
        inside = place in (None, LUZHAI) and sheet in (None, "S1")
        asked = (action, place, sheet)
        assert whole.may(*asked) is allowed, asked
        assert limited.may(*asked) is (allowed and (inside or action not in OWN)), asked
        assert not new.may(*asked), asked


def test_nobody_may_nothing_and_two_roles_may_what_either_may() -> None:
    for action in roles.ACTIONS:
        assert not Person("", ()).may(action)
        both = Person("wang", ("analyst", "reviewer"))
        assert both.may(action) is (action in TABLE["analyst"] | TABLE["reviewer"])
