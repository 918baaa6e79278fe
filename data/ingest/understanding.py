"""Says everything of a workbook's bytes: what it is, its records, what is wrong, what would change."""

from dataclasses import dataclass, field

from data.ingest import blank as blanks
from data.ingest import official_forms
from data.ingest.causes import once
from data.ingest.cells import read
from data.ingest.cells.grid import Book
from data.ingest.checks.cross_check import cross_check
from data.ingest.checks.sense import makes_sense
from data.ingest.checks.validate import validate
from data.ingest.compare import Changes, compare
from data.ingest.findings import Finding
from data.ingest.gathered import Gathered
from data.ingest.records import Records
from data.ingest.tables.recognise import recognise
from data.ingest.tables.understand import understand
from data.ingest.tables.unused import unused
from data.plan.model import Named
from data.snapshot import published


@dataclass(frozen=True)
class Understood:
    """What a file is, its records under one template, everything wrong with it, what it would change."""

    kind: str
    form: Named | None = None
    records: Records | None = None
    findings: tuple[Finding, ...] = ()
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True)
class Meaning:
    """What a book says: its records under one template, the official form they stood in, what is wrong."""

    form: Named | None = None
    records: Records | None = None
    findings: tuple[Finding, ...] = ()


def understood(content: bytes, name: str, sha256: str) -> Understood:
    """What a file says, everything that is wrong with it, and how it differs from what is published.

    Raises Refused for a file that cannot be taken in at all.
    """
    book = read.read_book(content, name)
    with published.held_open():
        found = meaning(book)
        gathered = Gathered(f for f in book.findings if (f.rule, f.sheet) != ("hidden_sheet", blanks.LISTS))
        gathered.extend(found.findings)
        changes = Changes()
        if found.records:
            changes, published_findings = compare(found.records)
            gathered.extend(validate(found.records))
            gathered.extend(cross_check(found.records))
            gathered.extend(makes_sense(found.records, name))
            gathered.extend(published_findings)
        generation = published.generation_of(sha256)
    if generation is not None:
        gathered.append(Finding("already_published", expected=str(generation)))
    return Understood(book.kind, found.form, found.records, once(gathered.told(), book.kind), changes)


def meaning(book: Book) -> Meaning:
    """The records of a book: of an official form as it is, else of a template."""
    official = official_forms.understand(book)
    if official:
        return Meaning(official.form, official.records, tuple(official.findings))
    layouts, missing = recognise(book)
    if not layouts:
        return Meaning(findings=tuple(missing))
    records, misunderstood = understand(layouts)
    return Meaning(None, records, (*missing, *misunderstood, *unused(book, layouts)))
