"""Reads a table whose columns are fields and whose lines are records, by a stored layout."""

import dataclasses
from collections.abc import Iterable

from data.ingest.cells.grid import Sheet, Value
from data.ingest.findings import Finding
from data.ingest.layouts.matching import path_key
from data.ingest.layouts.seen import Line, Seen
from data.ingest.layouts.stored import Binding, StoredLayout
from data.ingest.tables.recognise import Layout
from data.plan import plan


def keyed(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines by their identity, those that are called the same from the left."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(path_key(line.path), []).append(line)
    return found


def bound(stored: StoredLayout, seen: Seen) -> list[tuple[Binding, Line | None]]:
    """Each binding with its line; of headings that are called the same the first is of the left line."""
    there, found = keyed(seen.lines), []
    for binding in stored.bindings:
        lines = there.get(path_key(binding.path), [])
        found.append((binding, lines.pop(0) if lines else None))
    return found


def missing(stored: StoredLayout, seen: Seen) -> list[str]:
    """The headings of a layout that a table does not have."""
    return ["／".join(binding.path) for binding, line in bound(stored, seen) if line is None]


def laid(stored: StoredLayout, seen: Seen, fixed: dict[str, Value], said_at: dict[str, str]) -> Layout:
    """Where the fields of a layout lie in a table that has all of its headings.

    `fixed` are the values that are the same in every row, `said_at` the cells where they stand.
    """
    template = plan().templates[stored.template]
    lines = {binding.field: line for binding, line in bound(stored, seen) if line is not None}
    units = {b.field: lines[b.field].unit or b.unit for b in stored.bindings}
    wanted = [c for c in template.columns if c.required and c.default is None]
    absent = tuple(c for c in wanted if c.field not in lines and c.field not in fixed)
    rows = seen.table.header_rows
    return Layout(
        template,
        cut(seen),
        max(rows),
        min(rows),
        {name: line.column for name, line in lines.items()},
        {name: unit for name, unit in units.items() if unit},
        absent,
        tuple("".join(line.path) for line in seen.lines),
        fixed,
        said_at,
    )


def mixed(stored: StoredLayout, seen: Seen) -> list[Finding]:
    """Columns whose lines have units of their own, which one heading cannot speak for."""
    template, found = plan().templates[stored.template], []
    for binding, line in bound(stored, seen):
        column = template.column(binding.field)
        if line and column and column.numeric and len(line.units) > 1:
            told = "、".join(unit or "—" for unit in line.units)
            found.append(
                Finding("unit_mismatch", seen.sheet.name, line.cell, column.unit, told, column.heading)
            )
    return found


def cut(seen: Seen) -> Sheet:
    """The sheet with nothing but one table's headings and body; every cell keeps its address."""
    first, last = seen.table.columns
    rows = {*seen.table.header_rows, *range(seen.body[0], seen.body[-1] + 1)}
    cells = {(r, c): v for (r, c), v in seen.sheet.cells.items() if r in rows and first <= c <= last}
    return dataclasses.replace(seen.sheet, cells=cells)
