"""Who acts in a thread, and what is refused to them."""

import threading
from collections.abc import Callable

import pytest

from data.people import acting
from data.people.sentences import NotAllowed
from data.people.session import Person

CLERK = Person("wang", ("staff",), frozenset({"450223"}), frozenset({"S1"}))
ADMIN = Person("boss", ("admin",))


def test_where_nobody_was_named_nothing_is_limited() -> None:
    acting.require("people")
    acting.require_undoing("wang")
    acting.require_correcting("wang", None, "S1")
    acting.require_reviewing("wang")
    assert acting.person() is None and acting.limits() == {}


def test_what_is_refused_to_a_clerk() -> None:
    with acting.by(CLERK):
        acting.require("publish", "450223", "S1")
        acting.require_undoing("wang", "wang")
        acting.require_correcting("wang", "450223", "S1")
        acting.require_reviewing("wang")
        assert acting.limits() == {"places": ["450223"], "templates": ["S1"]}
        refused: Callable[[], None]
        for refused in (
            lambda: acting.require("publish", "450205"),
            lambda: acting.require("publish", "450223", "S2"),
            lambda: acting.require("lock"),
            lambda: acting.require_undoing("wang", "li"),
            lambda: acting.require_correcting("li", "450223", "S1"),
            lambda: acting.require_correcting("wang", "450205", "S1"),
            lambda: acting.require_reviewing("li"),
        ):
            with pytest.raises(NotAllowed, match="wang"):
                refused()
    assert acting.person() is None


def test_an_administrator_takes_back_anybodys() -> None:
    with acting.by(ADMIN):
        acting.require_undoing("wang", "li")
        acting.require_correcting("li", "450205", "S9")
        with pytest.raises(NotAllowed):
            acting.require("publish")
        assert acting.limits() == {}


def test_rights_are_those_of_the_moment_in_which_something_is_done() -> None:
    now = [CLERK]
    try:
        acting.settle(CLERK, lambda: now[0])
        acting.require("publish", "450223")
        now[0] = Person("", ())
        with pytest.raises(NotAllowed):
            acting.require("publish", "450223")
        with acting.by(ADMIN):
            acting.require("people")
    finally:
        acting.settle(None)
    assert acting.person() is None


def test_one_thread_knows_nothing_of_another() -> None:
    found: list[Person | None] = []
    with acting.by(CLERK):
        thread = threading.Thread(target=lambda: found.append(acting.person()))
        thread.start()
        thread.join()
        acting.settle(ADMIN)
        assert acting.person() == ADMIN
    assert found == [None]
