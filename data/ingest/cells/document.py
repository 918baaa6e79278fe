"""Tells by its parts which document a zip file is; runs in the child process alone."""

from data.ingest.cells import guard
from data.ingest.findings import Refused

PARTS = {"docx": b"wordprocessingml.document.main", "xlsx": b"spreadsheetml.sheet.main"}


def kind_of(content: bytes) -> str:
    """docx or xlsx; '' for all else, also for documents with macros and for zip files that do not hold."""
    try:
        with guard.open_zip(content) as archive:
            if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
                return ""
            types = guard.inflate(archive, "[Content_Types].xml", guard.MEGABYTE)
    except Refused:
        return ""
    return next((kind for kind, mark in PARTS.items() if mark in types), "")
