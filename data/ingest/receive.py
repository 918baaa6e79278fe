"""The route of a workbook in reading order: inspect has no effect; accept publishes; the rest looks back."""

import hashlib
from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from typing import Any

from data.ingest import again, answers, evidence, finding_list
from data.ingest import blank as blanks
from data.ingest.child import ask, nursery
from data.ingest.compare import ChangeLine, Changes, Move, moves
from data.ingest.findings import Finding, Refused
from data.ingest.inspection import Inspection, NotAccepted
from data.ingest.limits import LIMITS
from data.ingest.pictures import Picture, picture
from data.ingest.reasons import NeedsReason, Reasons, each, is_one, reason_of, reasoned
from data.keep import archive, journal, refused
from data.keep import evidence as kept_evidence
from data.keep.archive import Parcel
from data.keep.errors import StoreError
from data.keep.evidence import Attachment
from data.keep.journal import Entry, Moved
from data.snapshot import publish, published
from data.snapshot import remarks as remarking
from data.snapshot import verify as verifying
from data.snapshot.plan_changes import Change
from data.snapshot.published import brought

__all__ = [
    "LIMITS",
    "Attachment",
    "Change",
    "ChangeLine",
    "Changes",
    "Entry",
    "Finding",
    "Inspection",
    "Move",
    "Moved",
    "NeedsReason",
    "NotAccepted",
    "Picture",
    "Receipt",
    "Refused",
    "StoreError",
    "accept",
    "accept_many",
    "active",
    "archived_picture",
    "attachment",
    "attachments",
    "blank",
    "brought",
    "demo_uploads",
    "evidence_faults",
    "foresee_plan",
    "foreseen",
    "generation",
    "history",
    "inspect",
    "is_one",
    "keep_refused",
    "marked",
    "original",
    "picture",
    "prepare",
    "publish_plan",
    "reason_of",
    "receipt",
    "refusals",
    "refusals_dropped",
    "remarks",
    "returned",
    "rollback",
    "verify",
    "withdraw",
    "withdraw_demo",
]


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


def inspect(
    content: bytes, name: str, *, foresee: bool = False, who: str = "",
    waiting: Callable[[int], None] | None = None,
) -> Inspection:  # fmt: skip
    """Everything that can be said of a file, with no effect anywhere; a child process looks at it.

    `foresee` also says which targets would move (see `foreseen`). `who` is the session that asks: one of its
    files is read at a time; while others are before it `waiting` is told how many.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    snapshot = published.snapshot()
    told = {"name": name, "sha256": sha256, "snapshot": str(snapshot) if snapshot else ""}
    try:
        answer = ask.run_in_child("inspect", content, told, who, waiting)
        inspection = answers.unpacked(answer, name, sha256)
    except Refused as refusal:
        return Inspection(name, sha256, refused=refusal.finding, findings=(refusal.finding,))
    return foreseen(content, inspection) if foresee and inspection.can_publish else inspection


def prepare() -> None:
    """Starts what makes the first inspection quick; returns at once."""
    nursery.prepare()


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
    template = looked_over.template
    if template is None or not looked_over.can_publish:
        raise NotAccepted(looked_over)
    found = [finding.as_dict() for finding in looked_over.findings]
    return Parcel(
        content,
        inspection.name,
        inspection.kind,
        inspection.sha256,
        template.id,
        inspection.parquet,
        inspection.rows,
        [list(letter) for letter in inspection.letters],
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
    attachments: list[tuple[str, bytes]] | None = None, expected: int | None = None, reason: str = "",
) -> Receipt:  # fmt: skip
    """Publishes one file; returns when it is durable. Raises NotAccepted when findings stop it.

    `reason` is what the person says to findings that ask for one: NeedsReason without (see `reasons`).

    `attachments` are files of evidence (name, bytes): pdf, docx, xlsx, jpg or png, kept with the upload.
    `expected` is the generation whose comparison was looked at (0: none yet; None: nobody looked): raises
    MovedOn when another came since, AlreadyPublished when these bytes speak already, Busy (see `lock`).
    """
    moment = journal.now()
    inspection = inspect(content, name)
    parcel = parcel_of(content, inspection, by, note, grade, moment, attachments)
    return published_as([reasoned(parcel, inspection, reason)], by, note, moment, expected)


def accept_many(
    files: list[tuple[bytes, str]], by: str, note: str = "", grade: str = "official", at: str | None = None,
    came: list[str] | None = None, expected: int | None = None, reasons: Reasons = (),
) -> Receipt:  # fmt: skip
    """Publishes several files as one generation; `came` says when each came, where that was before `at`.

    `reasons` has one for each file ("" for none), or says it of an inspection; the rest is that of `accept`.
    """
    moment = at or journal.now()
    looked = [(content, inspect(content, name)) for content, name in files]
    days = came or [moment] * len(files)
    given = each(reasons, [inspection for _, inspection in looked])
    parcels = [
        reasoned(parcel_of(content, inspection, by, note, grade, day), inspection, reason)
        for (content, inspection), day, reason in zip(looked, days, given, strict=True)
    ]
    return published_as(parcels, by, note, moment, expected)


def published_as(parcels: list[Parcel], by: str, note: str, at: str, expected: int | None = None) -> Receipt:
    """Archives and publishes parcels as one generation."""
    entry, receipts, visible = publish.publish(
        "accept", by, parcels=parcels, note=note, at=at, expected=expected, reread=again.rows
    )
    return Receipt(entry.generation, entry.snapshot, receipts[0].upload, entry.uploads, visible)


def keep_refused(content: bytes, name: str, by: str, inspection: Inspection) -> str:
    """Keeps a file that was not accepted, with its findings."""
    found = [finding.as_dict() for finding in inspection.findings]
    return refused.keep(content, name, by, journal.now(), inspection.sha256, found)


def refusals() -> list[dict[str, Any]]:
    """The refused uploads, newest first."""
    return refused.refusals()


def refusals_dropped() -> int:
    """How many refused uploads had to go, because they were too old or too large together."""
    return refused.dropped()


def history() -> list[Entry]:
    """Every publication, newest first."""
    return journal.read()[::-1]


def receipt(upload: str) -> archive.Receipt:
    """What is known of an archived upload."""
    return archive.receipt(upload)


def original(upload: str) -> tuple[str, bytes]:
    """The original bytes of an upload and a safe file name."""
    return archive.original(journalled(upload))


def archived_picture(upload: str, sheet: str, cell: str = "", top: int = 0, who: str = "") -> Picture:
    """The picture of an upload's original (see `picture`); KeyError for an upload that never was."""
    known = archive.receipt(journalled(upload))
    return picture(archive.original(upload)[1], known.file_name, sheet, cell, top, who)


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


