"""The route of a workbook in reading order: inspect has no effect; accept publishes; the rest looks back."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from data.ingest import blank as blanks
from data.ingest import evidence, mark, official_forms
from data.ingest.causes import once
from data.ingest.cells import read
from data.ingest.cells.grid import Book
from data.ingest.checks.cross_check import cross_check
from data.ingest.checks.sense import makes_sense
from data.ingest.checks.validate import validate
from data.ingest.compare import ChangeLine, Changes, Move, compare, moves
from data.ingest.findings import Finding, Refused
from data.ingest.inspection import Inspection, NotAccepted
from data.ingest.records import Records, to_parquet
from data.ingest.tables.recognise import recognise
from data.ingest.tables.understand import understand
from data.ingest.tables.unused import unused
from data.keep import archive, journal
from data.keep import evidence as kept_evidence
from data.keep.archive import Parcel
from data.keep.evidence import Attachment
from data.keep.journal import Entry, Moved
from data.plan.model import Named
from data.snapshot import publish, published
from data.snapshot import verify as verifying
from data.snapshot.plan_changes import Change
from data.snapshot.publish import StoreError

__all__ = [
    "Attachment",
    "Change",
    "ChangeLine",
    "Changes",
    "Entry",
    "Finding",
    "Inspection",
    "Move",
    "Moved",
    "NotAccepted",
    "Receipt",
    "StoreError",
    "accept",
    "accept_many",
    "active",
    "attachment",
    "attachments",
    "blank",
    "demo_uploads",
    "evidence_faults",
    "foresee_plan",
    "foreseen",
    "history",
    "inspect",
    "keep_refused",
    "marked",
    "original",
    "publish_plan",
    "receipt",
    "refusals",
    "remarks",
    "rollback",
    "verify",
    "withdraw",
    "withdraw_demo",
]

ORDER = {"stop": 0, "warn": 1, "note": 2}


@dataclass(frozen=True)
class Receipt:
    """What publishing answers: the new generation, its snapshot, and the ids of the uploads.

    `visible` is False when it is published for good but readers follow only at the next publication or start.
    """

    generation: int
    snapshot: str
    upload: str
    uploads: tuple[str, ...]
    visible: bool = True


@dataclass(frozen=True)
class Meaning:
    """What a book says: its records under one template, the official form they stood in, what is wrong."""

    form: Named | None = None
    records: Records | None = None
    findings: tuple[Finding, ...] = ()


def inspect(content: bytes, name: str, *, foresee: bool = False) -> Inspection:
    """Everything that can be said of a file, with no effect anywhere.

    `foresee` also says which targets would move (see `foreseen`): a second instead of milliseconds.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        book = read.read_book(content, name)
    except Refused as refusal:
        return Inspection(name, sha256, refused=refusal.finding, findings=(refusal.finding,))
    with published.held_open():
        inspection = understood(book, name, sha256)
    return foreseen(content, inspection) if foresee and inspection.can_publish else inspection


def understood(book: Book, name: str, sha256: str) -> Inspection:
    """What a book says, everything that is wrong with it, and how it differs from what is published."""
    found = meaning(book)
    findings = [f for f in book.findings if (f.rule, f.sheet) != ("hidden_sheet", blanks.LISTS)]
    findings += found.findings
    changes = Changes()
    if found.records:
        changes, published_findings = compare(found.records)
        findings += [*validate(found.records), *cross_check(found.records), *published_findings]
        findings += makes_sense(found.records)
    findings = once(findings, book.kind)
    generation = published.generation_of(sha256)
    if generation is not None:
        findings.append(Finding("already_published", expected=str(generation)))
    told = tuple(sorted(dict.fromkeys(findings), key=lambda finding: ORDER[finding.severity]))
    return Inspection(name, sha256, book.kind, found.form, None, found.records, told, changes)


def meaning(book: Book) -> Meaning:
    """The records of a book: of an official form as it is, else of a template."""
    official = official_forms.understand(book)
    if official:
        return Meaning(official.form, official.records, tuple(official.findings))
    layouts, missing = recognise(book)
    if not layouts:
        return Meaning(findings=tuple(missing))
    records, misunderstood = understand(layouts)
    return Meaning(None, records, (*missing, *misunderstood, *unused(book, layouts)))


def evidence_faults(inspection: Inspection, attachments: list[tuple[str, bytes]]) -> list[Finding]:
    """What keeps these files from being evidence of this upload; has no effect."""
    return evidence.faults(inspection.template, attachments)


def parcel_of(
    content: bytes, inspection: Inspection, by: str, note: str, grade: str, at: str,
    attachments: list[tuple[str, bytes]] | None = None,
) -> Parcel:  # fmt: skip
    """An inspected upload ready for the archive, with its evidence; NotAccepted when findings stop it."""
    wrong = evidence_faults(inspection, attachments or [])
    looked_over = replace(inspection, findings=(*wrong, *inspection.findings))
    records = looked_over.records
    if records is None or not looked_over.can_publish:
        raise NotAccepted(looked_over)
    found = [finding.as_dict() for finding in looked_over.findings]
    return Parcel(
        content,
        inspection.name,
        inspection.kind,
        inspection.sha256,
        records.template.id,
        to_parquet(records),
        len(records.rows),
        sorted([sheet, name, letter] for (sheet, name), letter in records.letters.items()),
        found,
        by,
        note,
        grade,
        at,
        tuple(evidence.listed(attachments or [])),
    )


def foreseen(content: bytes, inspection: Inspection) -> Inspection:
    """The same inspection with the targets that would move if this were published now.

    Builds the snapshot that would be published beside the current one and throws it away.
    """
    parcel = parcel_of(content, inspection, "", "", "official", journal.now())
    return replace(inspection, moves=tuple(publish.foresee(parcel, moves)))


