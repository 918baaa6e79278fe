"""Few run at once, each session once; who waits hears how many are before them and is not kept for ever."""

import threading
import time

import pytest

from data.ingest.child.turns import Turns
from data.ingest.findings import Refused

SOON = 10.0


def until(question: "threading.Event") -> None:
    assert question.wait(SOON)


class Held:
    """A place that another thread holds until it is let go."""

    def __init__(self, turns: Turns, who: str = "") -> None:
        self.has_it, self.let_go, self.told = threading.Event(), threading.Event(), list[int]()
        self.thread = threading.Thread(target=self.hold, args=(turns, who))
        self.thread.start()

    def hold(self, turns: Turns, who: str) -> None:
        with turns.taken(who, self.told.append):
            self.has_it.set()
            until(self.let_go)

    def end(self) -> None:
        self.let_go.set()
        self.thread.join(SOON)


def waits(turns: Turns, count: int) -> None:
    end = time.monotonic() + SOON
    while len(turns.queue) != count:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_who_waits_hears_how_many_are_before_them_and_comes_in_order() -> None:
    turns = Turns(1, 8, SOON)
    first = Held(turns, "甲")
    until(first.has_it)
    second = Held(turns, "乙")
    waits(turns, 1)
    third = Held(turns, "丙")
    waits(turns, 2)
    first.end()
    until(second.has_it)
    assert not third.has_it.is_set()
    second.end()
    until(third.has_it)
    third.end()
    assert (first.told, second.told, third.told[0]) == ([], [1], 2)
    assert third.told in ([2], [2, 1]), "who is told nothing has already a place"
    assert turns.queue == turns.running == []


def test_one_session_cannot_take_both_places() -> None:
    turns = Turns(2, 8, SOON)
    first, again = Held(turns, "甲"), None
    until(first.has_it)
    again = Held(turns, "甲")
    waits(turns, 1)
    other = Held(turns, "乙")
    until(other.has_it)
    assert not again.has_it.is_set(), "the second file of one session waits for its first"
    first.end()
    until(again.has_it)
    again.end()
    other.end()


def test_nobody_in_particular_may_run_beside_itself() -> None:
    turns = Turns(2, 8, SOON)
    with turns.taken(), turns.taken():
        assert len(turns.running) == 2


def test_a_full_queue_and_a_long_wait_are_a_sentence() -> None:
    turns = Turns(1, 1, 0.2)
    holder = Held(turns, "甲")
    until(holder.has_it)
    with pytest.raises(Refused) as late, turns.taken("乙"):
        raise AssertionError("there is no place")
    assert (late.value.finding.rule, late.value.finding.found) == ("readers_busy", "1")
    turns.seconds = SOON
    waiter = Held(turns, "丙")
    waits(turns, 1)
    with pytest.raises(Refused) as full, turns.taken("丁"):
        raise AssertionError("there is no place to wait")
    assert full.value.finding.rule == "readers_busy"
    holder.end()
    waiter.end()
    assert turns.queue == turns.running == []


def test_a_place_and_a_ticket_are_given_back_whatever_happens() -> None:
    turns = Turns(1, 8, SOON)
    with pytest.raises(ZeroDivisionError), turns.taken():
        raise ZeroDivisionError
    holder = Held(turns)
    until(holder.has_it)

    def gone(_: int) -> None:
        raise KeyboardInterrupt("the visitor went away")

    with pytest.raises(KeyboardInterrupt), turns.taken("乙", gone):
        raise AssertionError("there is no place")
    holder.end()
    assert turns.queue == turns.running == []
