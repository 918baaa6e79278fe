"""Says how far the reading of a file is, to whoever listens in this process."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

STAGES = ("cells", "rows", "checks", "published")
EVERY = 2_000  # rows after which it is said how many are done
Item = TypeVar("Item")


@dataclass(frozen=True)
class Step:
    """How far it is: one of STAGES, and of how many rows how many are done (0 of 0: nobody knows)."""

    stage: str = STAGES[0]
    done: int = 0
    total: int = 0


Listener = Callable[[Step], None]
LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard_by(listener: Listener | None) -> Iterator[None]:
    """Has every step inside told to a listener."""
    token = LISTENER.set(listener)
    try:
        yield
    finally:
        LISTENER.reset(token)


def say(stage: str, done: int = 0, total: int = 0) -> None:
    """Tells a step, where anybody listens."""
    listener = LISTENER.get()
    if listener is not None:
        listener(Step(stage, done, total))


def counted(stage: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items, telling from time to time how many of them are done."""
    for done, item in enumerate(items):
        if done % EVERY == 0:
            say(stage, done, total)
        yield item