def accept(
    content: bytes, name: str, by: str, note: str = "", grade: str = "official",
    attachments: list[tuple[str, bytes]] | None = None,
) -> Receipt:  # fmt: skip
    """Publishes one file; returns when it is durable. Raises NotAccepted when findings stop it.

    `attachments` are files of evidence (name, bytes): pdf, docx, xlsx, jpg or png, kept with the upload.
    """
    moment = journal.now()
    parcel = parcel_of(content, inspect(content, name), by, note, grade, moment, attachments)
    return published_as([parcel], by, note, moment)


def accept_many(
    files: list[tuple[bytes, str]], by: str, note: str = "", grade: str = "official", at: str | None = None,
    came: list[str] | None = None,
) -> Receipt:  # fmt: skip
    """Publishes several files as one generation; `came` says when each came, where that was before `at`."""
    moment = at or journal.now()
    with published.held_open():
        looked = [(content, inspect(content, name)) for content, name in files]
    days = came or [moment] * len(files)
    parcels = [
        parcel_of(content, inspection, by, note, grade, day)
        for (content, inspection), day in zip(looked, days, strict=True)
    ]
    return published_as(parcels, by, note, moment)


def published_as(parcels: list[Parcel], by: str, note: str, at: str) -> Receipt:
    """Archives and publishes parcels as one generation."""
    entry, receipts, visible = publish.publish("accept", by, parcels=parcels, note=note, at=at)
    return Receipt(entry.generation, entry.snapshot, receipts[0].upload, entry.uploads, visible)


def keep_refused(content: bytes, name: str, by: str, inspection: Inspection) -> str:
    """Keeps a file that was not accepted, with its findings."""
    found = [finding.as_dict() for finding in inspection.findings]
    return archive.keep_refused(content, name, by, journal.now(), inspection.sha256, found)


def refusals() -> list[dict[str, Any]]:
    """The refused uploads, newest first."""
    return archive.refusals()


def history() -> list[Entry]:
    """Every publication, newest first."""
    return journal.read()[::-1]


def receipt(upload: str) -> archive.Receipt:
    """What is known of an archived upload."""
    return archive.receipt(upload)


def original(upload: str) -> tuple[str, bytes]:
    """The original bytes of an upload and a safe file name."""
    return archive.original(journalled(upload))


def journalled(upload: str) -> str:
    """The same id when it was ever published; KeyError for any other text."""
    if upload not in {name for entry in journal.read() for name in entry.uploads}:
        raise KeyError(f"没有这个上报 / no such upload: {upload}")
    return upload


def attachments(upload: str) -> list[Attachment]:
    """The files of evidence kept with an upload, in order; none for uploads without."""
    return kept_evidence.of_receipt(archive.receipt(journalled(upload)).evidence)


def attachment(upload: str, n: int) -> tuple[str, bytes]:
    """A safe file name and the bytes of the n-th file of evidence (from 1); KeyError when there is none."""
    return archive.attachment(journalled(upload), n)


def rollback(generation: int, by: str, note: str = "") -> Receipt:
    """Makes the state of an earlier generation the published one again, as a new generation."""
    if generation not in {entry.generation for entry in journal.read()}:
        raise publish.StoreError(f"没有第 {generation} 次发布 / there is no generation {generation}")
    entry, _, visible = publish.publish("rollback", by, to_generation=generation, note=note)
    return Receipt(entry.generation, entry.snapshot, "", (), visible)


def withdraw(uploads: list[str], by: str, note: str = "") -> Receipt:
    """Takes uploads out of what is published; they stay in the archive."""
    gone = set(uploads) - set(active())
    if gone or not uploads:
        raise publish.StoreError(f"未在发布中 / not published now: {sorted(gone)}")
    entry, _, visible = publish.publish("withdraw", by, uploads=uploads, note=note)
    return Receipt(entry.generation, entry.snapshot, "", entry.uploads, visible)


def publish_plan(by: str, why: str) -> Entry | None:
    """Publishes what changed in plan data or program since the newest publication; None when nothing did."""
    return publish.publish_plan(by, why)


def foresee_plan() -> Change | None:
    """Which files of plan or program changed and which verdicts and statuses that would move; no effect."""
    return publish.foresee_plan()


def active(generation: int | None = None) -> list[str]:
    """The uploads that speak now, or that spoke after a generation."""
    return journal.active(journal.read(), generation)


def blank(template_id: str) -> tuple[str, bytes]:
    """A file name and the blank workbook of a template; KeyError for an unknown one."""
    return blanks.blank(template_id)


def marked(content: bytes, inspection: Inspection, lang: str = "zh") -> bytes:
    """The same .xlsx with every bad cell coloured and commented; ValueError for any other kind of file.

    A file that could not be read at all is never opened here: only what has passed the guarded reading is.
    """
    if inspection.refused is not None or inspection.kind != "xlsx":
        raise ValueError("只有能读懂的 .xlsx 才能标注 / only an .xlsx that could be read can be marked")
    return mark.marked(content, inspection.findings, lang)


def demo_uploads() -> list[str]:
    """The demonstration uploads that speak now."""
    return [upload for upload in active() if archive.receipt(upload).grade == "demo"]


def withdraw_demo(by: str) -> Receipt | None:
    """Withdraws every demonstration upload in one step; None when there is none."""
    uploads = demo_uploads()
    return withdraw(uploads, by, "撤下全部演示数据") if uploads else None


def verify() -> list[str]:
    """Everything in the store that is not as it was written; an empty list when all is well."""
    return verifying.faults()


def remarks() -> list[str]:
    """What verify has to tell though nothing is wrong: snapshots built again, a change that waits."""
    return verifying.remarks()
