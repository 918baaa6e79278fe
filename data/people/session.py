"""Tells who is sitting there: until sign-in exists, the one person at this very machine."""

import getpass
import os
from dataclasses import dataclass

from data.people.roles import ROLES, may

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class NotLocal(Exception):
    """The server can be reached from other machines, so nobody is known."""


@dataclass(frozen=True)
class Person:
    """A name for the journal and the roles it may use."""

    name: str
    roles: tuple[str, ...]

    def may(self, action: str) -> bool:
        return may(self.roles, action)


def login_name() -> str:
    """PEAK_USER, else the operating system's login."""
    chosen = os.environ.get("PEAK_USER", "").strip()
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
