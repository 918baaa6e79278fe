"""Keeps uploads that wait for a second person: bytes, what was found, who, when, why; durable, whole or not.

A folder of this room is one submission: waiting.json (written once; its hash is in the folder's name), the
originals, their evidence, and answer.json once it was sent back. What was approved is in the journal, under
the submission's id, and its folder goes away. Everything is written under the store's lock.
"""

import contextlib
import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from data import clock, places
from data.keep import durable
from data.keep.archive import Parcel
from data.keep.errors import AlreadyWaiting, Damaged, NotWaiting, WaitingFull
from data.keep.evidence import Attachment, of_receipt
from data.plan import plan

ROOM, TOLD, ANSWER = "waiting", "waiting.json", "answer.json"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class WaitingFile:
    """One workbook that waits: what its inspection found, its reason, its evidence, its layout."""

    name: str
    kind: str
    sha256: str
    template: str
    rows: int
    findings: list[dict[str, Any]]
    reason: str = ""
    evidence: list[dict[str, str | int]] = field(default_factory=list)
    layout: dict[str, Any] = field(default_factory=dict)

    def proof(self) -> list[Attachment]:
        """The files of evidence in order."""
        return of_receipt(self.evidence)


@dataclass(frozen=True)
class Answer:
    """Who sent a submission back, when, and in which words."""

    by: str
    at: str
    why: str


@dataclass(frozen=True)
class Waiting:
    """A submission: who sent it, when, why, the generation that was looked at, its files.

    `answer` is there once it was sent back; `id` is the name of its folder.
    """

    id: str
    by: str
    at: str
    note: str
    grade: str
    generation: int
    files: tuple[WaitingFile, ...]
    answer: Answer | None = None


def put(
    parcels: Sequence[Parcel], by: str, at: str, note: str, generation: int, known: Collection[str]
) -> str:
    """Keeps parcels as one submission; its id. Under the lock; returns when it is durable.

    `known` are the ids that the journal names: those were published and go away. Raises AlreadyWaiting for
    the same bytes, WaitingFull where the room is full (what waits is never dropped).
    """
    tidy(known)
    hashes = [parcel.sha256 for parcel in parcels]
    for other in listed(known):
        if other.answer is None and sorted(one.sha256 for one in other.files) == sorted(hashes):
            raise AlreadyWaiting(other.id, other.by)
    files = [told_of(parcel) for parcel in parcels]
    body = {
        "by": by, "at": at, "note": note, "grade": parcels[0].grade, "generation": generation,
        "files": [asdict(one) for one in files],
    }  # fmt: skip
    content = json.dumps(body, ensure_ascii=False, indent=1).encode()
    name = f"{at[:10].replace('-', '')}-{hashlib.sha256(content).hexdigest()[:12]}"
    draft = places.tmp() / f"waiting-{name}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    durable.write_new(draft / TOLD, content)
    for number, parcel in enumerate(parcels):
        durable.write_new(draft / original_name(number, files[number]), parcel.content)
        for attachment, proof in parcel.evidence:
            durable.write_new(draft / proof_name(number, attachment), proof)
    hold_quota(draft)
    durable.sync_folder(draft)
    make_room()
    durable.replace(draft, places.waiting() / name)
    return name


def told_of(parcel: Parcel) -> WaitingFile:
    """What is written down of a workbook."""
    proof: list[dict[str, str | int]] = [asdict(attachment) for attachment, _ in parcel.evidence]
    return WaitingFile(
        parcel.file_name, parcel.kind, parcel.sha256, parcel.template, parcel.row_count, parcel.findings,
        parcel.reason, proof, parcel.layout,
    )  # fmt: skip


def original_name(number: int, told: WaitingFile) -> str:
    """The name in its folder of the original of a file (from 0)."""
    return f"{number}.{told.kind}"


def proof_name(number: int, attachment: Attachment) -> str:
    """The name in its folder of a file of evidence."""
    return f"{number}-evidence-{attachment.stored_as}"


def make_room() -> None:
    """The folder of this room; that it is there is durable."""
    if not places.waiting().exists():
        places.waiting().mkdir(parents=True)
        durable.sync_folder(places.waiting().parent)


def hold_quota(draft: Path) -> None:
    """Takes the draft back and raises WaitingFull where it and what waits would be more than the setting."""
    most = plan().setting("review", "waiting_megabytes") * MEGABYTE
    if size_of(draft) + sum(map(size_of, folders())) > most:
        shutil.rmtree(draft, ignore_errors=True)
        raise WaitingFull(most / MEGABYTE)


