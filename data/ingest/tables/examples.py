"""Knows the example row of a blank workbook: each of its cells says 例：, so none is ever read as data."""

from collections.abc import Mapping
from dataclasses import replace

from data.ingest.cells.grid import Sheet, Value, address
from data.ingest.findings import Finding
from data.ingest.tables.recognise import Layout
from data.ingest.words.example_mark import MARK, is_example
from data.ingest.words.names import squeeze
from data.plan import Template


def examples_of(template: Template) -> dict[str, str]:
    """What the example row of a template says by field, each with its mark."""
    return {field: f"{MARK}{text}" for field, text in template.example.items()}


def without_examples(layout: Layout) -> tuple[Layout, list[Finding]]:
    """The layout over a sheet without its examples, and what a person should know of them.

    A row that is nothing but the example goes without a word. In a row that somebody filled, a cell that
    still says 例： counts as blank and is named; so is a row that says 例： all over but is not ours: there
    somebody may have typed data behind the mark.
    """
    sheet = layout.sheet
    if not any("例" in text for text in sheet.texts):
        return layout, []
    rows = {
        row: line
        for row, line in sheet.lines.items()
        if row > layout.heading_row and any(type(value) is str and "例" in value for value in line.values())
    }
    if not rows:
        return layout, []
    known = {squeeze(text) for text in examples_of(layout.template).values()}
    cells, findings = dict(sheet.cells), []
    for row, filled in rows.items():
        own = filled.keys() & set(layout.columns.values())
        marked = {column for column in own if is_example(filled[column])}
        if not marked:
            continue
        if own == marked:
            findings += _of_row(sheet, row, filled, own, known)
            marked = set(filled)
        else:
            findings += [_of_cell(layout, row, column, filled[column]) for column in sorted(marked)]
        for column in marked:
            del cells[row, column]
    if len(cells) == len(sheet.cells):
        return layout, []
    return replace(layout, sheet=replace(sheet, cells=cells)), findings


def _of_row(
    sheet: Sheet, row: int, filled: Mapping[int, Value], own: set[int], known: set[str]
) -> list[Finding]:
    """That a row is left out whose examples are not those of the template."""
    changed = [column for column in sorted(own) if squeeze(str(filled[column])) not in known]
    if not changed:
        return []
    told = str(filled[changed[0]])[:40]
    return [Finding("example_changed", sheet.name, address(row, changed[0]), found=told)]


def _of_cell(layout: Layout, row: int, column: int, value: Value) -> Finding:
    """That a cell of a filled row still says what the example said."""
    field = next((name for name, position in layout.columns.items() if position == column), "")
    own = layout.template.column(field)
    heading = own.heading if own else ""
    return Finding(
        "example_left", layout.sheet.name, address(row, column), found=str(value)[:40], field=heading
    )
