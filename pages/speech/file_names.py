"""Names what a visitor takes away by sheet, upload and number, never by what somebody called a file."""

import re

from pages.speech import names
from pages.speech.words import say

CODE = re.compile(r"[\w.-]+")
ENDING = re.compile(r"[a-z0-9]{1,4}")


def original(upload: str, called: str) -> str:
    """The workbook as it was sent: the upload's id, and of the name only its ending."""
    return f"{_code(upload)}.{ending(called)}"


def evidence(upload: str, n: int, called: str) -> str:
    """The n-th file of evidence of an upload."""
    return f"{_code(upload)}-{n}.{ending(called)}"


def marked(template: str, sha256: str) -> str:
    """The workbook a person just dropped, with its bad cells marked; found again by the hash of its bytes."""
    return say("upload.marked_file", name=f"{names.sheet(template)}_{_code(sha256)[:8]}".strip("_"))


def package() -> str:
    """The workbooks of one batch that are to be mended, marked, in one file."""
    return say("batch.package_file")


def package_list() -> str:
    """The list in that package: which workbook is which, and what is wrong."""
    return say("batch.package_list")


def blank(template: str) -> str:
    """The blank workbook of a template."""
    return say("upload.blank_file", template=names.sheet(template))


def layout(kind: str) -> str:
    """A layout that somebody takes away, as xlsx or toml."""
    return f"{say('layouts.file')}.{_code(kind)}"


def table(key: str) -> str:
    """The CSV of a table."""
    return f"{_code(key)}.csv"


def ending(called: str) -> str:
    """The ending of a file name, as long as it is one; else bin."""
    found = called.rpartition(".")[2].lower()
    return found if ENDING.fullmatch(found) and found != called.lower() else "bin"


def _code(text: str) -> str:
    """The same text; ValueError where it is no code of ours."""
    if not CODE.fullmatch(text):
        raise ValueError(f"no code of ours: {text[:40]!r}")
    return text
