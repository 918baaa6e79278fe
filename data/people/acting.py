"""Who acts in this thread: said by a page's door or a command, asked where something is decided about.

Where nobody was named (a start, a test, the child that reads) nothing is limited: every way in from outside
names somebody first.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

from data.people.sentences import NotAllowed, said_of_action
from data.people.session import Person

Acts = tuple[Person | None, Callable[[], Person] | None]
PERSON: ContextVar[Acts] = ContextVar("acting_person", default=(None, None))


def settle(person: Person | None, again: Callable[[], Person] | None = None) -> None:
    """From here on this person acts in this thread; None for nobody.

    `again` says who it is when something is to be done: a run may be long, and rights end in between.
    """
    PERSON.set((person, again))


@contextlib.contextmanager
def by(person: Person | None) -> Iterator[None]:
    """Inside this person acts."""
    before = PERSON.set((person, None))
    try:
        yield
    finally:
        PERSON.reset(before)


def person() -> Person | None:
    """Who acts, with the rights of this moment; None where nobody was named."""
    known, again = PERSON.get()
    return again() if again else known


def known() -> Person | None:
    """Who acts, with the rights of the moment when that was said; None where nobody was named."""
    return PERSON.get()[0]


def require(action: str, place: str | None = None, template: str | None = None) -> None:
    """Raises NotAllowed where somebody acts who may not."""
    one = person()
    if one is not None and not one.may(action, place, template):
        raise NotAllowed(one.name, said_of_action(action))


def require_undoing(*senders: str) -> None:
    """Raises NotAllowed where somebody acts who may not undo what these sent."""
    one = person()
    if one is not None and not one.may_undo(*senders):
        raise NotAllowed(one.name, said_of_action("rollback_all"))


def require_reviewing(sender: str) -> None:
    """Raises NotAllowed where somebody acts who neither reviews nor sent it."""
    one = person()
    if one is not None and one.name != sender:
        require("review")


def require_correcting(sender: str, place: str | None, template: str) -> None:
    """Raises NotAllowed where somebody acts who may not correct what this one sent."""
    one = person()
    if one is not None and not one.may_correct(sender, place, template):
        raise NotAllowed(one.name, said_of_action("correct_own"))


def limits() -> dict[str, list[str]]:
    """Places and templates that whoever acts delivers for, JSON-ready; what is not limited is left out."""
    one = person()
    told = (
        {} if one is None or one.may("rollback_all") else {"places": one.places, "templates": one.templates}
    )
    return {name: sorted(some) for name, some in told.items() if some is not None}
