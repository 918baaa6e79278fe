"""What people asked of the publication before is answered of the new one before they come again."""

import os
import time
from pathlib import Path

import duckdb
import pytest

from data import places
from data.ingest import receive
from data.keep import pointer
from data.people import seeing
from queries import ahead
from queries import ask as asking
from queries.ask import ask_rows
from tests.support.numbers import emerging_row
from tests.support.workbooks import workbook


def publish(output: int) -> None:
    content = workbook("S4", [emerging_row(emerging_output=output)])
    receive.accept(content, "战新.xlsx", "甲", reason="终核")


def test_what_was_asked_is_answered_once_something_else_is_published(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = ahead.Watch()
    assert watch.look() == 0, "nothing is published"
    publish(2_500_000)
    assert watch.look() == 0, "nothing was published before"
    ask_rows("progress_by_indicator", statement="T10")
    ask_rows("what_changed")
    assert watch.look() == 0, "it is still the same"
    publish(3_000_000)
    assert watch.look() == 2
    monkeypatch.setattr(asking, "answered", lambda *_: 1 / 0)
    assert ask_rows("progress_by_indicator", statement="T10")[0]["value"] == pytest.approx(30.0)
    ask_rows("what_changed")
    assert watch.look() == 0


def test_what_nobody_wanted_for_long_and_what_one_person_sees_is_left(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(2_500_000)
    watch = ahead.Watch()
    watch.look()
    ask_rows("progress_by_indicator", statement="T10")
    monkeypatch.setattr(seeing, "own_places", lambda: frozenset({"450203"}))
    ask_rows("enterprises_told")
    now = time.monotonic()
    assert [kept.name for kept in ahead.wanted(asking.current(), now)] == ["progress_by_indicator"]
    assert ahead.wanted(asking.current(), now + ahead.RECENT + 1) == []


def test_one_question_that_fails_keeps_no_other_from_being_answered(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(2_500_000)
    watch = ahead.Watch()
    watch.look()
    for name in ("progress_by_indicator", "decisions", "periods"):
        ask_rows(name)
    publish(3_000_000)
    real = asking.answered
    broken = asking.question("decisions").sql

    def answered(*given: object) -> object:
        if given[2] == broken:
            raise duckdb.IOException("damaged")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(asking, "answered", answered)
    assert watch.look() == 2


def by_another_process(output: int, monkeypatch: pytest.MonkeyPatch, age: float = 0.0) -> None:
    """Publishes as the command line beside a server does, that many seconds ago."""
    publish(output)
    monkeypatch.setitem(pointer._OURS, "name", "")
    moment = time.time() - age
    os.utime(places.current_pointer(), (moment, moment))


def test_what_another_process_published_is_shown_once_it_is_answered(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MOST", 600.0)
    publish(2_500_000)
    watch = ahead.Watch()
    monkeypatch.setattr(ahead, "_watches", [watch])
    watch.look()
    first = ahead.shown()
    ask_rows("progress_by_indicator", statement="T10")
    by_another_process(3_000_000, monkeypatch)
    assert asking.current() != first and ahead.shown() == first
    assert watch.look() == 1
    assert ahead.shown() == asking.current()


def test_half_a_second_after_it_came_it_is_shown_answered_or_not(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(2_500_000)
    watch = ahead.Watch()
    monkeypatch.setattr(ahead, "_watches", [watch])
    watch.look()
    by_another_process(3_000_000, monkeypatch, age=ahead.MOST)
    assert ahead.MOST < 0.5 and ahead.shown() == asking.current()
    first = ahead.shown()
    by_another_process(3_500_000, monkeypatch, age=-600.0)
    assert ahead.shown() == asking.current() != first, "a clock that goes back holds nothing up"


def test_what_this_process_published_and_what_stands_alone_is_shown_at_once(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MOST", 600.0)
    publish(2_500_000)
    assert ahead.shown() == asking.current(), "no server"
    watch = ahead.Watch()
    monkeypatch.setattr(ahead, "_watches", [watch])
    watch.look()
    publish(3_000_000)
    assert ahead.shown() == asking.current()
    before = ahead.shown()
    by_another_process(3_500_000, monkeypatch)
    before.path.unlink()
    assert ahead.shown() == asking.current() != before, "nobody can be shown what is gone"
