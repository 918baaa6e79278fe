"""Tells who a person is and may; and who sits at this very machine, where nobody has to sign in."""

import getpass
from dataclasses import dataclass

from data.people.roles import PLACED, ROLES, lies_in, may, within
from data.settings import reading

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Nobody(Exception):
    """It is not known who asks."""


class NotLocal(Nobody):
    """The server can be reached from other machines, so nobody is known."""


class NotSignedIn(Nobody):
    """Nobody has signed in, or the session is over."""


@dataclass(frozen=True)
class Person:
    """A name for the journal, the roles it may use, and the places and templates (None: all) of a clerk.

    `shown` is how people call them; `session` names the session in public, never its secret. Who
    `must_change` the password may do nothing else before.
    """

    name: str
    roles: tuple[str, ...]
    places: frozenset[str] | None = None
    templates: frozenset[str] | None = None
    shown: str = ""
    session: str = ""
    must_change: bool = False

    def may(self, action: str, place: str | None = None, template: str | None = None) -> bool:
        """Whether the person may do it, for this place and template where it is about one.

        KeyError for an action that the table does not know.
        """
        if not may(self.roles, action) or self.must_change:
            return False
        return action not in PLACED or (lies_in(self.places, place) and within(self.templates, template))

    def may_undo(self, *senders: str) -> bool:
        """Whether the person may take back what these sent: anybody's, or only the own."""
        own = self.may("rollback_own") and all(sender == self.name for sender in senders)
        return own or self.may("rollback_all")

    def may_correct(self, sender: str, place: str | None, template: str) -> bool:
        """Whether the person may correct a cell that this one sent, of this place and template."""
        own = sender == self.name and self.may("correct_own", place, template)
        return own or self.may("rollback_all")

    @property
    def is_limited(self) -> bool:
        """Whether the person delivers for some places or templates only."""
        return self.places is not None or self.templates is not None


@dataclass(frozen=True)
class Wall(Person):
    """Whoever stands before a screen on a wall: looks at the `pages` of the settings, and nothing else."""

    pages: tuple[str, ...] = ()

    def may(self, action: str, place: str | None = None, template: str | None = None) -> bool:
        """To look, never more."""
        return action == "view"


def wall() -> Wall | None:
    """Whoever has not signed in, where the settings let a wall look; None where they do not."""
    pages = reading.current().people.wall_pages
    return Wall("wall", (), pages=pages) if pages else None


def mode() -> str:
    """`accounts`: people sign in; `machine`: whoever sits at this machine has every role."""
    return reading.current().people.sign_in


def login_name() -> str:
    """PEAK_USER, else the operating system's login."""
    chosen = reading.current().people.user
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"


def person(address: str | None) -> Person:
    """Whoever is at the machine, with every role; raises NotLocal unless the server is bound to loopback."""
    if address not in LOOPBACK:
        raise NotLocal(address or "")
    return Person(login_name(), tuple(ROLES))
