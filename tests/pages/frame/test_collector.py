"""Garbage is collected when nobody waits, and only then."""

import gc
import subprocess
import sys
import tomllib
import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from pages.frame import collector

ROOT = Path(__file__).resolve().parents[3]
LOOK = collector.look


@pytest.fixture(autouse=True)
def no_other_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch that an earlier test has left running does nothing meanwhile."""
    monkeypatch.setattr(collector, "look", lambda: None)


class Knot:
    """An object that holds itself, so that only a collection takes it away."""

    def __init__(self) -> None:
        self.itself = self


def test_streamlits_own_collection_after_every_script_is_off() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["runner"]["postScriptGC"] is False


def test_it_waits_while_anybody_runs_and_collects_once_it_is_quiet() -> None:
    collector.collect()
    collector.entered(1)
    collector.left(1)
    ran = collector._seen["run"]
    assert not collector.due(ran + collector.QUIET / 2)
    assert collector.due(ran + collector.QUIET)
    collector.entered(2)
    assert not collector.due(ran + 100)
    collector.left(2)
    collector.collect()
    assert not collector.due(ran + 1e9)


def test_what_died_after_it_was_frozen_goes_at_the_next_quiet_moment() -> None:
    knot = Knot()
    gone = weakref.ref(knot)
    collector.collect()
    assert gc.get_freeze_count() > 0
    del knot
    assert gone() is not None
    collector.collect()
    assert gone() is None
    gc.unfreeze()


def test_the_watch_collects_by_itself_and_outlives_a_fault(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import threading

    done, faults = threading.Event(), [ValueError("once")]

    def let_go() -> bool:
        if faults:
            raise faults.pop()
        return False

    monkeypatch.setattr(collector, "look", LOOK)
    monkeypatch.setattr(collector, "EVERY", 0.01)
    monkeypatch.setattr(collector, "let_go", let_go)
    monkeypatch.setattr(collector, "due", lambda now: not done.is_set())
    monkeypatch.setattr(collector, "collect", lambda: None)
    monkeypatch.setattr(collector, "give_back", done.set)
    assert collector.keep_watch().daemon
    assert done.wait(5) and "once" in caplog.text


def test_a_streamlit_that_keeps_its_sessions_elsewhere_ends_them_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Runtime, "exists", lambda: True)
    monkeypatch.setattr(Runtime, "instance", lambda: SimpleNamespace())
    assert collector.end_sessions() == 0


def test_sessions_that_nobody_comes_back_to_are_ended_and_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    storage, nothing = MemorySessionStorage(ttl_seconds=0), cast(Any, None)
    manager = WebsocketSessionManager(storage, nothing, nothing, nothing)
    monkeypatch.setattr(Runtime, "exists", lambda: True)
    monkeypatch.setattr(Runtime, "instance", lambda: SimpleNamespace(_session_mgr=manager))
    collector.collect()
    assert collector.end_sessions() == 0 and not collector.due(1e9)
    session = cast(Any, Knot())
    session.id = "closed"
    storage.save(SessionInfo(client=None, session=session, script_run_count=1))
    gone = weakref.ref(session)
    del session
    assert collector.let_go() and collector.due(1e9) and gone() is not None
    collector.collect()
    assert gone() is None and not collector.let_go()


def test_a_process_that_froze_its_objects_ends_without_a_word() -> None:
    """What stays frozen outlives the interpreter, and DuckDB's binding reports it as leaked."""
    held = "import duckdb; from pages.frame import collector; held = duckdb.connect(); collector.collect()"
    done = subprocess.run([sys.executable, "-c", held], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