def rollback(generation: int, by: str, note: str = "", expected: int | None = None) -> Receipt:
    """Makes the state of an earlier generation the published one again, as a new generation.

    Raises NoSuchGeneration, and MovedOn when more was published than the `expected` generation looked at.
    """
    entry, _, visible = publish.publish(
        "rollback", by, to_generation=generation, note=note, expected=expected, reread=again.rows
    )
    return Receipt(entry.generation, entry.snapshot, "", (), visible)


def withdraw(uploads: list[str], by: str, note: str = "", expected: int | None = None) -> Receipt:
    """Takes uploads out of what is published; they stay in the archive.

    Raises NotPublished where one is not in force (any more), and MovedOn as `rollback` does.
    """
    entry, _, visible = publish.publish(
        "withdraw", by, uploads=uploads, note=note, expected=expected, reread=again.rows
    )
    return Receipt(entry.generation, entry.snapshot, "", entry.uploads, visible)


def publish_plan(by: str, why: str) -> Entry | None:
    """Publishes what changed in plan data or program since the newest publication; None when nothing did."""
    return publish.publish_plan(by, why, again.rows)


def foresee_plan() -> Change | None:
    """Which files of plan or program changed and which verdicts and statuses that would move; no effect."""
    return publish.foresee_plan()


def active(generation: int | None = None) -> list[str]:
    """The uploads that speak now, or that spoke after a generation."""
    return journal.active(journal.read(), generation)


def blank(template_id: str) -> tuple[str, bytes]:
    """A file name and the blank workbook of a template; KeyError for an unknown one."""
    return blanks.blank(template_id)


def marked(content: bytes, inspection: Inspection, lang: str = "zh", who: str = "") -> bytes:
    """The same workbook with every bad cell marked, made by a child; ValueError for one that was not read.

    Any other kind of file than .xlsx comes back as an .xlsx of what was read of it.
    Raises Refused, with the sentence to show, when the child cannot do it within its limits.
    """
    if inspection.refused is not None:
        raise ValueError("只有能读懂的文件才能标注 / only a file that could be read can be marked")
    told = {"findings": [astuple(finding) for finding in inspection.findings], "lang": lang}
    return ask.run_in_child("marked", content, told, who)[1]


def returned(content: bytes, inspection: Inspection, lang: str = "zh") -> bytes:
    """What a clerk takes back: the marked workbook; where it cannot be made, why and the list of findings."""
    try:
        return marked(content, inspection, lang)
    except Refused as refusal:
        return finding_list.workbook([refusal.finding, *inspection.findings], lang)


def demo_uploads(generation: int | None = None) -> list[str]:
    """The demonstration uploads that speak now, or that spoke after a generation."""
    return [upload for upload in active(generation) if archive.receipt(upload).grade == "demo"]


def withdraw_demo(by: str, expected: int | None = None) -> Receipt | None:
    """Withdraws every demonstration upload in one step; None when there is none. Raises as `withdraw`."""
    uploads = demo_uploads()
    return withdraw(uploads, by, "撤下全部演示数据", expected) if uploads else None


def generation() -> int:
    """The newest publication, to be looked at before something is done; 0 before the first."""
    entries = journal.read()
    return entries[-1].generation if entries else 0


def verify() -> list[str]:
    """Everything in the store that is not as it was written; an empty list when all is well."""
    return verifying.faults()


def remarks() -> list[str]:
    """What verify has to tell though nothing is wrong: snapshots built again, a change that waits."""
    return remarking.remarks()
