"""What a person sees in each table of a workbook: titles, headings by column, body, notes, with addresses."""

import datetime
from dataclasses import dataclass, field, replace
from functools import cached_property

from data.ingest.cells.grid import Book, Sheet, address, place_of, written
from data.ingest.layouts.matching import canonical, is_single, path_key
from data.ingest.tables.blocks import Table
from data.ingest.tables.headings import words_above
from data.ingest.tables.page import Page
from data.ingest.tables.pivots import plain
from data.ingest.tables.tidy import Record, Tidied, read_tables
from data.ingest.words.units import unit_line

MOST_CELLS = 60_000  # filled cells of a workbook for which a reading is proposed, or a layout tried, unasked
FEWEST = 3  # headings side by side that make a list without numbers
TEXTS = 300  # cells of a column that are looked at
LONGEST_TEXT = 100  # signs of a cell
LONGEST_PATH = 200  # signs of one heading


@dataclass(frozen=True)
class Line:
    """One column of a table: its heading words, where they begin, its unit, and what stands below.

    `unit` is '' where its numbers have none or several (`units`).
    """

    column: int
    path: tuple[str, ...]
    along: str
    cell: str
    unit: str
    single: bool
    texts: tuple[str, ...]
    numbers: int
    dates: int
    periods: frozenset[str]
    first: int
    last: int
    units: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many cells were looked at."""
        return len(self.texts)


@dataclass
class Seen:
    """One table with its columns; `titles` are (address, text) above it."""

    page: Page
    table: Table
    records: list[Record]
    titles: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        """The sheet it lies in."""
        return self.page.sheet

    @cached_property
    def body(self) -> list[int]:
        """The rows of the body, in order."""
        return sorted(self.table.body_rows)

    @cached_property
    def by_column(self) -> dict[int, list[Record]]:
        """The numbers of each column."""
        from_letters: dict[int, list[Record]] = {}
        for record in self.records:
            from_letters.setdefault(place_of(record.cell)[1], []).append(record)
        return from_letters

    @cached_property
    def lines(self) -> list[Line]:
        """Every column with something in it and a heading, from the left."""
        first, last = self.table.columns
        found = (line_of(self, column) for column in range(first, last + 1))
        return [line for line in found if line]

    def title_text(self) -> str:
        """The first title, without units and periods being taken off."""
        return next((text[:LONGEST_PATH] for _, text in self.titles if not unit_line(text)), "")


def seen_in(book: Book) -> list[Seen]:
    """Every table of the visible sheets, and lists without numbers where a sheet has no table."""
    found: list[Seen] = []
    for sheet in book.sheets:
        if sheet.hidden or not sheet.cells:
            continue
        page = Page(plain(sheet))
        if not page.rows:
            continue
        told = read_tables(page, Tidied())
        tables = [Seen(page, read.table, of_their_figures(read.records)) for read in told]
        tables = [seen for seen in tables if seen.table.header_rows and not seen.table.metadata]
        if not tables and (listed := list_in(page)):
            tables = [Seen(page, listed, [])]
        end = 0
        for seen in tables:
            seen.titles = titles_of(seen, end) or (tables[0].titles if seen is not tables[0] else [])
            end = max(end, *seen.body)
        found += tables
    return found


def of_their_figures(records: list[Record]) -> list[Record]:
    """The same, a growth that several columns call by the same words being of the figure to its left.

    能耗, 增速, 增加值, 增速: the first 增速 is of 能耗, the second of 增加值.
    """
    paths: dict[int, tuple[str, ...]] = {}
    for record in records:
        paths.setdefault(place_of(record.cell)[1], tuple(record.col))
    told = [path_key(path) for path in paths.values()]  # 增长① and 增长② are called the same
    bare = {
        path for path in paths.values() if told.count(key := path_key(path)) > 1 and canonical(key) == "同比"
    }
    if not bare:
        return records
    of: dict[int, list[str]] = {}
    figure: tuple[str, ...] = ()
    for column in sorted(paths):
        if paths[column] in bare:
            of[column] = [*figure, *paths[column]]
        else:
            figure = paths[column]
    return [replace(r, col=of[c]) if (c := place_of(r.cell)[1]) in of else r for r in records]


def is_small(book: Book) -> bool:
    """Whether a workbook is of a size that a person keeps by hand."""
    return sum(len(sheet.cells) for sheet in book.sheets if not sheet.hidden) <= MOST_CELLS


def list_in(page: Page) -> Table | None:
    """A list without numbers: a row of several words above rows that are filled like it."""
    rows = sorted(page.rows)
    for at, row in enumerate(rows[:-1]):
        columns = page.rows[row]
        words = [c for c in columns if page.number(row, c) is None and page.period(row, c) is None]
        below = [each for each in rows[at + 1 :] if len(page.rows[each]) * 2 >= len(columns)]
        if len(words) >= FEWEST and len(words) == len(columns) and below:
            return Table((columns[0], columns[-1]), below, [columns[0]], columns[1:], None, [row])
    return None


def titles_of(seen: Seen, after: int) -> list[tuple[str, str]]:
    """The texts above the headings and below the table before."""
    page, top = seen.page, min(seen.table.header_rows)
    first, last = seen.table.columns
    found = []
    for row in sorted(page.rows):
        if not after < row < top:
            continue
        for column in page.rows[row]:
            text = page.text(row, column)
            if text and first - 1 <= column <= last + 1 and page.number(row, column) is None:
                found.append((address(row, column), text))
    return found


def line_of(seen: Seen, column: int) -> Line | None:
    """One column as a person sees it; None where it has no heading or nothing below."""
    page, table = seen.page, seen.table
    records = seen.by_column.get(column, [])
    places = [(row, column) for row in seen.body if not page.blank(*page.anchor(row, column))][:TEXTS]
    if not places:
        return None
    cell, words = words_above(page, table, column)
    path, along = tuple(records[0].col) if records else words, "column"
    if not path and records and seen.title_text():
        path, along, cell = (seen.title_text(),), "title", seen.titles[0][0]
    if not path or sum(map(len, path)) > LONGEST_PATH:
        return None
    units = {record.unit or "" for record in records if not has_unit(page, record)}
    unit = next(iter(units)) if len(units) == 1 else ""
    values = [page.sheet.seen(*place) for place in places]
    return Line(
        column,
        path,
        along,
        cell,
        unit,
        is_single(words or path)
        or any(record.period and record.period[5:6] in ("M", "Q") for record in records),
        tuple(written(value).strip()[:LONGEST_TEXT] for value in values),
        sum(page.number(*page.anchor(*place)) is not None for place in places),
        sum(isinstance(value, datetime.date) for value in values),
        frozenset(record.period for record in records if record.period),
        places[0][0],
        places[-1][0],
        tuple(sorted(units)),
    )


def has_unit(page: Page, record: Record) -> bool:
    """Whether the cell itself names a unit (12.5万吨), which speaks for this one number only."""
    number = page.number(*place_of(record.cell))
    return bool(number and number.unit)
