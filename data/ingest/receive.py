"""The route of a workbook in reading order: inspect has no effect; accept publishes; the rest looks back."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from data.ingest import again as parsed_again
from data.ingest import answers, evidence, foresight, nameless, remembered, review, rights, taught
from data.ingest.child import nursery
from data.ingest.compare import ChangeLine, Changes, Move
from data.ingest.findings import Finding, Refused
from data.ingest.inspection import Inspection, NotAccepted
from data.ingest.layouts.answer import answered
from data.ingest.limits import LIMITS
from data.ingest.looking_back import (
    active,
    archived_picture,
    attachment,
    attachments,
    demo_uploads,
    differences,
    generation,
    history,
    may_see,
    original,
    receipt,
    refusals,
    refusals_dropped,
    remarks,
    verify,
)
from data.ingest.pictures import Picture, picture
from data.ingest.progress import Listener, Step
from data.ingest.reasons import NeedsReason, Reasons, each, is_one, reason_of, reasoned
from data.ingest.returning import marked, returned
from data.ingest.review import is_same_person, send_back, submission, submissions, waiting_original
from data.ingest.taught import alias_offered, layout_file, layouts, learn_alias, learn_layout, withdraw_layout
from data.keep import journal, refused, waiting
from data.keep.archive import Parcel
from data.keep.errors import StoreError
from data.keep.evidence import Attachment
from data.keep.journal import Entry, Moved
from data.keep.waiting import Waiting
from data.people import acting
from data.snapshot import naming, past, publish, published
from data.snapshot.difference import Difference, RecordLine
from data.snapshot.plan_changes import Change
from data.snapshot.published import brought

__all__ = [  # what others use from here though it is made elsewhere
    "LIMITS",
    "Attachment",
    "Change",
    "ChangeLine",
    "Changes",
    "Difference",
    "Entry",
    "Finding",
    "Inspection",
    "Move",
    "Moved",
    "NeedsReason",
    "NotAccepted",
    "Picture",
    "RecordLine",
    "Refused",
    "Step",
    "StoreError",
    "Waiting",
    "active",
    "alias_offered",
    "answered",
    "archived_picture",
    "attachment",
    "attachments",
    "brought",
    "demo_uploads",
    "differences",
    "generation",
    "history",
    "is_one",
    "is_same_person",
    "layout_file",
    "layouts",
    "learn_alias",
    "learn_layout",
    "marked",
    "may_see",
    "original",
    "picture",
    "reason_of",
    "receipt",
    "refusals",
    "refusals_dropped",
    "remarks",
    "returned",
    "send_back",
    "submission",
    "submissions",
    "verify",
    "waiting_original",
    "withdraw_layout",
]


Answer = str | Mapping[str, Any] | None


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
    waiting: Callable[[int], None] | None = None, generation: int | None = None, layout: Answer = None,
    watching: Listener | None = None, again: bool = False,
) -> Inspection:  # fmt: skip
    """Everything that can be said of a file, with no effect anywhere; a child process looks at it.

    It is compared with what a `generation` published (0: nothing; None: the newest), which the answer names.
    `layout` names the layout to read it by, or is an answer without a name (`layouts/__init__`); else one
    that fits is used by itself. Raises NotLearned for a name that none has, WrongLayout for no answer.
    `foresee` also says which targets would move (see `foreseen`). `who` is the session that asks: one of its
    files is read at a time. `waiting` hears how many are before it, `watching` how far it is, and may end it.
    Asked `again` it takes what this process said of the very same before (see `remembered`).
    """
    sha256 = hashlib.sha256(content).hexdigest()
    snapshot = published.snapshot() if generation is None else past.file_of(generation)
    seen = (naming.generation_of(snapshot.name) or 0) if snapshot else 0
    lesson = taught.lesson(layout)
    told: dict[str, Any] = {"name": name, "sha256": sha256, "snapshot": str(snapshot) if snapshot else ""}
    told["lesson"] = lesson.as_dict()
    told["within"] = acting.limits()
    try:
        answer = remembered.inspected(content, told, who, waiting, watching, again)
        made = taught.held(lesson, answers.unpacked(answer, name, sha256))
        inspection = nameless.seen(replace(made, generation=seen))
    except Refused as refusal:
        return Inspection(name, sha256, refused=refusal.finding, findings=(refusal.finding,), generation=seen)
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
        layout=inspection.stored.as_dict() if inspection.stored else {},
        aliases=tuple(asdict(alias) for alias in inspection.aliases),
    )


def foreseen(content: bytes, inspection: Inspection, keep: bool = False) -> Inspection:
    """The same inspection with the cards of the overview that would move if this were published now.

    Builds what would be published beside the generation it was compared with, and throws it away or keeps it
    for whoever publishes the same. Told are statements that the sheet feeds, and those that its rows name.
    """
    parcel = parcel_of(content, inspection, "", "", "official", journal.now())
    return replace(inspection, moves=foresight.moved(parcel, inspection, keep))


def accept(
    content: bytes, name: str, by: str, note: str = "", grade: str = "official",
    attachments: list[tuple[str, bytes]] | None = None, expected: int | None = None, reason: str = "",
    layout: Answer = None,
) -> Receipt:  # fmt: skip
    """Publishes one file; returns when it is durable. Raises NotAccepted when findings stop it.

    `reason` is what the person says to findings that ask for one: NeedsReason without (see `reasons`);
    `layout` as for `inspect`.

    `attachments` are files of evidence (name, bytes): pdf, docx, xlsx, jpg or png, kept with the upload.
    `expected` is the generation whose comparison was looked at (0: none yet; None: nobody looked): raises
    MovedOn when another came since, AlreadyPublished when these bytes speak already, Busy (see `lock`), and
    AwaitsReview where it is kept until a second person approves it (`[review]` of the settings).
    """
    moment = journal.now()
    inspection = inspect(content, name, layout=layout, again=True)
    parcel = parcel_of(content, inspection, by, note, grade, moment, attachments)
    return published_as([reasoned(parcel, inspection, reason)], by, note, moment, expected)


def accept_many(
    files: list[tuple[bytes, str]], by: str, note: str = "", grade: str = "official", at: str | None = None,
    came: list[str] | None = None, expected: int | None = None, reasons: Reasons = (),
    looked_at: Callable[[int], None] | None = None, attachments: Sequence[list[tuple[str, bytes]]] = (),
) -> Receipt:  # fmt: skip
    """Publishes several files as one generation; `came` says when each came, where that was before `at`.

    `reasons` has one for each file ("" for none), or says it of an inspection; the rest is that of `accept`.
    `looked_at` is told how many files were looked at once more, after each; `attachments` has the evidence of
    each file.
    """
    moment = at or journal.now()
    looked: list[tuple[bytes, Inspection]] = []
    for content, name in files:
        looked.append((content, inspect(content, name, again=True)))
        if looked_at:
            looked_at(len(looked))
    days = came or [moment] * len(files)
    given = each(reasons, [inspection for _, inspection in looked])
    proofs = attachments or [[] for _ in looked]
    parcels = [
        reasoned(parcel_of(content, inspection, by, note, grade, day, proof), inspection, reason)
        for (content, inspection), day, reason, proof in zip(looked, days, given, proofs, strict=True)
    ]
    return published_as(parcels, by, note, moment, expected)


def published_as(parcels: list[Parcel], by: str, note: str, at: str, expected: int | None = None) -> Receipt:
    """Archives and publishes parcels as one generation, or keeps them for a second person."""
    rights.to_publish(parcels)
    if review.is_needed(parcels):
        raise review.hold(parcels, by, note, at, expected)
    made = publish.publish(
        "accept", by, parcels=parcels, note=note, at=at, expected=expected, reread=parsed_again.rows
    )
    return receipt_of(made)


def receipt_of(made: publish.Published) -> Receipt:
    """What publishing uploads answers."""
    entry, receipts, visible = made
    return Receipt(entry.generation, entry.snapshot, receipts[0].upload, entry.uploads, visible)


def submitted(told: Waiting, *, foresee: bool = False, generation: int | None = None) -> list[Inspection]:
    """What is to be said now of each file that waits, compared with a generation as `inspect` does."""
    return [
        inspect(content, one.name, foresee=foresee, generation=generation, layout=one.layout or None)
        for (content, _), one in zip(waiting.contents(told), told.files, strict=True)
    ]


def approve(name: str, by: str, expected: int | None = None) -> Receipt:
    """Publishes what waits, under the sender's name and that of a second person, as one generation.

    It is looked at again beside what is published now. Raises SamePerson, NotWaiting, NotAccepted, and
    MovedOn where others published since the generation that was looked at: `expected`, else the sender's.
    """
    acting.require("review")
    told = submission(name)
    review.check_other(by, told.by)
    looked, moment = submitted(told), journal.now()
    parcels = []
    for (content, proof), inspection, one in zip(waiting.contents(told), looked, told.files, strict=True):
        parcel = parcel_of(content, inspection, told.by, told.note, told.grade, moment, proof)
        parcels.append(reasoned(parcel, inspection, one.reason))
    seen = told.generation if expected is None else expected
    return receipt_of(review.publish_approved(told, parcels, by.strip(), seen, parsed_again.rows))


def keep_refused(content: bytes, name: str, by: str, inspection: Inspection) -> str:
    """Keeps a file that was not accepted, with its findings."""
    found = [finding.as_dict() for finding in inspection.findings]
    return refused.keep(content, name, by, journal.now(), inspection.sha256, found)


def rollback(generation: int, by: str, note: str = "", expected: int | None = None) -> Receipt:
    """Makes the state of an earlier generation the published one again, as a new generation.

    Raises NoSuchGeneration, and MovedOn when more was published than the `expected` generation looked at.
    """
    rights.to_roll_back(generation)
    entry, _, visible = publish.publish(
        "rollback", by, to_generation=generation, note=note, expected=expected, reread=parsed_again.rows
    )
    return Receipt(entry.generation, entry.snapshot, "", (), visible)


def withdraw(uploads: list[str], by: str, note: str = "", expected: int | None = None) -> Receipt:
    """Takes uploads out of what is published; they stay in the archive.

    Raises NotPublished where one is not in force (any more), and MovedOn as `rollback` does.
    """
    rights.to_withdraw(uploads)
    entry, _, visible = publish.publish(
        "withdraw", by, uploads=uploads, note=note, expected=expected, reread=parsed_again.rows
    )
    return Receipt(entry.generation, entry.snapshot, "", entry.uploads, visible)


def publish_plan(by: str, why: str) -> Entry | None:
    """Publishes what changed in plan data or program since the newest publication; None when nothing did."""
    acting.require("plan")
    return publish.publish_plan(by, why, parsed_again.rows)


def foresee_plan() -> Change | None:
    """Which files of plan or program changed and which verdicts and statuses that would move; no effect."""
    return publish.foresee_plan()


def blank(template_id: str, period: str = "", places: Sequence[str] = ()) -> tuple[str, bytes]:
    """A name and the blank workbook of a template, for what is known; KeyError for an unknown template."""
    from data.ingest import blank as blanks  # brings openpyxl, which nobody who looks needs

    return blanks.blank(template_id, period, places)


def withdraw_demo(by: str, expected: int | None = None) -> Receipt | None:
    """Withdraws every demonstration upload in one step; None when there is none. Raises as `withdraw`."""
    acting.require("withdraw_demo")
    uploads = demo_uploads()
    return withdraw(uploads, by, "撤下全部演示数据", expected) if uploads else None
