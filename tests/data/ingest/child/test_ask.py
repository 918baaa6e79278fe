"""A child that dies, hangs, takes or says too much is a sentence; what it may do is little."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import confine
from data.ingest.cells import guard
from data.ingest.child import ask, nursery
from data.ingest.findings import Finding, Refused
from data.ingest.progress import Step
from tests.support.children import MODES, misbehaving

pytestmark = pytest.mark.usefixtures("real_child")
LINUX = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="limits are read back from Linux")


@pytest.fixture(scope="module", params=MODES, ids=lambda forks: "forked" if forks else "single")
def helper(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[nursery.Helper]:
    with misbehaving(tmp_path_factory.mktemp("program"), request.param) as made:
        yield made


def refused(task: str, **told: object) -> Finding:
    with pytest.raises(Refused) as refusal:
        ask.run_in_child(task, b"content", told)
    assert refusal.value.finding.severity == "stop"
    return refusal.value.finding


@pytest.mark.parametrize(
    ("task", "told", "rule"),
    [
        ("aborts", {}, "reader_died"),
        ("ends", {}, "reader_died"),
        ("fails", {}, "reader_failed"),
        ("no_such_task", {}, "reader_failed"),
        ("garbage", {"text": "not a frame"}, "reader_died"),
        ("garbage", {"text": ""}, "reader_died"),
        ("too_much", {"size": 5_000_000}, "answer_too_large"),
        ("hungry", {"size": 2 * guard.MAX_MEMORY}, "reader_died"),
        ("hangs", {}, "too_slow"),
    ],
)
def test_a_child_that_fails_is_a_sentence(
    helper: nursery.Helper, monkeypatch: pytest.MonkeyPatch, task: str, told: dict[str, object], rule: str
) -> None:
    if task == "hangs":
        monkeypatch.setattr(guard, "MAX_CLOCK_SECONDS", 3)
    monkeypatch.setattr(guard, "MAX_ANSWER", 1_000_000)
    began = time.monotonic()
    assert refused(task, **told).rule == rule
    assert time.monotonic() - began < 30


@LINUX
def test_a_child_out_of_processor_time_is_too_slow(
    helper: nursery.Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_SECONDS", 1)
    assert refused("spins") == Finding("too_slow", expected="1")


def test_the_answer_comes_back_whole_and_the_child_is_told_nothing_of_the_store(
    helper: nursery.Helper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_TODAY", "2026-01-31")
    content = bytes(range(256)) * 4000
    told, back = ask.run_in_child("echo", content, {"word": "柳州"})
    assert (told["told"], told["day"], back) == ("柳州", "2026-01-31", content)
    assert told["environment"]["PEAK_TODAY"] == "2026-01-31"
    assert not {"PEAK_STORE", "PEAK_USER", "HOME"} & set(told["environment"])


@LINUX
def test_a_child_lives_under_limits(helper: nursery.Helper) -> None:
    told, _ = ask.run_in_child("limits", b"x", {})
    assert told["held"] == [guard.MAX_SECONDS, 0, 0]
    assert guard.MAX_MEMORY < told["room"] < 2 * guard.MAX_MEMORY
    assert told["niceness"] == min(os.nice(0) + confine.GIVES_WAY, 19)
    assert max(told["open"]) < 16, "nothing of the server is open in the child"


@pytest.mark.skipif(confine.landlock() < 3, reason="the system has no Landlock")
def test_a_broken_child_cannot_touch_a_file(helper: nursery.Helper, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text("kept", encoding="utf-8")
    told, _ = ask.run_in_child("harm", b"x", {"file": str(path)})
    assert (told["done"], told["read"]) == ([], "kept")
    assert [item.name for item in tmp_path.iterdir()] == ["journal.jsonl"]


def test_what_no_child_needs_to_see_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nursery, "child", None)
    for run in (ask.run_in_child, ask.run_here):
        for content, rule in ((b"", "empty_file"), (bytes(guard.MAX_BYTES + 1), "too_large")):
            with pytest.raises(Refused) as refusal:
                run("inspect", content, {})
            assert refusal.value.finding.rule == rule


def test_without_a_program_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with misbehaving(tmp_path, MODES[0]):
        monkeypatch.setattr(nursery, "command", lambda *_: [str(tmp_path / "nothing here")])
        assert refused("echo").rule == "reader_unavailable"


class Stopped(BaseException):
    """What a page that runs anew throws into the one that waits."""


def test_who_watches_hears_how_far_it_is_and_may_end_it(helper: nursery.Helper) -> None:
    heard: list[Step] = []

    def watch(step: Step) -> None:
        heard.append(step)
        if step.done == 5:
            raise Stopped

    began = time.monotonic()
    with pytest.raises(Stopped):
        ask.run_in_child("steps", b"x", {"seconds_between": 0.3}, "somebody", watching=watch)
    assert time.monotonic() - began < 20, "the child would have slept for minutes"
    assert heard[-1] == Step("rows", 5, 9) and Step("rows", 3, 9) in heard
    assert ask.run_in_child("echo", b"x", {"word": "柳州"}, "somebody")[0]["told"] == "柳州", (
        "the turn is free"
    )


def test_steps_go_before_the_answer_and_are_no_part_of_it(helper: nursery.Helper) -> None:
    heard: list[Step] = []
    told, back = ask.run_in_child("steps", b"back", {"seconds_between": 0}, watching=heard.append)
    assert (told, back) == ({"steps": 9}, b"back")
