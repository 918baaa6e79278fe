"""Names what a visitor takes away by sheet, upload and number, never by what somebody called a file."""

import re

from data import clock
from pages.speech import names
from pages.speech.about import About
from pages.speech.words import say

CODE = re.compile(r"[\w.-]+")
ENDING = re.compile(r"[a-z0-9]{1,4}")
PARTS = re.compile(r"[·；;，,。（(]")  # a measure begins with what is measured
UNSAFE = re.compile(r"[^\w—-]+")
LONGEST = 32  # letters of one part


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


def taken(about: About, kind: str) -> str:
    """A picture or table: statement or page, place, what it shows, as of when, whether demonstration, day.

    Only letters, digits, blanks and hyphens of the spoken texts are left, so that every system takes it.
    """
    shown = PARTS.split(about.measure or about.title)[0]
    parts = [
        about.subject,
        about.place,
        "" if shown == about.subject else shown,
        about.as_of,
        say("grade.demo_tag") if "demo" in about.grades else "",
        clock.today().isoformat(),
    ]
    told = [" ".join(UNSAFE.sub(" ", part).split())[:LONGEST].strip() for part in parts]
    return f"{'_'.join(part for part in dict.fromkeys(told) if part)}.{_code(kind)}"


def listed(name: str) -> str:
    """The CSV of a list about one upload, by what the list is called."""
    return f"{' '.join(UNSAFE.sub(' ', name).split())}_{clock.today().isoformat()}.csv"


def ending(called: str) -> str:
    """The ending of a file name, as long as it is one; else bin."""
    found = called.rpartition(".")[2].lower()
    return found if ENDING.fullmatch(found) and found != called.lower() else "bin"


def _code(text: str) -> str:
    """The same text; ValueError where it is no code of ours."""
    if not CODE.fullmatch(text):
        raise ValueError(f"no code of ours: {text[:40]!r}")
    return text