def size_of(folder: Path) -> int:
    """The bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.iterdir())


def folders() -> list[Path]:
    """The folders of submissions, oldest first."""
    if not places.waiting().is_dir():
        return []
    return sorted(path for path in places.waiting().iterdir() if path.is_dir())


def listed(known: Collection[str]) -> list[Waiting]:
    """Every submission that was not published, newest first; one that cannot be read is left to verify."""
    found = []
    for folder in folders():
        with contextlib.suppress(Damaged):
            if folder.name not in known:
                found.append(of_folder(folder))
    return sorted(found, key=lambda one: one.at, reverse=True)


def read(name: str, known: Collection[str]) -> Waiting:
    """A submission by its id. Raises NotWaiting where there is none (any more), Damaged."""
    folder = next((one for one in folders() if one.name == name and name not in known), None)
    if folder is None:
        raise NotWaiting(name)
    return of_folder(folder)


def of_folder(folder: Path) -> Waiting:
    """What a folder says of itself. Raises Damaged where that is not what was written."""
    try:
        content = (folder / TOLD).read_bytes()
        body = json.loads(content.decode())
        files = tuple(WaitingFile(**one) for one in body.pop("files"))
        if hashlib.sha256(content).hexdigest()[:12] != folder.name.split("-")[-1]:
            raise ValueError("other bytes than its name says")
        for one in files:
            one.proof()
        return Waiting(folder.name, **body, files=files, answer=answer_of(folder))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise Damaged(damaged(folder.name)) from fault


def answer_of(folder: Path) -> Answer | None:
    """Why a submission was sent back; None while it waits."""
    path = folder / ANSWER
    return Answer(**json.loads(path.read_bytes())) if path.exists() else None


def damaged(name: str) -> str:
    """What to say of a submission that is not as it was written."""
    return (
        f"待复核的上报 {name} 已损坏。已发布的数据照旧。请从备份恢复 waiting/{name}，或请上报人重新上报。 / "
        f"the submission {name} is damaged. What is published stays. Restore waiting/{name} from backup, or "
        "ask its sender to send it again."
    )


def contents(told: Waiting) -> list[tuple[bytes, list[tuple[str, bytes]]]]:
    """The bytes of each workbook, with its evidence by name. Raises Damaged where one is not as it came."""
    folder = places.waiting() / told.id
    found = []
    for number, one in enumerate(told.files):
        proof = [(item.name, whole(folder / proof_name(number, item), item.sha256)) for item in one.proof()]
        found.append((whole(folder / original_name(number, one), one.sha256), proof))
    return found


def whole(path: Path, sha256: str) -> bytes:
    """The bytes of a file that has this hash; Damaged for any others."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as fault:
        raise Damaged(damaged(path.parent.name)) from fault
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged(damaged(path.parent.name))
    return content


def send_back(name: str, answer: Answer, known: Collection[str]) -> Waiting:
    """Writes down that a submission was sent back; under the lock. NotWaiting where that was done already."""
    if read(name, known).answer is not None:
        raise NotWaiting(name)
    draft = places.tmp() / f"answer-{name}"
    draft.unlink(missing_ok=True)
    durable.write_new(draft, json.dumps(asdict(answer), ensure_ascii=False, indent=1).encode())
    durable.replace(draft, places.waiting() / name / ANSWER)
    return read(name, known)


def remove(name: str) -> None:
    """Takes a submission away, whole or not at all; under the lock."""
    away = places.tmp() / f"waiting-{name}"
    with contextlib.suppress(FileNotFoundError):
        durable.replace(places.waiting() / name, away)
        shutil.rmtree(away, ignore_errors=True)


def tidy(known: Collection[str]) -> None:
    """Takes away what was published, and what was sent back longer ago than the setting allows."""
    oldest = (clock.today() - dt.timedelta(days=plan().setting("review", "sent_back_days"))).isoformat()
    for name in [folder.name for folder in folders() if folder.name in known]:
        remove(name)
    for one in listed(known):
        if one.answer is not None and one.answer.at[:10] < oldest:
            remove(one.id)


def faults(known: Collection[str]) -> list[str]:
    """Everything in this room that is not as it was written."""
    found = []
    for folder in folders():
        if folder.name in known:
            continue
        try:
            told = of_folder(folder)
            contents(told)
        except Damaged as fault:
            found.append(f"waiting/{folder.name}: {fault}")
            continue
        names = {TOLD, ANSWER}
        for number, one in enumerate(told.files):
            names |= {original_name(number, one), *(proof_name(number, item) for item in one.proof())}
        found += [
            f"waiting/{folder.name}/{path.name}: 没有记录 / nobody wrote it down"
            for path in sorted(folder.iterdir())
            if path.name not in names
        ]
    return found
