"""Whether a publication may still be made: asked under the lock, where nothing can come between any more."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from data import places
from data.keep import amendments, archive, journal
from data.keep.amendments import Amending, Corrected, Locked
from data.keep.archive import Parcel, Receipt
from data.keep.errors import (
    AlreadyPublished,
    MovedOn,
    NoReason,
    NoSuchGeneration,
    NotInForce,
    NotPublished,
)
from data.keep.journal import Entry
from data.plan import plan

SPEAKING = "SELECT count(*) FROM query_table($table_name) WHERE upload = $upload"


def check_looked_at(entries: Sequence[Entry], expected: int | None) -> None:
    """Raises MovedOn when anything was published after the generation that was looked at (0: nothing was).

    None asks nothing. Raises NoSuchGeneration for one that is still to come.
    """
    newest = entries[-1].generation if entries else 0
    if expected is None or expected == newest:
        return
    if expected > newest or expected < 0:
        raise NoSuchGeneration(expected)
    raise MovedOn(expected, tuple(entry for entry in entries if entry.generation > expected))


def check(
    entries: list[Entry], parcels: Sequence[Parcel], withdrawn: Sequence[str] | None, back_to: int | None
) -> None:
    """Raises AlreadyPublished, NotPublished or NoSuchGeneration where the act has lost its object."""
    active = journal.active(entries)
    for parcel in parcels:
        check_new(parcel, entries, active)
    if withdrawn is not None:
        gone = tuple(upload for upload in withdrawn if upload not in active)
        if gone or not withdrawn:
            raise NotPublished(gone)
    if back_to is not None and back_to not in {entry.generation for entry in entries}:
        raise NoSuchGeneration(back_to)


def check_amending(action: str, entries: list[Entry], amending: Amending, reason: str) -> None:
    """Raises NoReason without a reason, NotInForce where what is to be taken back is not there (any more)."""
    if not reason.strip():
        raise NoReason
    if not amending.lifts:
        return
    kind = Corrected if action == "uncorrect" else Locked
    if not isinstance(amendments.in_force(entries).find(amending.lifts), kind):
        raise NotInForce(amending.lifts)


def check_new(parcel: Parcel, entries: list[Entry], active: Sequence[str]) -> None:
    """Raises AlreadyPublished where these bytes speak, with the same grade and no evidence that is new."""
    for upload in reversed(active):
        if not upload.endswith(parcel.sha256[:12]):  # the name of an upload ends so
            continue
        known = archive.receipt(upload)
        proof = {str(item["sha256"]) for item in known.evidence}
        told_before = (known.sha256, known.grade) == (parcel.sha256, parcel.grade)
        told_before = told_before and {item.sha256 for item, _ in parcel.evidence} <= proof
        if told_before and speaks_alone(known, entries[-1], active):
            raise AlreadyPublished(known.generation, known.file_name)


def speaks_alone(known: Receipt, newest: Entry, active: Sequence[str]) -> bool:
    """Whether all that an upload says is in force: nothing came later of its template, or overruled none."""
    later = active[list(active).index(known.upload) + 1 :]
    if not any(upload.split("-")[1] == known.template for upload in later):
        return True
    template = plan().templates.get(known.template)
    return template is not None and speaking(newest, template.table, known.upload) == known.row_count


def speaking(newest: Entry, table: str, upload: str) -> int | None:
    """How many rows of an upload are in force; None where the snapshot cannot say it."""
    path: Path = places.snapshots() / newest.snapshot
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            asked = {"table_name": table, "upload": upload}
            return int(database.execute(SPEAKING, asked).fetchall()[0][0])
    except duckdb.Error:  # made by another program, or built again under another name
        return None
