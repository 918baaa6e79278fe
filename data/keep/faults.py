"""Turns every fault of the store that a person can meet into words: what happened, of the data, what to do.

The sentences stand in faults.csv; the technical detail is for the log and never shown.
"""

import csv
import errno
import logging
import os
import sqlite3
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from data.keep.errors import (
    AlreadyPublished,
    AlreadyWaiting,
    AwaitsReview,
    MovedOn,
    NoSuchGeneration,
    NotInForce,
    NotPublished,
    NotWaiting,
    PeriodLocked,
    SamePerson,
    StoreError,
    WaitingFull,
)
from data.keep.lock import Busy

LOG = logging.getLogger("peak.faults")
FILE = Path(__file__).with_name("faults.csv")
# What pages and commands answer with a sentence; JournalError is a StoreError.
KINDS = (StoreError, OSError, duckdb.Error, sqlite3.Error, UnicodeError, MemoryError)
OURS = (
    duckdb.ProgrammingError,
    duckdb.DataError,
    duckdb.NotSupportedError,
)  # mistakes of the program, no faults of the store
NUMBERS = {
    errno.ENOSPC: "disk_full",
    getattr(errno, "EDQUOT", -1): "disk_full",
    errno.EFBIG: "disk_full",
    errno.EACCES: "no_rights",
    errno.EPERM: "no_rights",
    errno.EROFS: "read_only",
    errno.EIO: "io_error",
    errno.EMFILE: "too_many_files",
    errno.ENFILE: "too_many_files",
    errno.ENOMEM: "memory",
    errno.ENOENT: "file_gone",
}
OF_SQLITE = {"is full": "disk_full", "I/O": "io_error", "readonly": "read_only", "locked": "people_busy"}
IN_WORDS = {  # what DuckDB says of its own calls
    **{os.strerror(number): code for number, code in NUMBERS.items() if number > 0},
    "fsync failed": "io_error",
    ".parquet": "damaged_rows",
}


@dataclass(frozen=True)
class Said:
    """A fault in both languages: what happened, what became of the data, what to do."""

    code: str
    zh: str
    en: str

    def of(self, language: str) -> str:
        """The sentence in a language (`zh` or `en`)."""
        return self.en if language == "en" else self.zh

    def as_dict(self) -> dict[str, str]:
        """For the command line."""
        return {"code": self.code, "zh": self.zh, "en": self.en}


@cache
def rows() -> dict[str, dict[str, str]]:
    """The rows of faults.csv by their code."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def sentence(fault: BaseException) -> Said:
    """What to say of a fault; whatever it is, there is a sentence."""
    return said(code_of(fault), **facts_of(fault))


def said(code: str, **facts: object) -> Said:
    """The sentence of a code, with its facts; a fact of two languages is given as `zh / en`."""
    row = rows()[code]
    texts = {}
    for language, columns in (("zh", ("zh", "data", "mend")), ("en", ("en", "data_en", "mend_en"))):
        told = {name: side(str(fact), language) for name, fact in facts.items()}
        gap = " " if language == "en" else ""
        parts = [row[column].format(**told) for column in columns if row[column]]
        texts[language] = gap.join(parts)
    return Said(code, texts["zh"], texts["en"])


def doing(what: str) -> str:
    """What somebody does who holds the lock, in both languages (`zh / en`)."""
    row = rows().get(f"doing_{what}")
    return f"{row['zh']} / {row['en']}" if row else what


def code_of(fault: BaseException) -> str:
    """Which row of faults.csv speaks of a fault."""
    if isinstance(fault, StoreError):
        return fault.code
    if isinstance(fault, duckdb.OutOfMemoryException | MemoryError):
        return "memory"
    if isinstance(fault, duckdb.Error):
        return next((code for words, code in IN_WORDS.items() if words in str(fault)), "damaged_snapshot")
    if isinstance(fault, sqlite3.Error):
        return next((code for words, code in OF_SQLITE.items() if words in str(fault)), "people_file")
    if isinstance(fault, OSError):
        return NUMBERS.get(fault.errno or 0, "system")
    if isinstance(fault, UnicodeError):
        return "damaged_file"
    return "unknown"


def facts_of(fault: BaseException) -> dict[str, object]:
    """The facts that the sentence of a fault names."""
    if isinstance(fault, Busy):
        name = fault.holder.who or doing("nobody")
        return {
            "who": name, "doing": doing(fault.holder.what or "something"), "seconds": f"{fault.waited:.0f}",
            "since": fault.holder.since[:16].replace("T", " ") or "?",
        }  # fmt: skip
    if isinstance(fault, MovedOn):
        newest = fault.since[-1]
        return {
            "expected": fault.expected, "count": len(fault.since), "by": newest.by,
            "generation": newest.generation,
        }  # fmt: skip
    if isinstance(fault, PeriodLocked):
        return {
            "count": fault.count, "what": fault.what, "by": fault.by, "since": fault.at[:10],
            "generation": fault.generation, "reason": fault.reason,
        }  # fmt: skip
    if isinstance(fault, AlreadyPublished | NoSuchGeneration | NotInForce):
        return {"generation": fault.generation}
    if isinstance(fault, NotPublished):
        return {"uploads": "、".join(fault.uploads)}
    if isinstance(fault, AwaitsReview | AlreadyWaiting | NotWaiting):
        return {"waiting": fault.waiting, "by": getattr(fault, "by", "")}
    if isinstance(fault, SamePerson):
        return {"by": fault.by}
    if isinstance(fault, WaitingFull):
        return {"megabytes": f"{fault.megabytes:.0f}"}
    if isinstance(fault, OSError):
        name = Path(str(fault.filename)).name if fault.filename else ""
        return {"name": f"“{name}” /  “{name}”" if name else "", "told": fault.strerror or str(fault)}
    return {"told": str(fault.args[0]) if fault.args else type(fault).__name__, "name": ""}


def is_ours(fault: BaseException) -> bool:
    """Whether it is a mistake of the program (a question that does not fit) and no fault of the store."""
    return isinstance(fault, OURS)


def side(text: str, language: str) -> str:
    """One language (`zh` or `en`) of a text that says the same twice (`zh / en`), else the text."""
    zh, gap, en = text.partition(" / ")
    return (en if language == "en" else zh) if gap else text
