"""Proposes how a workbook that no template recognises is read: the template, a field for each column."""

from collections.abc import Mapping
from dataclasses import replace

from data.ingest.cells.grid import address
from data.ingest.layouts import reading
from data.ingest.layouts.answer import answered
from data.ingest.layouts.candidates import Candidate, candidates
from data.ingest.layouts.coordinates import roles_of, spots_of
from data.ingest.layouts.fitting import guesses
from data.ingest.layouts.marks import marked
from data.ingest.layouts.matching import path_key
from data.ingest.layouts.outside import periods_told, place_told
from data.ingest.layouts.proposal import Asked, Option, Other, Proposal, Proposed, Told
from data.ingest.layouts.seen import Line, Seen
from data.ingest.layouts.stored import StoredLayout
from data.ingest.words.names import names_of
from data.ingest.words.units import unit_of
from data.plan import Template, plan
from data.plan.model import Column, Named

LEAST_SURE = 0.4
OTHERS = 3
MOST_TABLES = 8  # of a workbook that are looked at
MOST_CELLS = 400  # of one figure that are told


def proposed(tables: list[Seen], file_name: str, known: list[StoredLayout]) -> Proposal | None:
    """The best proposal for the tables of a workbook, or None where nothing fits well enough."""
    found = [
        candidate
        for template in plan().templates.values()
        for seen in tables[:MOST_TABLES]
        for candidate in candidates(template, seen, file_name, known)
    ]
    found = sorted((c for c in found if c.score >= LEAST_SURE), key=lambda c: -c.score)
    if not found:
        return None
    best = found[0]
    others: dict[str, Other] = {}
    for c in found:
        if c.template.id != best.template.id:
            others.setdefault(c.template.id, Other(c.template.id, c.template.name, round(c.score, 2)))
    return whole(best, tables, file_name, tuple(others.values())[:OTHERS], known)


def whole(
    best: Candidate, tables: list[Seen], file_name: str, others: tuple[Other, ...], known: list[StoredLayout]
) -> Proposal:
    """The proposal of the best candidate, with all that is to be asked and how many records it would give."""
    there = {f.field for f in best.taken.values()} | best.named
    period = period_told(best, file_name)
    place = place_of(best, file_name)
    columns = tuple(column_of_proposal(best, at, line) for at, line in enumerate(best.lines))
    proposal = Proposal(
        template=best.template.id,
        template_name=best.template.name,
        sure=round(min(best.score, 1.0), 2),
        why="title" if best.title > 0.5 else "fields",
        shape=best.shape,
        columns=columns,
        asked=asked(best.template, there, place, best.seen),
        marks=marked([seen for seen in tables if seen.sheet is best.seen.sheet]),
        rows=0,
        others=others,
        roles=told_roles(best),
        period=period,
        place=place,
        based_on=most_like(best, known),
    )
    draft = answered(proposal.as_dict(), {}, {})
    read = reading.read(draft, tables, file_name)
    return replace(proposal, rows=len(read.records.rows) if read else 0)


def column_of_proposal(best: Candidate, at: int, line: Line) -> Proposed:
    """One column as it is proposed."""
    chosen = best.taken.get(at)
    unit = unit_of(line.unit) if line.unit else None
    return Proposed(
        path=line.path,
        along=line.along,
        sheet=best.seen.sheet.name,
        cell=line.cell,
        cells=cells_of(best, line),
        field=chosen.field if chosen else "",
        sure=round(chosen.sure, 2) if chosen else 0.0,
        why=chosen.why if chosen else "",
        others=guesses(best.fits[at], chosen),
        unit=line.unit,
        unit_normalised=unit.unit if unit else "",
        single=line.single,
        examples=line.texts[:3],
    )


def cells_of(best: Candidate, line: Line) -> tuple[str, ...]:
    """The cells that a heading speaks of."""
    if line.column:
        return (f"{address(line.first, line.column)}:{address(line.last, line.column)}",)
    spots = spots_of(best.template, best.seen)
    return tuple(spot.record.cell for spot in spots if spot.key == path_key(line.path))[:MOST_CELLS]


def period_told(best: Candidate, file_name: str) -> Told | None:
    """Where the period is read from."""
    period = best.template.period
    if period is None:
        return None
    bound = next((at for at, f in best.taken.items() if f.field == period.field), None)
    if bound is not None:
        return Told("", "", "column", best.seen.sheet.name, best.lines[bound].cell)
    codes = {record.period for record in best.seen.records if record.period}
    if best.shape == "cells" and len(codes) > 1:
        return Told("", "", "column", best.seen.sheet.name)
    return next(iter(periods_told(best.seen, file_name)), None)


def place_of(best: Candidate, file_name: str) -> Told | None:
    """Where the place is read from."""
    regions = [c.field for c in best.template.columns if c.kind == "region"]
    for at, f in best.taken.items():
        if f.field in regions:
            return Told("", "", "column", best.seen.sheet.name, best.lines[at].cell)
    if set(regions) & best.named:
        axis = next(
            (axis for (axis, _), f in roles_of(best.template, best.seen).items() if f in regions), "row"
        )
        return Told("", "", "column" if axis == "row" else "row", best.seen.sheet.name)
    return place_told(best.seen, file_name) if regions else None


def told_roles(best: Candidate) -> dict[str, str]:
    """What stubs and headings name, for a table whose names are taken apart."""
    if best.shape == "columns":
        return {}
    found: dict[str, list[str]] = {"row": [], "column": []}
    for (axis, _), name in sorted(roles_of(best.template, best.seen).items(), reverse=True):
        found[axis].append(name)
    for along in {line.along for line in best.lines} & {"row", "column"}:
        found[along].append("words")
    return {axis: ",".join(dict.fromkeys(names)) for axis, names in found.items()}


def asked(template: Template, there: set[str], place: Told | None, seen: Seen) -> tuple[Asked, ...]:
    """What a template requires and the workbook does not say; a value where its texts name just one."""
    texts = " ".join(str(v) for v in seen.sheet.cells.values() if isinstance(v, str))
    found = []
    for column in template.columns:
        if column.field in there or not column.required or column.default is not None or column.numeric:
            continue
        if column.kind == "period":
            continue
        options = options_of(column)
        named = [option.name for option in options if option.name in texts]
        value = named[0] if len(named) == 1 and column.kind != "region" else ""
        if column.kind == "region" and place:
            value = place.words
        found.append(
            Asked(column.field, column.heading, column.heading_en, column.kind, True, value, options)
        )
    return tuple(found)


def options_of(column: Column) -> tuple[Option, ...]:
    """What may be answered for a column."""
    if column.choices:
        return tuple(Option(c.code, c.name, c.name_en) for c in column.choices)
    known = plan()
    lists: Mapping[str, Mapping[str, Named]] = {
        "basis": known.bases,
        "maturity": known.maturities,
        "region": known.regions,
        "sector": known.sectors,
        "category": known.emerging,
    }
    items = lists.get(column.kind, {})
    offered = set(names_of(column.kind)) if items else set()
    return tuple(
        Option(i.code, i.name, i.name_en) for i in items.values() if i.name in offered or i.code in offered
    )


def most_like(best: Candidate, known: list[StoredLayout]) -> str:
    """The stored layout of the template that has most of these headings, where it has half of its own."""
    keys = {path_key(line.path) for line in best.lines}
    shares = [
        (len({path_key(b.path) for b in s.bindings} & keys) / len(s.bindings), s.name)
        for s in known
        if s.template == best.template.id
    ]
    share, name = max(shares, default=(0.0, ""))
    return name if share >= 0.5 else ""
