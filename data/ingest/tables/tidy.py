"""Understands any statistical table: every number with its row, its column, its unit and its period."""

import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from data.ingest.cells.grid import Book, address
from data.ingest.findings import Finding
from data.ingest.tables.blocks import Table, find_tables
from data.ingest.tables.headings import PART_OF, RATIO, Heading, read_headings
from data.ingest.tables.labels import RowLabel, read_row_labels
from data.ingest.tables.page import Page
from data.ingest.tables.times import Times
from data.ingest.words.periods import CUMULATIVE, Period, parse_period
from data.ingest.words.unit_lines import units_above
from data.ingest.words.units import key, tidy_unit, unit_of

GROWTH = re.compile(
    r"(同比|环比)$|(增长|增速|增幅|增减|升降|增长率|增减率|降低率|下降)(率|幅度)?$|^比.{2,8}(年|期|月)[±+＋、/\-－—]*$"
)
INDEX = re.compile(r"=100")
QUANTITY = re.compile(r"人数|人口|[数量额值]$|面积|户数")
COUNTED_IN = tuple(
    (re.compile(words), re.compile(unit))
    for words, unit in (
        (r"单位.*(能耗|电耗|煤耗|排放)|强度|单耗", r"/"),
        (r"能源|能耗|煤耗|标准?煤", r"^[^/]*(标准?煤|tce|焦)[^/]*$"),
        (r"电", r"^[^/]*(瓦时|kwh|度)[^/]*$"),
        (r"产值|增加值|收入|利润|投资|金额|税|资产|负债|成本|费用|生产总值|gdp|工资|营收", r"^[^/]*元[^/]*$"),
        (r"人数|人口|从业|职工|人员", r"人$"),
        (r"企业|单位数|户数|家数|个数", r"[家个户]$"),
        (r"产量|排放|原煤|焦|钢|铁|水泥|铝|锰|糖|纸|化肥", r"^[^/]*吨(?!标)[^/]*$"),
    )
)
MOST_NOTES = 50


