"""Reads a table with places, kinds or periods in headings, or fields in stubs, by a stored layout.

The numbers are set out anew as a plain sheet of the template, which the template's own reader reads; every
address in its records and findings is then turned back into that of the cell on the bureau's sheet.
"""

import dataclasses
from dataclasses import dataclass, field

from data.ingest.cells.grid import Sheet, Value, column_letter, place_of
from data.ingest.findings import Finding
from data.ingest.layouts.coordinates import PERIOD, Spot, cell_of, dimension_of, spots_of
from data.ingest.layouts.fitting import belongs
from data.ingest.layouts.matching import path_key
from data.ingest.layouts.seen import Seen
from data.ingest.layouts.stored import StoredLayout
from data.ingest.records import Records, Row
from data.ingest.tables.columns import UNIT_HEADINGS
from data.ingest.tables.recognise import Layout
from data.ingest.words.aliases import taught
from data.ingest.words.nearest import nearest, spelled
from data.ingest.words.periods import parse_period
from data.ingest.words.quantities import conversion, scaled
from data.plan import Template, plan

Place = tuple[int, int]


@dataclass
class SetOut:
    """A plain sheet made of a bureau's: where each of its cells really stands, by its place in it."""

    layout: Layout
    cells: dict[Place, Value]
    where: dict[Place, str] = field(default_factory=dict)
    odd: bool = False


def missing(stored: StoredLayout, seen: Seen) -> list[str]:
    """The names of figures of a layout that a table does not have."""
    there = {spot.key for spot in spots_of(plan().templates[stored.template], seen)}
    return ["／".join(b.path) for b in stored.bindings if path_key(b.path) not in there]


def unused(stored: StoredLayout, seen: Seen) -> list[Finding]:
    """Figures that no heading of the layout names, each once at its first number."""
    bound = {path_key(b.path) for b in stored.bindings}
    first: dict[str, Spot] = {}
    template = plan().templates[stored.template]
    for spot in spots_of(template, seen):
        if spot.key not in bound:
            first.setdefault("／".join(spot.words), spot)
        elif stranger := stranger_in(template, spot):
            first.setdefault(stranger, spot)
    return [
        Finding("column_unused", seen.sheet.name, spot.record.cell, found=told[:40])
        for told, spot in first.items()
    ]


def stranger_in(template: Template, spot: Spot) -> str:
    """The heading of a column among kinds that is no kind and resembles none (综合能耗 among energies)."""
    for name, text, axis in spot.parts:
        column = template.column(name)
        if axis != "column" or column is None or column.kind != "choice":
            continue
        known = belongs(template.id, name, text) or taught(template, column, text)
        if not known and not nearest(text, spelled(column.choices)):
            return text
    return ""


def lines_of(stored: StoredLayout, seen: Seen) -> dict[tuple[str, ...], dict[str, Spot]]:
    """The numbers of each record: those of one period and the same places and kinds."""
    bound = {path_key(b.path): b.field for b in stored.bindings}
    lines: dict[tuple[str, ...], dict[str, Spot]] = {}
    template = plan().templates[stored.template]
    for spot in spots_of(template, seen):
        told = spot.record.period or ""
        if spot.key in bound and told[5:6] not in ("M", "Q") and not stranger_in(template, spot):
            of = (told, *(f"{name}={text}" for name, text, _ in sorted(spot.parts)))
            lines.setdefault(of, {}).setdefault(bound[spot.key], spot)
    return lines


def set_out(stored: StoredLayout, seen: Seen, fixed: dict[str, Value]) -> SetOut:
    """The plain sheet of a table."""
    template, lines = plan().templates[stored.template], lines_of(stored, seen)
    units = {b.field: b.unit for b in stored.bindings}
    named = {name for found in lines.values() for spot in found.values() for name, _, _ in spot.parts}
    own = {*units, *named, unit_field(template)}
    fields = [c.field for c in template.columns if c.field in own or c.kind == "period"]
    columns = {name: at for at, name in enumerate(fields, 1) if name not in fixed or name in named}
    plain: dict[Place, Value] = {}
    sheet = Sheet(seen.sheet.name, plain)
    wanted = [c for c in template.columns if c.required and c.default is None]
    absent = tuple(c for c in wanted if c.field not in columns and c.field not in fixed)
    printed = {
        name: sorted({s.record.unit or units[name] for f in lines.values() if (s := f.get(name))})
        for name in units
    }
    same = {name: told[0] for name, told in printed.items() if len(told) == 1 and told[0]}
    layout = Layout(template, sheet, 1, 1, columns, same, absent, tuple(columns), fixed)
    made = SetOut(layout, plain)
    for name, column in columns.items():
        plain[1, column] = name
        made.where[1, column] = heading_cell(lines, name)
    for number, found in enumerate(lines.values(), 2):
        put(made, number, found, units, seen)
    made.odd = is_odd(lines)
    return made


