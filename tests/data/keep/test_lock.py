"""One writer at a time, threads and processes alike; who waits is told who holds it, and not for ever."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data import places
from data.keep import lock
from data.keep.lock import Busy, Holder

HOLD = """
import sys, time
from data.keep import lock
with lock.held(who="张三", what="accept"):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def another_process() -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until it is killed."""
    child = subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None and child.stdout.readline().strip() == "held"
        yield child
    finally:
        child.kill()
        child.wait(10)
        assert child.stdout is not None
        child.stdout.close()


def test_two_threads_never_hold_it_together(store: Path) -> None:
    inside, most, order = [0], [0], threading.Lock()

    def work() -> None:
        for _ in range(20):
            with lock.held(limit=30):
                with order:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                time.sleep(0.001)
                with order:
                    inside[0] -= 1

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert most == [1] and inside == [0]


def test_one_thread_may_hold_it_inside_itself_and_then_lets_go(store: Path) -> None:
    with lock.held(who="甲"):
        with lock.held(who="乙", limit=0):
            assert lock.holder().who == "甲"
        with pytest.raises(Busy), another_thread():
            pass
    assert lock.holder() == Holder()
    with another_thread():
        assert lock.holder().who == "别的线程"


@contextmanager
def another_thread() -> Iterator[None]:
    """Another thread takes the lock at once and holds it; what it met comes back."""
    met: list[BaseException] = []
    held, done = threading.Event(), threading.Event()

    def work() -> None:
        try:
            with lock.held(who="别的线程", limit=0):
                held.set()
                assert done.wait(10)
        except Busy as busy:
            met.append(busy)
            held.set()

    worker = threading.Thread(target=work)
    worker.start()
    assert held.wait(10)
    try:
        if met:
            raise met[0]
        yield
    finally:
        done.set()
        worker.join(10)


def test_who_waits_is_told_who_holds_it_and_at_last_stopped(store: Path) -> None:
    told: list[tuple[Holder, float]] = []
    with another_process() as child:
        with (
            pytest.raises(Busy) as busy,
            lock.waiting(lambda holder, waited: told.append((holder, waited))),
            lock.held(who="李四", limit=0.7),
        ):
            pytest.fail("held by another process")
        assert (busy.value.holder.who, busy.value.holder.what) == ("张三", "accept")
        assert busy.value.holder.pid == child.pid and busy.value.holder.since[:2] == "20"
        assert "张三" in str(busy.value)
        assert len(told) >= 2 and {holder.who for holder, _ in told} == {"张三"}
        assert [waited for _, waited in told] == sorted(waited for _, waited in told)


def test_a_killed_holder_frees_it_and_is_not_blamed(store: Path) -> None:
    with another_process() as child:
        os.kill(child.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        child.wait(10)
        assert json.loads(places.lock().read_text(encoding="utf-8"))["who"] == "张三"
        assert lock.holder() == Holder()
        with lock.held(who="李四", limit=5):
            assert lock.holder().who == "李四"
            assert lock.holder().pid == os.getpid()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"7", b'{"who": "x"}', b"\xff\xfe", b'{"pid": -1}'])
def test_words_nobody_can_read_blame_nobody(store: Path, text: bytes) -> None:
    store.mkdir()
    places.lock().write_bytes(text)
    assert lock.holder() == Holder()
    with lock.held(who="甲", limit=0):
        assert lock.holder().who == "甲"


def test_it_holds_also_where_its_words_cannot_be_written(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with lock.held(who="甲"):
        monkeypatch.undo()
        monkeypatch.setenv("PEAK_STORE", str(store))
        with pytest.raises(Busy) as busy, another_thread():
            pass
        assert busy.value.holder == Holder()


def test_the_limit_is_a_setting(store: Path) -> None:
    assert lock.limit_of_waiting() == 60


def test_an_error_inside_lets_the_next_one_in(store: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock.held():
        raise ZeroDivisionError
    with lock.held(limit=0):
        assert lock.lives(os.getpid()) and not lock.lives(0)
