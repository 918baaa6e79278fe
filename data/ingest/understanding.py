"""Says everything of a workbook's bytes: what it is, its records, what is wrong, what would change."""

from dataclasses import dataclass, field, replace

from data.ingest import official_forms, progress
from data.ingest.blank_columns import LISTS
from data.ingest.causes import once
from data.ingest.cells import read
from data.ingest.cells.grid import Book
from data.ingest.checks.amended import amended
from data.ingest.checks.beyond import Limits, beyond
from data.ingest.checks.cross_check import cross_check
from data.ingest.checks.sense import makes_sense
from data.ingest.checks.validate import validate
from data.ingest.compare import Changes, compare
from data.ingest.findings import Finding
from data.ingest.gathered import Gathered
from data.ingest.layouts import proposing
from data.ingest.layouts import reading as laid
from data.ingest.layouts.alone import months_alone
from data.ingest.layouts.proposal import Proposal
from data.ingest.layouts.seen import Seen, is_small, seen_in
from data.ingest.layouts.stored import StoredLayout
from data.ingest.records import Records
from data.ingest.tables.recognise import recognise
from data.ingest.tables.understand import understand
from data.ingest.tables.unused import unused
from data.ingest.taught import Lesson
from data.ingest.words import aliases
from data.ingest.words.aliases import Alias
from data.plan.model import Named
from data.snapshot import published


@dataclass(frozen=True)
class Understood:
    """What a file is, its records under one template, everything wrong with it, what it would change.

    `layout` is the stored one it was read by, `aliases` those that were needed.
    """

    kind: str
    form: Named | None = None
    records: Records | None = None
    findings: tuple[Finding, ...] = ()
    changes: Changes = field(default_factory=Changes)
    layout: StoredLayout | None = None
    aliases: tuple[Alias, ...] = ()
    proposal: Proposal | None = None


@dataclass(frozen=True)
class Meaning:
    """What a book says: its records under one template, the official form they stood in, what is wrong."""

    form: Named | None = None
    records: Records | None = None
    findings: tuple[Finding, ...] = ()
    layout: StoredLayout | None = None
    proposal: Proposal | None = None


def understood(
    content: bytes, name: str, sha256: str, lesson: Lesson | None = None, within: Limits | None = None
) -> Understood:
    """What a file says, everything that is wrong with it, and how it differs from what is published.

    `lesson` is what people taught: layouts and aliases; `within` what the sender delivers for.
    Raises Refused for a file that cannot be taken in.
    """
    progress.say("cells")
    book, taught = read.read_book(content, name), lesson or Lesson()
    with published.held_open(), aliases.told(taught.aliases) as known:
        found = meaning(book, name, taught)
        gathered = Gathered(f for f in book.findings if (f.rule, f.sheet) != ("hidden_sheet", LISTS))
        gathered.extend(found.findings)
        used = tuple(alias for alias in known.used.values() if speaks(alias, found))
        gathered.extend(map(said_of, used))
        changes = Changes()
        if found.records:
            progress.say("published")
            changes, published_findings = compare(found.records)
            gathered.extend(beyond(found.records, within or {}))
            gathered.extend(validate(found.records))
            gathered.extend(cross_check(found.records))
            gathered.extend(makes_sense(found.records, name))
            gathered.extend(published_findings)
            gathered.extend(amended(found.records))
        generation = published.generation_of(sha256)
    if generation is not None:
        gathered.append(Finding("already_published", expected=str(generation)))
    told = once(gathered.told(), book.kind)
    return Understood(book.kind, found.form, found.records, told, changes, found.layout, used, found.proposal)


def speaks(alias: Alias, found: Meaning) -> bool:
    """Whether an alias that was needed is of the template that was found: headings are tried with each."""
    template = found.records.template.id if found.records else ""
    return not alias.kind.startswith("heading:") or alias.kind == aliases.heading_kind(template)


def said_of(alias: Alias) -> Finding:
    """That a word was read as another because a person said so: who and when."""
    return Finding(
        "alias_used", expected=alias.meant, found=alias.said, field=f"{alias.by} {alias.at[:10]}".strip()
    )


def meaning(book: Book, name: str = "", lesson: Lesson | None = None) -> Meaning:
    """The records of a book: by the layout that was asked for, of an official form as it is, of a template.

    Where no template has all its columns there, by the stored layout that fits; two that fit are asked about.
    """
    taught = lesson or Lesson()
    if taught.chosen:
        return by_layout(taught.chosen, seen_in(book), name)
    official = official_forms.understand(book)
    if official:
        return Meaning(official.form, official.records, tuple(official.findings))
    layouts, missing = recognise(book)
    tables = seen_in(book) if missing and is_small(book) else []
    fit = laid.fitting(taught.layouts, tables)
    if len(fit) == 1:
        return by_layout(fit[0], tables, name)
    proposal = proposing.proposed(tables, name, list(taught.layouts)) if missing else None
    several = [Finding("layout_several", found="、".join(stored.name for stored in fit))] if fit else []
    if not layouts:
        offered = [replace(f, offer=of_template(proposal)) for f in missing]
        why = months_alone(tables) if proposal is None else []
        return Meaning(findings=(*several, *offered, *why), proposal=proposal)
    records, misunderstood = understand(layouts)
    found = (*several, *missing, *misunderstood, *unused(book, layouts))
    return Meaning(None, records, found, proposal=proposal)


def of_template(proposal: Proposal | None) -> str:
    """The template that is proposed, in words; '' for none."""
    return f"{proposal.template} {proposal.template_name}" if proposal else ""


def by_layout(stored: StoredLayout, tables: list[Seen], name: str) -> Meaning:
    """The records of a book by a stored layout; a stop and a proposal where it lacks some of its headings."""
    read = laid.read(stored, tables, name)
    if read is None:
        proposal = proposing.proposed(tables, name, [stored])
        return Meaning(findings=(laid.unfit(stored, tables),), proposal=proposal)
    who = " · ".join(part for part in (stored.by, stored.at[:10]) if part)
    sheet = read.records.rows[0].sheet if read.records.rows else ""
    note = [Finding("layout_used", sheet, expected=who, found=stored.name)] if stored.name else []
    return Meaning(None, read.records, (*note, *read.findings), layout=stored)