def unit_field(template: Template) -> str:
    """The column of a template that says in which unit its number is; '' where it has none."""
    return next((c.field for c in template.columns if c.kind == "text" and c.heading in UNIT_HEADINGS), "")


def heading_cell(lines: dict[tuple[str, ...], dict[str, Spot]], name: str) -> str:
    """The first cell of a field, for what is said of all of it."""
    return next((found[name].record.cell for found in lines.values() if name in found), "A1")


def put(made: SetOut, row: int, found: dict[str, Spot], units: dict[str, str], seen: Seen) -> None:
    """Writes one record into the plain sheet."""
    layout, sheet = made.layout, made.layout.sheet
    first = next(iter(found.values()))
    for name, text, axis in first.parts:
        if name in layout.columns:
            made.cells[row, layout.columns[name]] = text
            made.where[row, layout.columns[name]] = cell_of(seen, first.record, axis, text)
    period = layout.template.period
    if period and period.field in layout.columns and (told := parse_period(first.record.period)):
        made.cells[row, layout.columns[period.field]] = told.words
        made.where[row, layout.columns[period.field]] = period_cell(layout.template, seen, first)
    if (unit := unit_field(layout.template)) in layout.columns and (own_unit := first.record.unit):
        made.cells[row, layout.columns[unit]] = own_unit
        made.where[row, layout.columns[unit]] = first.record.cell
    for name, spot in found.items():
        column = layout.template.column(name)
        assert column is not None
        place, own = (row, layout.columns[name]), place_of(spot.record.cell)
        factor = None if name in layout.units else conversion(spot.record.unit or units[name], column.unit)
        if factor is None and own in seen.sheet.percent_cells:
            sheet.percent_cells.add(place)
        # numbers of a field that have several units are turned into its own one by one
        made.cells[place] = seen.sheet.cells[own] if factor is None else scaled(spot.record.value, factor)
        made.where[place] = spot.record.cell


def period_cell(template: Template, seen: Seen, spot: Spot) -> str:
    """The cell that says the period of a number; its own cell where none beside or above it does."""
    for axis, path in (("column", spot.record.col), ("row", spot.record.row)):
        for label in reversed(path):
            if dimension_of(template.id, label) == PERIOD:
                return cell_of(seen, spot.record, axis, label)
    return spot.record.cell


def is_odd(lines: dict[tuple[str, ...], dict[str, Spot]]) -> bool:
    """Whether a record is not one row of the sheet with each field always in the same column."""
    rows: list[int] = []
    columns: dict[str, set[int]] = {}
    for found in lines.values():
        own = {place_of(spot.record.cell)[0] for spot in found.values()}
        rows += own
        if len(own) > 1:
            return True
        for name, spot in found.items():
            columns.setdefault(name, set()).add(place_of(spot.record.cell)[1])
    return len(set(rows)) < len(rows) or any(len(told) > 1 for told in columns.values())


def turned_back(made: SetOut, records: Records, findings: list[Finding]) -> tuple[Records, list[Finding]]:
    """Records and findings of a plain sheet with the addresses of the bureau's own sheet."""
    sheet, columns = made.layout.sheet.name, made.layout.columns
    rows: list[Row] = []
    letters: dict[tuple[str, str], str] = {}
    for row in records.rows:
        cells = {
            name: made.where[row.number, c] for name, c in columns.items() if (row.number, c) in made.where
        }
        number = row.number
        if made.odd:
            letters |= {(sheet, f"{name}@{number}"): cell for name, cell in cells.items()}
        else:
            own = next(cells[name] for name in columns if name in row.values and name in cells)
            value = next(
                (cells[c.field] for c in made.layout.template.columns if c.numeric and c.field in cells), own
            )
            number = place_of(value)[0]
            letters |= {
                (sheet, name): column_letter(place[1])
                for name, cell in cells.items()
                if (place := place_of(cell))[0] == number
            }
        rows.append(Row(row.sheet, number, row.values, cells))
    told = [dataclasses.replace(f, cell=real(made, f)) if f.sheet == sheet else f for f in findings]
    return Records(records.template, rows, letters), told


def real(made: SetOut, finding: Finding) -> str:
    """The address of a finding on the bureau's own sheet."""
    try:
        place = place_of(finding.cell)
    except ValueError:  # of a whole row or of the sheet
        return finding.cell
    if place in made.where:
        return made.where[place]
    beside = [cell for (row, _), cell in made.where.items() if row == place[0]]
    return beside[0] if beside else ""
