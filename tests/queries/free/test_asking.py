"""A question of one's own is answered, or ended in time with a reason; nobody has to wait for it."""

import dataclasses
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from queries.ask import NoSnapshot, current
from queries.free import asking
from queries.free.asking import NotAnswered
from queries.free.limits import LIMITS
from tests.support import escapes


@pytest.fixture
def snapshot(sample_store: Path) -> str:
    asking.KEPT.clear()
    return current().id


def why(snapshot: str, text: str) -> str:
    with pytest.raises(NotAnswered) as refused:
        asking.answer(snapshot, text)
    return refused.value.code


def test_a_question_is_answered_once_and_remembered(snapshot: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "SELECT count(DISTINCT statement) AS statements FROM progress"
    first = asking.answer(snapshot, text)
    assert (first.names, first.rows.to_pylist(), first.more) == (("statements",), [{"c0": 34}], False)
    monkeypatch.setattr(asking, "asked", lambda *_: pytest.fail("it is remembered"))
    assert asking.answer(snapshot, text) is first
    with pytest.raises(NoSnapshot):
        asking.answer("snap-000000-none", "SELECT 1")


def test_what_is_not_allowed_or_wrong_is_told(snapshot: str) -> None:
    assert why(snapshot, "DROP TABLE progress") == "kind"
    assert why(snapshot, "SELECT nothing_of_that_name FROM progress") == "failed"
    assert asking.KEPT == {}


@pytest.mark.parametrize("text", escapes.OUTLASTS)
def test_what_takes_too_much_is_ended(snapshot: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LIMITS", dataclasses.replace(LIMITS, seconds=1))
    began = time.monotonic()
    assert why(snapshot, text) in {"slow", "memory", "ended", "failed", "large"}
    assert time.monotonic() - began < 1 + LIMITS.start_seconds


def test_who_does_not_want_to_wait_ends_it(snapshot: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remembered(*words: Any, **settings: Any) -> "subprocess.Popen[bytes]":
        started.append(start(*words, **settings))
        return started[-1]

    monkeypatch.setattr("queries.free.asking.subprocess.Popen", remembered)

    class Enough(Exception):
        """Somebody pressed the button."""

    def enough(seconds: float) -> None:
        if seconds > 0:
            raise Enough

    with pytest.raises(Enough):
        asking.answer(snapshot, escapes.OUTLASTS[0], enough)
    assert [process.returncode for process in started] == [-9]
    assert asking.PLACES.acquire(blocking=False)
    asking.PLACES.release()


def test_only_so_many_are_asked_at_once(snapshot: str) -> None:
    for _ in range(LIMITS.at_once):
        assert asking.PLACES.acquire(blocking=False)
    try:
        assert why(snapshot, "SELECT 1") == "busy"
    finally:
        for _ in range(LIMITS.at_once):
            asking.PLACES.release()


def test_a_process_that_says_nothing_or_too_much_is_a_sentence(
    snapshot: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for code, said in (("", "ended"), ("import sys; sys.stdout.write('\\n' + 'x' * 40_000_000)", "large")):
        program = tmp_path / "program.py"
        program.write_text(code, encoding="utf-8")
        monkeypatch.setattr(asking, "PROGRAM", program)
        assert why(snapshot, f"SELECT '{said}'") == said
    monkeypatch.setattr(asking, "LIMITS", dataclasses.replace(LIMITS, start_seconds=1))
    program.write_text("import time; time.sleep(60)", encoding="utf-8")
    assert why(snapshot, "SELECT 'start'") == "start"


def test_the_process_is_told_nothing_of_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_STORE", "/srv/peak")
    monkeypatch.setenv("SECRET_TOKEN", "x")
    assert not {"PEAK_STORE", "SECRET_TOKEN", "HOME"} & set(asking.environment())
