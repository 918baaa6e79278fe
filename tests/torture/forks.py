"""Runs work in forked children, several at once; a parent that never opened DuckDB stays able to fork."""

import os
import pickle
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

Item = TypeVar("Item")
PATIENCE = 240.0  # seconds after which a child counts as hung and is killed
AT_ONCE = max(1, os.cpu_count() or 1)


@dataclass(frozen=True)
class Fate:
    """How a child ended: what it answered, what it raised, or what it died of."""

    answer: Any = None
    raised: BaseException | None = None
    trace: str = ""
    status: int = 0  # the exit status, minus the number of the signal that ended it
    seconds: float = 0.0

    @property
    def answered(self) -> bool:
        """Whether the work ended by itself, well or with an error."""
        return self.status == 0


@dataclass
class Child:
    """A running child: its process, the pipe it answers on, what came so far."""

    process: int
    pipe: int
    began: float
    came: bytearray


def sendable(fault: BaseException) -> BaseException:
    """The error itself where it survives the pipe, else one that says what it was."""
    try:
        pickle.loads(pickle.dumps(fault))
    except Exception:
        return RuntimeError(f"{type(fault).__name__}: {fault}")
    return fault


def start(work: Callable[[], Any]) -> Child:
    """Forks a child that does the work and sends its answer (or its error) through a pipe."""
    reads, writes = os.pipe()
    sys.stdout.flush()
    process = os.fork()
    if process:
        os.close(writes)
        return Child(process, reads, time.monotonic(), bytearray())
    os.close(reads)
    try:
        told: tuple[Any, BaseException | None, str] = (work(), None, "")
    except BaseException as fault:
        told = (None, sendable(fault), traceback.format_exc())
    left = memoryview(pickle.dumps(told))
    while left:
        left = left[os.write(writes, left) :]
    os._exit(0)


def end(child: Child) -> Fate:
    """Waits for a child whose pipe is closed, or kills it, and says how it ended."""
    os.close(child.pipe)
    _, status = os.waitpid(child.process, 0)
    seconds = time.monotonic() - child.began
    code = os.waitstatus_to_exitcode(status)
    if code or not child.came:
        return Fate(status=code or -1, seconds=seconds)
    answer, raised, trace = pickle.loads(bytes(child.came))
    return Fate(answer, raised, trace, seconds=seconds)


def alone(work: Callable[[], Any], patience: float = PATIENCE) -> Fate:
    """The fate of one child."""
    return next(fates([None], lambda _: work(), 1, patience))[1]


def fates(
    items: Iterable[Item], work: Callable[[Item], Any], at_once: int = AT_ONCE, patience: float = PATIENCE
) -> Iterator[tuple[Item, Fate]]:
    """The fate of every item's child, as they end; a hung one is killed and tells so by its status -9."""
    waiting = list(items)[::-1]
    running: dict[int, tuple[Item, Child]] = {}
    while waiting or running:
        while waiting and len(running) < at_once:
            item = waiting.pop()
            child = start(partial(work, item))
            running[child.pipe] = (item, child)
        ready, _, _ = select.select(list(running), [], [], 1.0)
        for pipe in list(running):
            item, child = running[pipe]
            if pipe in ready:
                came = os.read(pipe, 1 << 20)
                child.came += came
                if came:
                    continue
            elif time.monotonic() - child.began < patience:
                continue
            else:
                os.kill(child.process, signal.SIGKILL)
            del running[pipe]
            yield item, end(child)
