"""Garbage is collected when nobody waits, and only then."""

import gc
import subprocess
import sys
import tomllib
import weakref
from pathlib import Path

import pytest

from pages.frame import collector
from queries import unused

ROOT = Path(__file__).resolve().parents[3]


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


def test_the_watch_collects_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    done = threading.Event()
    monkeypatch.setattr(collector, "EVERY", 0.01)
    monkeypatch.setattr(collector, "due", lambda now: not done.is_set())
    monkeypatch.setattr(collector, "collect", done.set)
    assert collector.keep_watch().daemon
    assert done.wait(5)


def test_it_gives_back_to_the_system_only_where_something_was_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    for closed in (0, 2):
        monkeypatch.setattr(unused, "close", lambda now, closed=closed: closed)
        assert collector.give_back() is bool(closed)


def test_a_process_that_froze_its_objects_ends_without_a_word() -> None:
    """What stays frozen outlives the interpreter, and DuckDB's binding reports it as leaked."""
    held = "import duckdb; from pages.frame import collector; held = duckdb.connect(); collector.collect()"
    done = subprocess.run([sys.executable, "-c", held], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
