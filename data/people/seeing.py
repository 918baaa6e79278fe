"""Whose enterprises whoever acts may see by name: those of all places, or of the own (`enterprise_rows`)."""

from collections.abc import Collection

from data.people import acting
from data.people.roles import lies_in
from data.people.session import Person, Wall
from data.plan import Template
from data.settings import reading

OWN = "own"
Own = frozenset[str] | None  # places; None: all of them


def own_places() -> Own:
    """The places whose enterprises are seen by name; None: all, also where nobody was named.

    As it was when the page or command began: answers are asked for too often to look at the session again.
    """
    return of(acting.known())


def of(person: Person | None) -> Own:
    """The same of a person; a screen on a wall, where nobody has signed in, has no own places."""
    if person is None or (person.places is None and not isinstance(person, Wall)):
        return None
    if reading.current().people.enterprise_rows != OWN:
        return None
    return person.places or frozenset()


def is_own(own: Collection[str], place: str | None) -> bool:
    """Whether an enterprise in this place (code) is one's own; what nobody placed is nobody's own."""
    return bool(place) and lies_in(own, place)


def is_withheld(template: Template | None) -> bool:
    """Whether a template's enterprises are not everybody's to see: a published list's names are."""
    return template is None or (tells_enterprises(template) and not template.public)


def tells_enterprises(template: Template) -> bool:
    """Whether the rows of a template are of single enterprises."""
    return template.column("enterprise") is not None
