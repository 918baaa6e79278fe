"""The seam for everybody who proves elsewhere who they are: a proxy's header, a CAS ticket, OIDC claims.

A way of proving answers with an `Identity`; `data/people/accounts.py:Accounts.of_provider` finds the account.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from data.people import database

LONGEST = 255  # letters of a subject, as OpenID Connect has it


@dataclass(frozen=True)
class Identity:
    """Who somebody is by a provider (`issuer`), which calls them `subject` and shows them as `shown`.

    `mark` is what the provider names this sign-in by when it tells that it has ended there; "" for none.
    """

    subject: str
    issuer: str
    shown: str = ""
    mark: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class Request:
    """What a request says of itself: its headers by small letters, the address it came from, its query.

    A header or field that comes twice must not be in there: nobody could say which of them speaks.
    """

    headers: Mapping[str, str]
    address: str
    query: Mapping[str, str]


class Identifies(Protocol):
    """One way of proving who one is."""

    def identify(self, request: Request, now: float) -> Identity | None:
        """Who it is; None where the request says nothing. Raises NotProven where what it says is wrong."""


class NotProven(Exception):
    """What was to prove who somebody is does not: `reason` is a key of sentences.csv, `detail` for logs."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}" if detail else reason)


def identity(subject: object, issuer: str, shown: object = "", mark: str = "") -> Identity:
    """An identity of what a provider said. Raises NotProven where that is no name."""
    if not isinstance(subject, str) or not subject.strip() or len(subject) > LONGEST or not _plain(subject):
        raise NotProven("subject_wrong", repr(subject)[:80])
    told = shown if isinstance(shown, str) and _plain(shown) else ""
    return Identity(subject, issuer, told.strip()[:60], mark)


def use_once(store: Path, kind: str, mark: str, until: float, now: float) -> None:
    """Remembers that a mark was used. Raises NotProven where it was used before."""
    with database.writing(store) as connection:
        connection.execute("DELETE FROM used WHERE until < ?", (now,))
        before = connection.execute("SELECT 1 FROM used WHERE kind = ? AND mark = ?", (kind, mark)).fetchone()
        if before:
            raise NotProven("used_before", kind)
        connection.execute("INSERT INTO used VALUES (?, ?, ?)", (kind, mark, until))


def _plain(text: str) -> bool:
    """Whether a text has no letters that steer a screen or a log."""
    return not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in text)
