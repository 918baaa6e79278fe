"""Remembers what a child said of a file, so that publishing what was looked at does not read it once more."""

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.ingest.child import ask, frame
from data.ingest.child.frame import Framed
from data.ingest.child.turns import Waiting
from data.ingest.progress import Listener
from data.plan import Plan, plan
from data.snapshot import made_with

MOST = 16 * 1024 * 1024  # bytes of all answers together: of some 90,000-row workbooks, or of many small ones
LOCK = threading.Lock()
KEPT: dict[str, "Answer"] = {}  # by what was asked, the latest last


@dataclass(frozen=True)
class Answer:
    """What a child said, as it came off the pipe, and the plan and settings by which it was said."""

    known: Plan
    settings: str
    framed: bytes


def inspected(
    content: bytes, told: Mapping[str, Any], who: str = "", waiting: Waiting | None = None,
    watching: Listener | None = None, again: bool = False,
) -> Framed:  # fmt: skip
    """What a child says of a file; with `again` what one said when it was asked just the same, if any did.

    The same is: the bytes, their name, the snapshot they are held against, layouts and aliases, for whom,
    the limits, the day, program, plan and settings. Raises Refused as `ask.run_in_child`; that is not kept.
    """
    word = asked(told)
    found = remembered(word) if again else None
    if found is None:
        found = ask.run_in_child("inspect", content, dict(told), who, waiting, watching)
        remember(word, found)
    return found


def asked(told: Mapping[str, Any]) -> str:
    """All that a child is told, and the program by which it answers, as one word."""
    known = [ask.asked("inspect", dict(told)), made_with.of_process().mark]
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def remembered(word: str) -> Framed | None:
    """What was said when this was asked, by the plan and settings of now; None where nobody asked."""
    with LOCK:
        found = KEPT.get(word)
    if found is None or found.known is not plan() or found.settings != repr(found.known.settings):
        return None
    return frame.unpacked(found.framed)


def remember(word: str, said: Framed) -> None:
    """Keeps an answer; the oldest make room. One that is larger than all the room is not kept."""
    framed = frame.packed(*said)
    with LOCK:
        KEPT.pop(word, None)
        KEPT[word] = Answer(plan(), repr(plan().settings), framed)
        while sum(len(one.framed) for one in KEPT.values()) > MOST:
            KEPT.pop(next(iter(KEPT)))
