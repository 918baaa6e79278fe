"""Looks back at what was sent and published; `receive` hands these on under the same names."""

from dataclasses import replace
from typing import Any

from data import places
from data.ingest import rights
from data.ingest.pictures import Picture, picture
from data.ingest.publications import generation as generation
from data.ingest.publications import history as history
from data.ingest.rights import may_see as may_see
from data.keep import archive, journal, refused
from data.keep import evidence as kept_evidence
from data.keep.evidence import Attachment
from data.people import audit
from data.snapshot import difference
from data.snapshot import remarks as remarking
from data.snapshot import verify as verifying
from data.snapshot.difference import Difference


def active(generation: int | None = None) -> list[str]:
    """The uploads that speak now, or that spoke after a generation."""
    return journal.active(journal.read(), generation)


def demo_uploads(generation: int | None = None) -> list[str]:
    """The demonstration uploads that speak now, or that spoke after a generation."""
    return [upload for upload in active(generation) if archive.receipt(upload).grade == "demo"]


def differences(first: int, second: int) -> Difference:
    """What differs from one generation to another, in figures; raises NoSuchGeneration.

    Values out of workbooks that whoever asks may not see are counted only.
    """
    found = difference.between(first, second)
    return replace(found, lines=tuple(line for line in found.lines if rights.may_see(line.upload)))


def receipt(upload: str) -> archive.Receipt:
    """What is known of an archived upload."""
    return archive.receipt(upload)


def journalled(upload: str) -> str:
    """The same id when it was ever published; KeyError for any other text."""
    if upload not in {name for entry in journal.read() for name in entry.uploads}:
        raise KeyError(f"没有这个上报 / no such upload: {upload}")
    return upload


def original(upload: str) -> tuple[str, bytes]:
    """The original bytes of an upload and a safe file name; NotAllowed for who may not see it."""
    rights.to_see(journalled(upload))
    return archive.original(journalled(upload))


def archived_picture(upload: str, sheet: str, cell: str = "", top: int = 0, who: str = "") -> Picture:
    """The picture of an upload's original (see `picture`); KeyError for an upload that never was.

    NotAllowed for who may not see it.
    """
    rights.to_see(journalled(upload))
    known = archive.receipt(journalled(upload))
    return picture(archive.original(upload)[1], known.file_name, sheet, cell, top, who)


def attachments(upload: str) -> list[Attachment]:
    """The files of evidence kept with an upload, in order; none for uploads without, or not to be seen."""
    if not rights.may_see(journalled(upload)):
        return []
    return kept_evidence.of_receipt(archive.receipt(journalled(upload)).evidence)


def attachment(upload: str, n: int) -> tuple[str, bytes]:
    """A safe file name and the bytes of the n-th file of evidence (from 1); KeyError when there is none.

    NotAllowed for who may not see it.
    """
    rights.to_see(journalled(upload))
    return archive.attachment(journalled(upload), n)


def refusals() -> list[dict[str, Any]]:
    """The refused uploads, newest first."""
    return refused.refusals()


def refusals_dropped() -> int:
    """How many refused uploads had to go, because they were too old or too large together."""
    return refused.dropped()


def verify(by: str = "", full: bool = False) -> list[str]:
    """Everything that differs from what was written; with `by` the audit log tells that somebody looked.

    `full` also builds the newest snapshot anew and compares.
    """
    faults = verifying.faults(full)
    if by and places.journal().exists():
        audit.tell(by, "verify", str(len(faults)))
    return faults


def remarks() -> list[str]:
    """What verify has to tell though nothing is wrong: snapshots built again, a change that waits."""
    return remarking.remarks()
