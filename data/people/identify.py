"""The seam for everybody who proves elsewhere who they are: a proxy's header, a CAS ticket, OIDC claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Identity:
    """Who somebody is by a provider (`issuer`), which calls them `subject` and shows them as `shown`."""

    subject: str
    issuer: str
    shown: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """What a request says of itself: headers in small letters, the peer's address, the query's fields."""

    headers: Mapping[str, str]
    address: str
    query: Mapping[str, str]


class Identifies(Protocol):
    """One way of proving who one is."""

    def identify(self, request: Request, now: float) -> Identity | None:
        """Who it is; None where the request says nothing. Raises NotProven where what it says is wrong."""


class NotProven(Exception):
    """What was to prove who somebody is does not: `reason` is a key of sentences.csv."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
