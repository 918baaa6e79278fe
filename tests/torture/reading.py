"""Reads hostile bytes in forked children under the limits of the real one, and says what came of each."""

import datetime
import importlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.ingest import understanding
from data.ingest.cells import guard, read
from data.ingest.checks.validate import validate
from data.ingest.findings import Refused
from tests.torture import forks

Values = tuple[tuple[Any, ...], ...]
CHUNK = 20  # files that one child reads before the next is forked
SECONDS = 40  # of the clock, for one file


@dataclass(frozen=True)
class Outcome:
    """What came of a file: refused by a rule, or its records and what was found (rule, cell, severity)."""

    refused: str = ""
    values: Values = ()
    findings: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)
    crash: str = ""

    def rules(self) -> set[str]:
        """The names of what was found, or of the refusal."""
        return {rule for rule, _, _ in self.findings} | ({self.refused} if self.refused else set())


def outcome(content: bytes, name: str) -> Outcome:
    """What the product says of these bytes, before anything published is looked at."""
    try:
        book = read.read_book(content, name)
        found = understanding.meaning(book)
    except Refused as refused:
        return Outcome(refused.finding.rule)
    except MemoryError:
        return Outcome("reader_died")
    rows = found.records.rows if found.records else []
    values = tuple((row.sheet, *(plain(value) for _, value in sorted(row.values.items()))) for row in rows)
    said = [*book.findings, *found.findings, *(validate(found.records) if found.records else [])]
    return Outcome("", values, frozenset((each.rule, each.cell, each.severity) for each in said))


def plain(value: Any) -> Any:
    """A value that can be compared and sent."""
    return value if value is None or isinstance(value, str | float | int | datetime.date) else str(value)


def outcomes(items: Sequence[Any], made: Callable[[Any], tuple[bytes, str]]) -> Iterator[tuple[Any, Outcome]]:
    """The outcome of every item, whose bytes and name are made inside the child; a dead child is a crash."""
    chunks = [tuple(items[at : at + CHUNK]) for at in range(0, len(items), CHUNK)]
    for chunk, fate in forks.fates(chunks, lambda each: several(each, made), patience=CHUNK * SECONDS):
        if fate.answer is not None:
            yield from zip(chunk, fate.answer, strict=True)
            continue
        for item in chunk:
            alone = forks.alone(lambda item=item: several((item,), made), patience=SECONDS)  # type: ignore[misc]
            died = f"{alone.status} {alone.raised!r} {alone.trace[-600:]}"
            yield item, alone.answer[0] if alone.answer else Outcome(crash=died)


def several(items: Sequence[Any], made: Callable[[Any], tuple[bytes, str]]) -> list[Outcome]:
    """In a child: limits itself, then reads one file after the other, each with its own alarm."""
    limit()
    found = []
    for item in items:
        signal.alarm(SECONDS)
        found.append(outcome(*made(item)))
        signal.alarm(0)
    return found


def limit() -> None:
    """The memory of the real child beyond what is in use, where the system tells how much that is."""
    resource = importlib.import_module("resource")
    told = Path("/proc/self/statm")
    if told.exists():
        room = guard.MAX_MEMORY + int(told.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
