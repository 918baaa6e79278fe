"""The route of a workbook in reading order: inspect has no effect; accept publishes; the rest looks back."""

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

from data import places
from data.ingest import archive, build, journal, mark, publish, published, read
from data.ingest import blank as blanks
from data.ingest.archive import Parcel
from data.ingest.compare import ChangeLine, Changes, Move, compare, moves
from data.ingest.cross_check import cross_check
from data.ingest.findings import Finding, Refused
from data.ingest.journal import Entry
from data.ingest.publish import StoreError
from data.ingest.recognise import recognise
from data.ingest.records import Records
from data.ingest.understand import understand
from data.ingest.validate import validate
from data.plan import Template

__all__ = [
    "ChangeLine",
    "Changes",
    "Entry",
    "Finding",
    "Inspection",
    "Move",
    "NotAccepted",
    "Receipt",
    "StoreError",
    "accept",
    "accept_many",
    "active",
    "blank",
    "demo_uploads",
    "foreseen",
    "history",
    "inspect",
    "keep_refused",
    "marked",
    "original",
    "receipt",
    "refusals",
    "rollback",
    "verify",
    "withdraw",
    "withdraw_demo",
]

ORDER = {"stop": 0, "warn": 1, "note": 2}


class NotAccepted(Exception):
    """An upload with findings that stop it; carries the inspection."""

    def __init__(self, inspection: "Inspection") -> None:
        self.inspection = inspection
        stops = [finding.message() for finding in inspection.findings if finding.severity == "stop"]
        super().__init__("；".join(stops[:5]))


@dataclass(frozen=True)
class Receipt:
    """What publishing answers: the new generation, its snapshot, and the ids of the uploads."""

    generation: int
    snapshot: str
    upload: str
    uploads: tuple[str, ...]


