"""Whose enterprises somebody sees by name: of all places, or of the own where the setting says so."""

import pytest

from data.people import acting, seeing
from data.people.session import Person, Wall
from data.plan import plan

LUZHAI, LIUCHENG = "450223", "450222"
CLERK = Person("clerk", ("staff",), frozenset({LUZHAI}))


@pytest.mark.parametrize(
    ("setting", "person", "own"),
    [
        ("all", CLERK, None),
        ("own", CLERK, frozenset({LUZHAI})),
        ("own", Person("analyst", ("analyst",), CLERK.places), frozenset({LUZHAI})),
        ("own", Person("leader", ("leader",)), None),
        ("own", Wall("wall", (), pages=("overview",)), frozenset()),
        ("all", Wall("wall", (), pages=("overview",)), None),
        ("own", None, None),
    ],
)
def test_who_is_limited_sees_the_own_where_the_setting_says_so(
    setting: str, person: Person | None, own: frozenset[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_ENTERPRISE_ROWS", setting)
    with acting.by(person):
        assert seeing.own_places() == own == seeing.of(person)


def test_what_nobody_placed_is_nobodys_own() -> None:
    assert seeing.is_own({LUZHAI}, LUZHAI) and not seeing.is_own({LUZHAI}, LIUCHENG)
    assert not seeing.is_own({LUZHAI}, None) and not seeing.is_own({LUZHAI}, plan().city)


def test_what_a_published_list_tells_is_everybodys() -> None:
    sheets = plan().templates
    assert {code for code in sheets if sheets[code].public} == {"S5", "S18"}
    assert seeing.is_withheld(sheets["S12"]) and seeing.is_withheld(None)
    assert not seeing.is_withheld(sheets["S5"]) and not seeing.is_withheld(sheets["S1"])
    assert seeing.tells_enterprises(sheets["S5"]) and not seeing.tells_enterprises(sheets["S13"])
