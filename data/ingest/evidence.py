"""Takes in what proves a judgement, a task report, a correction: looked over by its first bytes."""

import hashlib
import re
from pathlib import PurePath

from data.ingest.cells import guard
from data.ingest.child import ask
from data.ingest.findings import Finding, Refused
from data.ingest.inspection import PASSING
from data.keep.evidence import Attachment
from data.plan import Template

FIELD = "evidence"
MAX_FILES = 20
MAX_BYTES = 20 * guard.MEGABYTE
ENDINGS = {"pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "jpg": "jpg", "jpeg": "jpg", "png": "png"}
REMEMBERED = 200  # documents whose kind is known without looking again
SEEN: dict[str, str] = {}
MAGIC = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
SAFE = re.compile(r"[^\w.()（）《》〔〕—-]+")

Given = tuple[str, bytes]


def wanted(template: Template | None) -> bool:
    """Whether a template asks for evidence."""
    return template is not None and template.column(FIELD) is not None


def faults(template: Template | None, given: list[Given]) -> list[Finding]:
    """Everything that keeps files of evidence out; the same file twice counts once."""
    if given and not wanted(template):
        return [Finding("evidence_not_asked", found=template.name if template else "")]
    return of_files(given)


def of_files(given: list[Given]) -> list[Finding]:
    """What keeps these files from being evidence of anything."""
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
    try:
        kind, ending = kind_of(content), ending_of(name)
    except Refused as refusal:
        return refusal.finding
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
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 not in SEEN:
        while len(SEEN) >= REMEMBERED:
            SEEN.pop(next(iter(SEEN)))
        SEEN[sha256] = document_kind(content)
    return SEEN[sha256]


def document_kind(content: bytes) -> str:
    """What a child process says a zip file is; '' also for one that stops it."""
    try:
        kind = ask.run_in_child("document", content, {})[0].get("kind")
    except Refused as refusal:
        if refusal.finding.rule in PASSING:
            raise
        return ""
    return kind if kind in ("docx", "xlsx") else ""


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