@dataclass(frozen=True)
class Record:
    """One number: where it stands, what names it, its unit (None: nowhere stated) and its period code."""

    sheet: str
    cell: str
    row: list[str]
    col: list[str]
    unit: str | None
    period: str | None
    value: float

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, with the unit also in the one spelling that we count in (None: a unit of no table)."""
        known = unit_of(self.unit) if self.unit else None
        return asdict(self) | {"unit_normalised": known.unit if known else None}


@dataclass
class Tidied:
    """All records of a book and what was left out on purpose."""

    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def tidy_records(book: Book) -> list[Record]:
    """The numbers of all visible sheets, from the top left of each table to its bottom right."""
    return tidy_book(book).records


@dataclass(frozen=True)
class ReadTable:
    """One table as it was read: where its parts lie, and its records."""

    table: Table
    records: list[Record]


def read_tables(page: Page, tidied: Tidied) -> list[ReadTable]:
    """Every table of a page with its records, which are also added to what was tidied so far."""
    found: list[ReadTable] = []
    inherited: Period | None = None
    for table in find_tables(page):
        before = len(tidied.records)
        inherited = _Reading(page, table, inherited).into(tidied)
        found.append(ReadTable(table, tidied.records[before:]))
    return found


def tidy_book(book: Book) -> Tidied:
    """Records and findings: texts in place of numbers, unlabelled totals, zeros that mean no data."""
    tidied = Tidied()
    for sheet in book.sheets:
        if sheet.hidden or not sheet.cells:
            continue
        page = Page(sheet)
        if not page.rows:
            continue
        before = len(tidied.records)
        read_tables(page, tidied)
        without = sum(record.unit is None for record in tidied.records[before:])
        if without:
            tidied.findings.append(Finding("unit_missing", sheet.name, found=str(without)))
    return tidied


class _Reading:
    """One table on its way into records."""

    def __init__(self, page: Page, table: Table, inherited: Period | None) -> None:
        self.page = page
        self.table = table
        self.headings = read_headings(page, table)
        self.labels = read_row_labels(page, table)
        self.times = Times(page, table, self.headings, self.labels, inherited)
        above = units_above(table.titles, page.sheet.name)
        self.units, self.others = list(above.units), above.others
        self.zeros = _empty_zeros(page, table, self.headings, self.labels) if table.metadata else set()

    def into(self, tidied: Tidied) -> Period | None:
        """Adds the table's records and findings; gives the title's period to tables below without one."""
        notes: list[Finding] = []
        for row in self.table.body_rows:
            for column in self.table.value_columns:
                if self.page.blank(row, column) or (row, column) in self.zeros:
                    continue
                if note := self._take(row, column, tidied.records):
                    notes.append(note)
        tidied.findings += _shortened(notes, self.page.sheet.name)
        if self.zeros:
            tidied.findings.append(Finding("no_data_zero", self.page.sheet.name, found=str(len(self.zeros))))
        return self.times.period

    def _take(self, row: int, column: int, records: list[Record]) -> Finding | None:
        sheet, cell = self.page.sheet.name, address(row, column)
        number = self.page.number(row, column)
        if number is None:
            return Finding("not_a_number", sheet, cell, found=self.page.raw(row, column).strip()[:60])
        label = self.labels.get(row)
        heading = self.headings.get(column) or (Heading(()) if len(self.table.value_columns) == 1 else None)
        if label is None or heading is None:
            return Finding("number_without_label", sheet, cell, found=f"{number.value:g}")
        value = number.value
        unit = number.unit or self._unit(label, column)
        if (row, column) in self.page.sheet.percent_cells:
            value, unit = float(f"{value * 100:.12g}"), "%"
        code = self.times.code(self.times.of(label, heading), label, heading)
        row_labels, labels = list(label.path), list(heading.labels)
        records.append(Record(sheet, cell, row_labels, labels, unit or None, code, value))
        return None

    def _unit(self, label: RowLabel, column: int) -> str:
        """Heading before row before the line above the table; a growth column is in per cent."""
        heading = self.headings.get(column, Heading(()))
        if heading.unit:
            return heading.unit
        last = key(heading.labels[-1]) if heading.labels else ""
        if GROWTH.search(last):
            return "%"
        if label.unit:
            return tidy_unit(label.unit)
        names = [*reversed(heading.labels), *reversed(label.path)]
        if other := next((unit for name in names if (unit := self.others.get(key(name)))), ""):
            return other
        if not self.units:
            return ""
        if len(self.units) == 1:
            fits = (
                not RATIO.search(last)
                or any(sign in self.units[0] for sign in "%‰")
                or INDEX.search(self.units[0])
            )
            return self.units[0] if fits else ""
        if PART_OF.match(last) and (whole := self._whole_beside(column)):
            return self._unit(label, whole)
        ratios = [unit for unit in self.units if unit in "%‰"]
        is_ratio = _is_ratio([*reversed(heading.labels), *reversed(label.path)])
        fitting = ratios if is_ratio else [unit for unit in self.units if unit not in ratios]
        if len(fitting) > 1:
            fitting = _by_words(fitting, [*reversed(heading.labels), *reversed(label.path)])
        return fitting[0] if len(fitting) == 1 else ""

    def _whole_beside(self, column: int) -> int | None:
        """The column that 其中 or # is a part of: rates of growth between are passed over."""
        left = [other for other in reversed(self.headings) if other < column]
        grown = [other for other in left if GROWTH.search(key(" ".join(self.headings[other].labels[-1:])))]
        return next((other for other in left if other not in grown), None)


def _is_ratio(names: list[str]) -> bool:
    """Whether a number is a ratio by its nearest name that tells: 死亡人口 under 死亡率 is none."""
    for name in map(key, names):
        if RATIO.search(name):
            return True
        if QUANTITY.search(name):
            return False
    return False


def _by_words(units: list[str], names: list[str]) -> list[str]:
    """The units of a line that fit what is counted: energy in coal equivalent, value added in yuan."""
    for name in map(key, names):
        for words, sign in COUNTED_IN:
            fitting = [unit for unit in units if sign.search(key(unit))]
            if fitting and words.search(name):
                return fitting
    return units


def _empty_zeros(
    page: Page, table: Table, headings: dict[int, Heading], labels: dict[int, RowLabel]
) -> set[tuple[int, int]]:
    """Zeros that databases print for 'no data': before a series begins, and in a January of its own."""
    zeros: set[tuple[int, int]] = set()
    rows = [(row, parse_period(labels[row].path[-1])) for row in table.body_rows if row in labels]
    dated = sorted(
        ((period, row) for row, period in rows if period), key=lambda pair: (pair[0].year, pair[0].month)
    )
    for column in table.value_columns:
        heading = headings.get(column)
        cumulative = bool(heading and CUMULATIVE.search(" ".join(heading.labels)))
        begun = False
        for period, row in dated:
            number = page.number(row, column)
            if number is None:
                continue
            if number.value == 0 and (not begun or (cumulative and period.month == 1)):
                zeros.add((row, column))
            begun = begun or number.value != 0
    return zeros


def _shortened(notes: list[Finding], sheet: str) -> list[Finding]:
    if len(notes) <= MOST_NOTES:
        return notes
    rest = Counter(note.rule for note in notes[MOST_NOTES:])
    return [*notes[:MOST_NOTES], Finding("more_of_the_same", sheet, found=str(sum(rest.values())))]
