"""Takes the tables of a sheet as every reading finds them, with the words above each of their columns."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.ingest.cells.grid import ByRow, Sheet
from data.ingest.tables.blocks import Table, find_tables
from data.ingest.tables.headings import read_headings, words_above
from data.ingest.tables.page import Page
from data.ingest.tables.recognise import split_heading
from data.ingest.tables.rows import is_index_row
from data.ingest.words.names import squeeze
from data.ingest.words.units import is_unit

DEEP = 120  # rows of a sheet in which its headings and the first lines below them stand
FEWEST = 3  # words side by side that may head a table in which no number stands yet


@dataclass(frozen=True)
class Heading:
    """The words above a column from the widest to its own, squeezed and without units, and its unit."""

    words: tuple[str, ...]
    unit: str = ""

    def ways(self) -> Iterator[str]:
        """The words joined, from the whole path to its leaf."""
        yield from ("".join(self.words[start:]) for start in range(len(self.words)))


@dataclass(frozen=True)
class Head:
    """The heading of one table: its rows, the first row below it, what stands above each column."""

    sheet: Sheet
    first_heading_row: int
    heading_row: int
    first_row: int
    columns: dict[int, Heading]


def heads_of(sheet: Sheet) -> list[Head]:
    """The heading of every table of a sheet, from the top; of rows of words where no number stands yet."""
    page = Page(top_of(sheet))
    tables = [table for table in find_tables(page) if table.header_rows and not table.metadata]
    return [head_of(sheet, page, table) for table in tables or list(unfilled(page))]


def top_of(sheet: Sheet) -> Sheet:
    """The same sheet down to where its first lines stand: a long one is headed as a short one is."""
    if sheet.last_row <= DEEP:
        return sheet
    top = itertools.takewhile(lambda one: one[0] <= DEEP, sheet.lines.items())
    return replace(sheet, cells=ByRow(dict(top)))


def unfilled(page: Page) -> Iterator[Table]:
    """Rows of words only, each of which may head a table that is still to be filled."""
    for row, columns in page.rows.items():
        if len(columns) >= FEWEST and not any(page.looks_numeric(row, column) for column in columns):
            yield Table((columns[0], columns[-1]), [], columns[:1], columns[1:], None, [row])


def head_of(sheet: Sheet, page: Page, table: Table) -> Head:
    """The heading of a table; the line that numbers its columns (甲 乙 1 2) belongs to it."""
    told = read_headings(page, table)
    top, bottom = min(table.header_rows), max(table.header_rows)
    first = bottom + 1
    while first in page.rows and is_index_row(page, first):
        first += 1
    columns: dict[int, Heading] = {}
    for column in range(table.columns[0], table.columns[1] + 1):
        labels = told[column].labels if column in told else words_above(page, table, column)[1]
        if labels:
            unit = (told[column].unit if column in told else "") or unit_above(page, table, column)
            columns[column] = Heading(tuple(squeeze(split_heading(word)[0]) for word in labels), unit)
    return Head(sheet, top, bottom, first, columns)


def unit_above(page: Page, table: Table, column: int) -> str:
    """The unit that the lowest heading of a column names in brackets, or is; '' for none."""
    for text in (page.text(row, column) for row in reversed(table.header_rows)):
        if text:
            return split_heading(text)[1] or (text if is_unit(text) else "")
    return ""
