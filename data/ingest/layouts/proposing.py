"""Proposes how a workbook that no template recognises is read: the template, a field for each column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.ingest.cells.grid import address
from data.ingest.layouts import reading
from data.ingest.layouts.answer import answered
from data.ingest.layouts.coordinates import Spot, roles_of, spots_of
from data.ingest.layouts.fitting import Fit, assigned, fits_of, guesses
from data.ingest.layouts.marks import marked
from data.ingest.layouts.matching import is_single, pairs, path_key
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
MOST_NUMBERS = 2_000  # of a table that are looked at
MOST_FIGURES = 60  # names of figures of a table: with more of them it is of another trade
MOST_LINES = 60  # columns of a table
MOST_CELLS = 400  # of one figure that are told
GIVEN = 0.7  # what a required field counts that can be asked once
KEPT_PERIODS = ("column", "heading", "title", "sheet", "file")


@dataclass(frozen=True)
class Candidate:
    """One template in one shape over one table, with a field for each line."""

    template: Template
    shape: str
    seen: Seen
    lines: list[Line]
    fits: dict[int, list[Fit]]
    taken: dict[int, Fit]
    named: frozenset[str]  # fields that stubs or headings name
    score: float
    title: float


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


def candidates(template: Template, seen: Seen, file_name: str, known: list[StoredLayout]) -> list[Candidate]:
    """A template over a table, its columns being fields, or its names taken apart."""
    title = title_likeness(template, seen, file_name)
    found = [
        candidate(template, "columns", seen, seen.lines[:MOST_LINES], frozenset(), title, file_name, known)
    ]
    if seen.records:
        lines, named = lines_of_figures(template, seen)
        if len(lines) <= MOST_FIGURES:
            found.append(candidate(template, "cells", seen, lines, named, title, file_name, known))
    return [c for c in found if c]


def candidate(
    template: Template, shape: str, seen: Seen, lines: list[Line], named: frozenset[str], title: float,
    file_name: str, known: list[StoredLayout],
) -> Candidate | None:  # fmt: skip
    """How well a template fits in one shape; None where no figure of it is there."""
    fits = fits_of(template, lines, bare_title(seen))
    for at, line in enumerate(lines):
        if learned := learned_field(template, line, known):
            fits[at] = [Fit(learned, 0.99, "learned"), *(f for f in fits[at] if f.field != learned)]
    fits = {at: [f for f in told if f.field not in named] for at, told in fits.items()}
    taken = assigned(fits)
    by_name = [f for f in taken.values() if f.why != "contents"]
    numbers = [at for at, line in enumerate(lines) if line.numbers * 2 > line.count and not line.single]
    figures = [f for at, f in taken.items() if at in numbers and is_numeric(template, f.field)]
    wanted = any(c.numeric and c.required for c in template.columns)
    if not by_name or (wanted and not figures) or (not wanted and len(taken) < 3):
        return None
    if shape == "columns" and spread(lines, taken):
        return None
    bound = figures if wanted else list(taken.values())
    ground = len(numbers) if wanted else len(lines)
    covered = sum(f.sure for f in bound) / max(ground, 1)
    score = 0.4 * min(covered, 1) + 0.4 * needed(template, taken, named, seen, file_name) + 0.2 * title
    if shape == "cells":
        score -= 0.01
    return Candidate(template, shape, seen, lines, fits, taken, named, score, title)


def spread(lines: list[Line], taken: dict[int, Fit]) -> bool:
    """Whether headings name several periods, or lines units of their own: no column is one field then."""
    if any(len(lines[at].units) > 1 for at in taken):
        return True
    told = {line.periods for at, line in enumerate(lines) if line.periods and (at in taken)}
    keys = [path_key(line.path) for line in lines if line.numbers]
    return len(told) > 1 or any(keys.count(key) > 1 for key in keys if key.startswith("〈期〉"))


def is_numeric(template: Template, field: str) -> bool:
    """Whether a field holds numbers."""
    column = template.column(field)
    return column is not None and column.numeric


def learned_field(template: Template, line: Line, known: list[StoredLayout]) -> str:
    """The field that a stored layout of the template has for the same heading."""
    key = path_key(line.path)
    bound = (b for stored in known if stored.template == template.id for b in stored.bindings)
    return next((b.field for b in bound if path_key(b.path) == key), "")


def lines_of_figures(template: Template, seen: Seen) -> tuple[list[Line], frozenset[str]]:
    """What the numbers of a table are called when places, kinds and periods are taken off, as lines."""
    found: dict[str, list[Spot]] = {}
    named: set[str] = set()
    for spot in spots_of(template, seen, MOST_NUMBERS):
        named |= {name for name, _, _ in spot.parts}
        if spot.words:
            found.setdefault(spot.key, []).append(spot)
    lines = []
    for spots in found.values():
        first = spots[0]
        units = {spot.record.unit or "" for spot in spots}
        periods = {spot.record.period for spot in spots if spot.record.period}
        single = is_single((*first.record.row, *first.record.col)) or any(
            p[5:6] in ("M", "Q") for p in periods
        )
        unit = units.pop() if len(units) == 1 else ""
        texts = tuple(f"{spot.record.value:.12g}" for spot in spots)
        lines.append(
            Line(0, first.words, first.along, first.record.cell, unit, single, texts, len(spots), 0,
                 frozenset(periods), 0, 0)
        )  # fmt: skip
    return lines, frozenset(named)


def bare_title(seen: Seen) -> str:
    """The title as far as it may help a heading that says little."""
    return re.sub(
        r"(各县区?|各地区|分地区|分县区?|全市|柳州市|情况|统计|汇总|月报|季报|年报|表)+",
        "",
        seen.title_text(),
    )


def title_likeness(template: Template, seen: Seen, file_name: str) -> float:
    """How much of a template's name stands in the title, the sheet's or the file's name."""
    said = pairs("".join([*(text for _, text in seen.titles), seen.sheet.name, file_name]))
    own = {pair for pair in pairs(template.name) if "^" not in pair and "$" not in pair}
    return len(own & said) / max(len(own), 1)


def needed(
    template: Template, taken: dict[int, Fit], named: frozenset[str], seen: Seen, file_name: str
) -> float:
    """The share of what a template requires that is there or can be asked once."""
    there = {f.field for f in taken.values()} | named
    worth = []
    for column in template.columns:
        if not column.required or column.default is not None:
            continue
        if column.field in there:
            worth.append(1.0)
        elif column.kind == "period":
            worth.append(1.0 if periods_told(seen, file_name) else 0.0)
        elif column.kind in ("basis", "maturity"):
            worth.append(GIVEN)
        elif column.kind in ("region", "choice", "text"):
            worth.append(GIVEN / 2)
        else:
            worth.append(0.0)
    return sum(worth) / max(len(worth), 1)


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
