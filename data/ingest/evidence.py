"""Takes in what proves a judgement or a task report: looked over by its first bytes, kept with the upload."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from data.ingest import durable, guard
from data.ingest.findings import Finding, Refused
from data.plan import Template

FOLDER = "evidence"
FIELD = "evidence"
MAX_FILES = 20
MAX_BYTES = 20 * guard.MEGABYTE
ENDINGS = {"pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "jpg": "jpg", "jpeg": "jpg", "png": "png"}
PARTS = {"docx": b"wordprocessingml.document.main", "xlsx": b"spreadsheetml.sheet.main"}
MAGIC = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
SAFE = re.compile(r"[^\w.()（）《》〔〕—-]+")

Given = tuple[str, bytes]


@dataclass(frozen=True)
class Attachment:
    """A file of evidence that is kept with an upload; `n` counts from 1."""

    n: int
    name: str
    ending: str
    sha256: str
    size: int

    @property
    def stored_as(self) -> str:
        """Its name inside the upload's folder."""
        return f"{self.n}-{self.sha256[:12]}.{self.ending}"


def wanted(template: Template | None) -> bool:
    """Whether a template asks for evidence."""
    return template is not None and template.column(FIELD) is not None


def faults(template: Template | None, given: list[Given]) -> list[Finding]:
    """Everything that keeps files of evidence out; the same file twice counts once."""
    if given and not wanted(template):
        return [Finding("evidence_not_asked", found=template.name if template else "")]
    found = [finding for name, content in given if (finding := fault(name, content))]
    if len(given) > MAX_FILES:
        found.append(Finding("evidence_too_many", expected=str(MAX_FILES), found=str(len(given))))
    return found


def fault(name: str, content: bytes) -> Finding | None:
    """Why a file cannot be evidence, or None; what it is decide its bytes, not its name."""
    shown = plain_name(name)
    if not content:
        return Finding("evidence_empty", found=shown)
    if len(content) > MAX_BYTES:
        return Finding("evidence_too_large", "", "", guard.megabytes(MAX_BYTES), shown)
    kind, ending = kind_of(content), ending_of(name)
    if not kind or ending not in ENDINGS:
        return Finding("evidence_kind", expected="pdf、docx、xlsx、jpg、png", found=shown)
    if kind != ENDINGS[ending]:
        return Finding("evidence_disguised", expected=kind, found=shown)
    return None


def kind_of(content: bytes) -> str:
    """pdf, docx, xlsx, jpg or png by the first bytes; '' for all else, also for documents with macros."""
    kind = next((kind for kind, magic in MAGIC.items() if content.startswith(magic)), "")
    if kind or not content.startswith(b"PK\x03\x04"):
        return kind
    try:
        with guard.open_zip(content) as archive:
            if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
                return ""
            types = guard.inflate(archive, "[Content_Types].xml", guard.MEGABYTE)
    except Refused:
        return ""
    return next((kind for kind, mark in PARTS.items() if mark in types), "")


def ending_of(name: str) -> str:
    """The ending of a file name, in small letters."""
    return PurePath(name).suffix.lower().lstrip(".")


def plain_name(name: str) -> str:
    """The last part of a name, without anything a path or a header could stumble over; at most 120 signs."""
    last = re.split(r"[\\/]", name)[-1]
    return SAFE.sub("_", last).strip("._ ")[-120:] or "evidence"


def listed(given: list[Given]) -> list[tuple[Attachment, bytes]]:
    """The files as they will be kept, each content once, counted from 1."""
    unique: dict[str, Given] = {}
    for name, content in given:
        unique.setdefault(hashlib.sha256(content).hexdigest(), (name, content))
    return [
        (Attachment(n, plain_name(name), ENDINGS[ending_of(name)], sha256, len(content)), content)
        for n, (sha256, (name, content)) in enumerate(unique.items(), 1)
    ]


def put(folder: Path, files: Sequence[tuple[Attachment, bytes]]) -> None:
    """Writes files of evidence into an upload's folder."""
    if not files:
        return
    (folder / FOLDER).mkdir()
    for attachment, content in files:
        durable.write_new(folder / FOLDER / attachment.stored_as, content)
    durable.sync_folder(folder / FOLDER)


def of_receipt(lines: list[dict[str, str | int]]) -> list[Attachment]:
    """The files a receipt lists; a receipt from before there was evidence lists none."""
    return [
        Attachment(
            int(line["n"]), str(line["name"]), str(line["ending"]), str(line["sha256"]), int(line["size"])
        )
        for line in lines
    ]


def changed(folder: Path, lines: list[dict[str, str | int]]) -> list[str]:
    """The names of files that are gone or not as they were written."""
    wrong = []
    for attachment in of_receipt(lines):
        path = folder / FOLDER / attachment.stored_as
        if not path.is_file() or durable.sha256(path) != attachment.sha256:
            wrong.append(attachment.stored_as)
    return wrong
