"""The helper that forks: one of a server, started anew when it is gone, never of another program."""

import os
import signal
from pathlib import Path

import pytest

from data.ingest.child import ask, nursery
from data.ingest.findings import Refused
from data.snapshot import made_with
from tests.support.children import MODES, misbehaving

pytestmark = [
    pytest.mark.usefixtures("real_child"),
    pytest.mark.skipif(True not in MODES, reason="only Linux forks"),
]


def echo(word: str) -> str:
    return str(ask.run_in_child("echo", b"x", {"word": word})[0]["told"])


def test_one_helper_serves_all_and_a_new_one_follows_a_dead_one(tmp_path: Path) -> None:
    with misbehaving(tmp_path, True) as helper:
        nursery.prepare()
        assert helper.process is not None
        first = helper.process.pid
        assert [echo("一"), echo("二")] == ["一", "二"]
        assert helper.process.pid == first
        os.kill(first, signal.SIGKILL)
        helper.process.wait()
        assert echo("三") == "三"
        assert helper.process.pid != first
    assert helper.process is None


def test_for_one_file_no_helper_is_started(tmp_path: Path) -> None:
    with misbehaving(tmp_path, True) as helper:
        with nursery.of_one_file():
            assert (echo("一"), helper.process) == ("一", None)
        assert (echo("二"), helper.process is None) == ("二", False)


def test_children_end_with_their_helper(tmp_path: Path) -> None:
    with misbehaving(tmp_path, True) as helper, (tmp_path / "request").open("w+b") as request:
        from data.ingest.child import frame

        request.write(frame.packed(ask.asked("hangs", {}), b"x"))
        request.seek(0)
        child = nursery.child(request)
        assert isinstance(child, nursery.Forked) and helper.process is not None
        os.kill(helper.process.pid, signal.SIGKILL)
        helper.process.wait()
        assert child.answer.read() == b"", "the pipe closes: nobody is left to write"
        assert child.end() == -signal.SIGKILL
        child.answer.close()


def test_a_helper_of_another_program_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = made_with.MadeWith("other plan", "other program", {})
    with misbehaving(tmp_path, True) as helper:
        monkeypatch.setattr(made_with, "of_process", lambda: other)
        with pytest.raises(Refused) as refusal:
            echo("一")
        assert refusal.value.finding.rule == "reader_unavailable" and helper.process is None


def test_a_helper_that_never_comes_up_is_told(tmp_path: Path) -> None:
    with misbehaving(tmp_path, True):
        nursery.PROGRAM.write_text("raise SystemExit(1)", encoding="utf-8")
        with pytest.raises(Refused) as refusal:
            echo("一")
        assert refusal.value.finding.rule == "reader_unavailable"


def test_the_environment_of_a_child_is_chosen_by_name() -> None:
    around = {
        "PEAK_STORE": "/s",
        "PEAK_TODAY": "2026-01-01",
        "PEAK_MAX_ROWS": "5",
        "SECRET": "x",
        "LC_ALL": "C",
    }
    told = nursery.environment(around)
    assert told == {"PEAK_TODAY": "2026-01-01", "PEAK_MAX_ROWS": "5", "LC_ALL": "C", **nursery.CALM}
