"""Runs come one after the other, in their order, and a long one holds nobody up."""

import threading
import time

import pytest

from pages.frame import turns

PATIENCE = 60.0


class Visitor(threading.Thread):
    """Waits for a turn in a row and keeps it until told."""

    def __init__(self, row: turns.Row, came: list["Visitor"]) -> None:
        super().__init__()
        self.row, self.came = row, came
        self.drawn, self.over = threading.Event(), threading.Event()
        before = len(row.waiting) + len(row.begun)
        self.start()
        end = time.monotonic() + PATIENCE
        while len(row.waiting) + len(row.begun) == before and time.monotonic() < end:
            time.sleep(0.001)

    def run(self) -> None:
        with self.row.turn():
            self.came.append(self)
            self.drawn.set()
            self.over.wait(PATIENCE)


def test_one_is_drawn_after_the_other_in_the_order_in_which_they_came() -> None:
    row, came = turns.Row(PATIENCE), list[Visitor]()
    visitors = [Visitor(row, came) for _ in range(4)]
    for number, visitor in enumerate(visitors):
        assert visitor.drawn.wait(PATIENCE)
        assert came == visitors[: number + 1] and len(row.begun) == 1
        visitor.over.set()
    for visitor in visitors:
        visitor.join()
    assert not row.begun and not row.waiting


def test_nobody_waits_for_a_long_run() -> None:
    row, came = turns.Row(0.05), list[Visitor]()
    visitors = [Visitor(row, came) for _ in range(3)]
    for visitor in visitors:
        assert visitor.drawn.wait(PATIENCE)
    assert came == visitors and len(row.begun) == 3
    for visitor in visitors:
        visitor.over.set()
        visitor.join()


def test_a_turn_that_is_given_back_or_broken_off_is_the_next_ones() -> None:
    row = turns.Row(PATIENCE)
    with row.turn() as turn:
        turn.give_back()
        with row.turn():
            pass
    with pytest.raises(ZeroDivisionError), row.turn():
        raise ZeroDivisionError
    with row.turn() as turn:
        assert list(row.begun) == [turn]
