"""Keeps what a person dropped and has not published, so that it outlives the browser.

A pile is what one page holds: a folder under a name that nobody guesses, which the address of that page
carries. Nothing here takes the store's lock and nothing lies in tmp/ (data/keep/beside.py). Drafts are no
publication: verify knows their room and no more, a backup leaves them out. Only bytes are kept, never what
was understood of them: they are looked at again when they are shown.
"""

import contextlib
import datetime as dt
import hashlib
import json
import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data import clock, places
from data.keep import beside, durable
from data.plan import plan

PILE = re.compile(r"[0-9a-f]{32}")
HASH = re.compile(r"[0-9a-f]{64}")
MEGABYTE = 1024 * 1024
NEEDED = {"file_name": str, "by": str, "at": str, "sha256": str, "size": int, "order": int}


@dataclass(frozen=True)
class Draft:
    """One file of a pile: what it is called, whose it is, when it came (China), its bytes' hash and count."""

    pile: str
    file_name: str
    by: str
    at: str
    sha256: str
    size: int
    order: int

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return places.drafts() / self.pile / self.sha256


def new_pile() -> str:
    """The name of a pile to come, which nobody guesses."""
    return secrets.token_hex(16)


def keep(pile: str, content: bytes, file_name: str, by: str, at: str) -> Draft:
    """Keeps one file in a pile, durably; the same bytes once. ValueError for what is no name of a pile."""
    if not PILE.fullmatch(pile):
        raise ValueError(f"no pile: {pile[:40]!r}")
    sha256 = hashlib.sha256(content).hexdigest()
    made = Draft(pile, file_name, by, at, sha256, len(content), time.time_ns())
    known = told(made.folder)
    if known is not None and is_whole(known.folder):
        return known
    draft = written(made, content)
    made.folder.parent.mkdir(parents=True, exist_ok=True)
    beside.settle(draft, made.folder, making(), is_whole)
    durable.sync_entries({made.folder, made.folder.parent, places.drafts(), places.store()})
    hold_quota(pile)
    return made


def written(made: Draft, content: bytes) -> Path:
    """The folder of a draft, durable, under a name that nobody else has."""
    draft = beside.begun(making(), made.sha256[:12])
    durable.write_new(draft / "original.bin", content)
    body = {name: getattr(made, name) for name in NEEDED}
    durable.write_new(draft / "draft.json", json.dumps(body, ensure_ascii=False).encode())
    durable.sync_folder(draft)
    return draft


def making() -> Path:
    """Where drafts are written before they get their name, and where they go away."""
    return places.drafts() / ".making"


def told(folder: Path) -> Draft | None:
    """What a draft says of itself; None where it is gone, half-made, damaged or lies at another's place."""
    try:
        body = json.loads((folder / "draft.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(body, dict) and all(type(body.get(key)) is kind for key, kind in NEEDED.items())
    if not whole or body["sha256"] != folder.name or not HASH.fullmatch(folder.name):
        return None
    return Draft(folder.parent.name, **{key: body[key] for key in NEEDED})


def content_of(draft: Draft) -> bytes | None:
    """The bytes of a draft; None where they are gone or no longer what was dropped."""
    try:
        content = (draft.folder / "original.bin").read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == draft.sha256 else None


def is_whole(folder: Path) -> bool:
    """Whether a draft stands there with the bytes that were dropped."""
    known = told(folder)
    return known is not None and content_of(known) is not None


def of_pile(pile: str) -> list[Draft]:
    """The drafts of a pile in the order in which they came; none for what is no pile (any more)."""
    if not PILE.fullmatch(pile):
        return []
    found = [told(folder) for folder in beside.folders(places.drafts() / pile)]
    return sorted((draft for draft in found if draft), key=lambda draft: draft.order)


def of_person(by: str) -> dict[str, list[Draft]]:
    """The piles of a person by name, the newest first."""
    piles = {folder.name: of_pile(folder.name) for folder in beside.folders(places.drafts())}
    mine = {pile: found for pile, found in piles.items() if found and found[-1].by == by}
    return dict(sorted(mine.items(), key=lambda item: item[1][-1].order, reverse=True))


def discard(drafts: Iterable[Draft]) -> None:
    """Takes drafts away for good; one that is gone already is no fault."""
    for draft in drafts:
        beside.vanish(draft.folder, making())
        with contextlib.suppress(OSError):  # others lie in the same pile
            draft.folder.parent.rmdir()


def hold_quota(but_for: str = "") -> None:
    """Drops drafts older than the settings allow, then the oldest until the rest fits; never of one pile."""
    most = plan().setting("store", "draft_megabytes") * MEGABYTE
    oldest = (clock.today() - dt.timedelta(days=plan().setting("store", "draft_days"))).isoformat()
    room = [draft for pile in beside.folders(places.drafts()) for draft in of_pile(pile.name)]
    total = sum(draft.size for draft in room)
    for draft in sorted(room, key=lambda draft: draft.order):
        if draft.pile != but_for and (draft.at[:10] < oldest or total > most):
            discard([draft])
            total -= draft.size
