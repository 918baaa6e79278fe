"""A second pair of eyes: what is sent waits until somebody else approves it or sends it back."""

import contextlib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from data.keep import journal, lock, waiting
from data.keep.archive import Parcel
from data.keep.errors import AwaitsReview, NotWaiting, SamePerson, StoreError
from data.keep.waiting import Answer, Waiting
from data.people import acting, audit
from data.plan import plan
from data.snapshot import allowed, publish
from data.snapshot.inputs import Reread


def is_needed(parcels: Sequence[Parcel]) -> bool:
    """Whether these wait for a second person: by the setting, and never demonstrations alone."""
    asked = plan().setting("review", "second_person") >= 1
    return asked and any(parcel.grade != "demo" for parcel in parcels)


def hold(parcels: Sequence[Parcel], by: str, note: str, at: str, looked_at: int | None) -> AwaitsReview:
    """Keeps parcels until a second person has looked at them; what to raise when that is durable.

    Raises AlreadyPublished, AlreadyWaiting, WaitingFull and Busy; nothing is kept then.
    """
    with lock.held(who=by, what="review"):
        publish.recover()
        entries = journal.read()
        allowed.check(entries, parcels, None, None)
        newest = entries[-1].generation if entries else 0
        seen = newest if looked_at is None else looked_at
        made = waiting.put(parcels, by, at, note, seen, decided(entries))
        audit.tell(by, "sent", f"{made} {' '.join(parcel.file_name for parcel in parcels)}")
        return AwaitsReview(made)


def decided(entries: Sequence[journal.Entry]) -> set[str]:
    """The ids of submissions that were published."""
    return {entry.waited for entry in entries} - {""}


def submissions() -> list[Waiting]:
    """What waits and what was sent back, newest first."""
    return waiting.listed(decided(journal.read()))


def submission(name: str) -> Waiting:
    """One of them. Raises NotWaiting, Damaged."""
    return waiting.read(name, decided(journal.read()))


def waiting_original(told: Waiting, number: int) -> bytes:
    """The bytes of the n-th workbook of a submission (from 0). Raises Damaged."""
    return waiting.contents(told)[number][0]


def is_same_person(one: str, other: str) -> bool:
    """Whether two names are the same but for blanks, width and case."""
    first, second = ("".join(unicodedata.normalize("NFKC", name).split()).casefold() for name in (one, other))
    return first == second


def check_other(by: str, sender: str) -> None:
    """Raises SamePerson where nobody is named, or the sender."""
    if not by.strip() or is_same_person(by, sender):
        raise SamePerson(sender)


def publish_approved(
    told: Waiting, parcels: Sequence[Parcel], by: str, expected: int, reread: Reread
) -> publish.Published:
    """Publishes parcels under both names, then takes the submission away.

    Raises NotWaiting where somebody else decided meanwhile, MovedOn, and what publishing raises.
    """
    with lock.held(who=by, what="accept"):
        if submission(told.id).answer is not None:
            raise NotWaiting(told.id)
        named = [replace(parcel, reviewed_by=by) for parcel in parcels]
        made = publish.publish(
            "accept",
            told.by,
            parcels=named,
            note=told.note,
            expected=expected,
            reviewed_by=by,
            waited=told.id,
        )
        with contextlib.suppress(OSError, StoreError):  # it is published; the next submission tidies up
            waiting.remove(told.id)
    return made


def send_back(name: str, by: str, why: str) -> Waiting:
    """Sends a submission back with words; its sender may take it back so. Raises NotWaiting, StoreError."""
    acting.require_reviewing(submission(name).by)
    if not by.strip() or not why.strip():
        raise StoreError("请写明退回人和原因 / say who sends it back and why")
    with lock.held(who=by, what="review"):
        publish.recover()
        answer = Answer(by.strip(), journal.now(), why.strip())
        told = waiting.send_back(name, answer, decided(journal.read()))
        audit.tell(answer.by, "sent_back", f"{name} “{answer.why}”")
        return told
