"""Names everything in a workbook that was not used: other sheets, unknown columns, headings that repeat."""

from data.ingest.cells.grid import Book, Sheet, address
from data.ingest.findings import Finding
from data.ingest.tables.columns import NOT_INDICATORS
from data.ingest.tables.recognise import (
    Heading,
    Layout,
    filled,
    headings_at,
    layout_of,
    spellings_by_id,
)
from data.ingest.words.nearest import nearest
from data.ingest.words.numbers import parse_number
from data.ingest.words.units import key


def unused(book: Book, layouts: list[Layout]) -> list[Finding]:
    """What stands in the book and becomes no record, each with its place."""
    used = {layout.sheet.name for layout in layouts}
    findings = [finding for layout in layouts for finding in columns_unused(layout)]
    for sheet in book.sheets:
        other = None if sheet.hidden or sheet.name in used else layout_of(sheet)
        if other:
            findings.append(
                Finding("sheet_unused", sheet.name, found=f"{other.template.id} {other.template.name}")
            )
    return findings


def columns_unused(layout: Layout) -> list[Finding]:
    """Columns with numbers whose heading is not of the template, or is there a second time."""
    taken = set(layout.columns.values())
    known = spellings_by_id(layout.template.id)
    free = {plain: column.heading for plain, column in known.items() if column.field not in layout.columns}
    findings = []
    for heading in headings_of(layout):
        if heading.column in taken or NOT_INDICATORS.match(key(heading.text)):
            continue
        if not has_numbers(layout.sheet, heading.column, layout.heading_row):
            continue
        cell = address(layout.heading_row, heading.column)
        again = next((known[plain] for plain, _ in heading.readings if plain in known), None)
        if again:
            findings.append(
                Finding(
                    "heading_repeated", layout.sheet.name, cell, found=heading.text[:40], field=again.heading
                )
            )
        else:
            offer = next((near for plain, _ in heading.readings if (near := nearest(plain, free))), "")
            findings.append(
                Finding("column_unused", layout.sheet.name, cell, found=heading.text[:40], offer=offer)
            )
    return findings


def headings_of(layout: Layout) -> list[Heading]:
    """The headings of a recognised sheet, from the left."""
    depth = layout.heading_row - layout.first_heading_row + 1
    return headings_at(filled(layout.sheet), layout.heading_row, depth, layout.sheet.last_column)


def has_numbers(sheet: Sheet, column: int, below: int) -> bool:
    """Whether a column holds a number under its heading."""
    return any(
        parse_number(value) is not None
        for (row, place), value in sheet.cells.items()
        if place == column and row > below
    )