@dataclass
class Inspection:
    """Everything understood of a file before anybody decides about it."""

    name: str
    sha256: str
    kind: str = ""
    refused: Finding | None = None
    records: Records | None = None
    findings: list[Finding] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    moves: list[Move] = field(default_factory=list)

    @property
    def template(self) -> Template | None:
        """The template whose headings were found."""
        return self.records.template if self.records else None

    @property
    def sheets(self) -> list[str]:
        """The sheets that records were found in."""
        return list(dict.fromkeys(row.sheet for row in self.records.rows)) if self.records else []

    @property
    def rows(self) -> int:
        """How many records were understood."""
        return len(self.records.rows) if self.records else 0

    @property
    def periods(self) -> list[str]:
        """The period codes the upload speaks of."""
        return sorted({row.text("period") for row in self.records.rows} - {""}) if self.records else []

    @property
    def regions(self) -> list[str]:
        """The region codes the upload speaks of."""
        return sorted({row.text("region") for row in self.records.rows} - {""}) if self.records else []

    @property
    def can_publish(self) -> bool:
        """Whether nothing stops it."""
        return (
            self.refused is None and bool(self.rows) and not any(f.severity == "stop" for f in self.findings)
        )

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready summary for the command line."""
        return {
            "file": self.name,
            "sha256": self.sha256,
            "refused": self.refused.as_dict() if self.refused else None,
            "template": self.template.id if self.template else None,
            "template_name": self.template.name if self.template else None,
            "rows": self.rows,
            "periods": self.periods,
            "regions": self.regions,
            "can_publish": self.can_publish,
            "findings": [finding.as_dict() for finding in self.findings],
            "changes": asdict(self.changes),
            "moves": [asdict(move) for move in self.moves],
        }


def inspect(content: bytes, name: str, *, foresee: bool = True) -> Inspection:
    """Everything that can be said of a file, with no effect anywhere.

    `foresee` also builds the snapshot that would be published, beside the current one, to say which targets
    would move; it is thrown away.
    """
    inspection = Inspection(name, hashlib.sha256(content).hexdigest())
    try:
        book = read.read_book(content, name)
    except Refused as refusal:
        inspection.refused = refusal.finding
        inspection.findings = [refusal.finding]
        return inspection
    inspection.kind = book.kind
    layouts, missing = recognise(book)
    of_reading = [f for f in book.findings if (f.rule, f.sheet) != ("hidden_sheet", blanks.LISTS)]
    findings = [*of_reading, *missing]
    if layouts:
        records, misunderstood = understand(layouts)
        inspection.records = records
        inspection.changes, published_findings = compare(records)
        findings += [*misunderstood, *validate(records), *cross_check(records), *published_findings]
    generation = published.generation_of(inspection.sha256)
    if generation is not None:
        findings.append(Finding("already_published", expected=str(generation)))
    inspection.findings = sorted(findings, key=lambda finding: ORDER[finding.severity])
    if foresee and inspection.can_publish:
        inspection.moves = foreseen(content, inspection)
    return inspection


def parcel_of(content: bytes, inspection: Inspection, by: str, note: str, grade: str, at: str) -> Parcel:
    """An inspected upload ready for the archive."""
    if inspection.records is None or not inspection.can_publish:
        raise NotAccepted(inspection)
    found = [finding.as_dict() for finding in inspection.findings]
    return Parcel(
        content,
        inspection.name,
        inspection.kind,
        inspection.sha256,
        inspection.records,
        found,
        by,
        note,
        grade,
        at,
    )


def foreseen(content: bytes, inspection: Inspection) -> list[Move]:
    """Which targets would move if this were published now."""
    return publish.foresee(parcel_of(content, inspection, "", "", "official", journal.now()), moves)


def accept(content: bytes, name: str, by: str, note: str = "", grade: str = "official") -> Receipt:
    """Publishes one file; returns when it is durable. Raises NotAccepted when findings stop it."""
    return accept_many([(content, name)], by, note, grade)


def accept_many(
    files: list[tuple[bytes, str]], by: str, note: str = "", grade: str = "official", at: str | None = None
) -> Receipt:
    """Publishes several files as one generation."""
    moment = at or journal.now()
    parcels = [
        parcel_of(content, inspect(content, name, foresee=False), by, note, grade, moment)
        for content, name in files
    ]
    entry, receipts = publish.publish("accept", by, parcels=parcels, note=note, at=moment)
    return Receipt(entry.generation, entry.snapshot, receipts[0].upload, entry.uploads)


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
    known = {name for entry in journal.read() for name in entry.uploads}
    if upload not in known:
        raise KeyError(f"没有这个上报 / no such upload: {upload}")
    return archive.original(upload)


def rollback(generation: int, by: str, note: str = "") -> Receipt:
    """Makes the state of an earlier generation the published one again, as a new generation."""
    if generation not in {entry.generation for entry in journal.read()}:
        raise publish.StoreError(f"没有第 {generation} 次发布 / there is no generation {generation}")
    entry, _ = publish.publish("rollback", by, to_generation=generation, note=note)
    return Receipt(entry.generation, entry.snapshot, "", ())


def withdraw(uploads: list[str], by: str, note: str = "") -> Receipt:
    """Takes uploads out of what is published; they stay in the archive."""
    gone = set(uploads) - set(active())
    if gone or not uploads:
        raise publish.StoreError(f"未在发布中 / not published now: {sorted(gone)}")
    entry, _ = publish.publish("withdraw", by, uploads=uploads, note=note)
    return Receipt(entry.generation, entry.snapshot, "", entry.uploads)


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
    faults = []
    entries = journal.read()
    for upload in dict.fromkeys(name for entry in entries for name in entry.uploads):
        try:
            known = archive.receipt(upload)
            content = archive.original(upload)[1]
            rows = archive.rows_file(upload).read_bytes()
        except OSError as fault:
            faults.append(f"{upload}: {fault.strerror}")
            continue
        if hashlib.sha256(content).hexdigest() != known.sha256:
            faults.append(f"{upload}: 原始文件已变 / original changed")
        if hashlib.sha256(rows).hexdigest() != known.parquet_sha256:
            faults.append(f"{upload}: 解析记录已变 / parsed rows changed")
    for entry in entries:
        path = places.snapshots() / entry.snapshot
        if path.exists():
            faults += [f"{entry.snapshot}: {fault}" for fault in build.faults_of(path)]
    if entries and published.snapshot() != places.snapshots() / entries[-1].snapshot:
        faults.append("CURRENT 与日志不符 / CURRENT differs from the journal")
    return faults
