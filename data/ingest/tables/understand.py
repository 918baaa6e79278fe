"""Turns the rows under recognised headings into records, collecting every cell that cannot be understood."""

import datetime
import re

from data.ingest.cells.grid import Sheet, Value, address, column_letter
from data.ingest.findings import Finding, Refused
from data.ingest.limits import LIMITS
from data.ingest.records import Cellvalue, Records, Row
from data.ingest.tables.reading import Reading, sense_of
from data.ingest.tables.recognise import Layout
from data.ingest.tables.totals import is_record, of_total, says_total
from data.ingest.tables.values import expectation, unit_text, value_of
from data.ingest.words.notes import is_foot
from data.ingest.words.numbers import is_blank
from data.ingest.words.periods import Period, parse_period
from data.ingest.words.units import unit_of
from data.plan import plan
from data.plan.model import Column

BARE_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*([-/.月]\s*(\d{1,2}\s*日?)?)?")
FEW = 3  # columns below which a row with one filled cell is a row like any other


def understand(layouts: list[Layout]) -> tuple[Records, list[Finding]]:
    """The records of every recognised sheet and what could not be understood.

    A row with an unreadable cell keeps its other values, so that later checks still see them.
    """
    records = Records(layouts[0].template)
    findings: list[Finding] = []
    for layout in layouts:
        reading = Reading(layout, sense_of(layout))
        own_rows = rows_of(reading)
        if not own_rows:
            reading.findings.append(Finding("no_rows", layout.sheet.name, address(layout.heading_row + 1, 1)))
        told_otherwise(reading, own_rows)
        records.rows += own_rows
        refuse_too_many(layout.sheet.name, len(records.rows))
        records.letters |= {
            (layout.sheet.name, name): column_letter(column) for name, column in layout.columns.items()
        }
        findings += [*unit_findings(reading), *reading.findings.told()]
    return records, findings


def refuse_too_many(sheet: str, rows: int) -> None:
    """Refuses more rows than one upload may have, before anything is made of them."""
    if rows > LIMITS.rows:
        raise Refused(Finding("too_many_rows", sheet, "", f"{LIMITS.rows:,}", f"{rows:,}"))


def told_otherwise(reading: Reading, rows: list[Row]) -> None:
    """A title that names one period above a column that says another one throughout."""
    column, said = reading.layout.template.column("period"), reading.sense.period
    told = {period for row in rows if isinstance(period := row.values.get("period"), Period)}
    if column and said and len(told) == 1 and said not in told and "period" in reading.layout.columns:
        reading.add("period_title_differs", rows[0].number, column, said.words, told.pop().words)


def rows_of(reading: Reading) -> list[Row]:
    """Every record under the headings, down to the notes."""
    layout = reading.layout
    filled: dict[int, set[int]] = {}
    for (row, column), value in layout.sheet.cells.items():
        if row > layout.heading_row and not (isinstance(value, str) and not value.strip()):
            filled.setdefault(row, set()).add(column)
    period = layout.template.column("period")
    if period and "period" not in {*layout.columns, *layout.fixed} and filled:
        if reading.sense.period is None:
            reading.add(
                "column_missing", layout.heading_row, period, period.heading, "、".join(layout.headings)[:200]
            )
        else:
            reading.add("period_from_title", 1, period, reading.sense.period.code, reading.sense.title)
    refuse_too_many(layout.sheet.name, len(filled))
    reading.carried = carried_period(reading, sorted(filled))
    found: list[Row] = []
    for number in sorted(filled):
        columns = filled[number]
        if is_note(layout.sheet, number, columns) or not columns & set(layout.columns.values()):
            continue
        if says_total(layout, number) and (not is_record(layout, number) or is_again(reading, number, found)):
            reading.findings.extend(of_total(layout, number, found))
        elif not passed_over(reading, number, columns):
            found.append(record(reading, number))
    return found


def is_again(reading: Reading, row: int, above: list[Row]) -> bool:
    """Whether a row for the total is of what a row above is of: 合计 below 柳州市."""
    unheard = Reading(reading.layout, reading.sense, carried=reading.carried)
    records = Records(reading.layout.template)
    key = records.key(record(unheard, row))
    return key in {records.key(each) for each in above}


def carried_period(reading: Reading, rows: list[int]) -> Period | None:
    """The one period of a sheet where only its first row says it: it speaks for the rows below."""
    column, position = reading.layout.template.column("period"), reading.layout.columns.get("period")
    if column is None or position is None or len(rows) < 2:
        return None
    written = [
        (row, raw) for row in rows if not is_blank(raw := cell_value(reading.layout.sheet, row, position))
    ]
    if len(written) != 1 or written[0][0] != rows[0]:
        return None
    found = parse_period(written[0][1])
    if found:
        reading.add("period_carried", rows[0], column, found=found.words)
    return found


def passed_over(reading: Reading, row: int, columns: set[int]) -> bool:
    """A row in which one cell is filled and no number: a date, who signed, a remark; named unless a date."""
    layout = reading.layout
    own = columns & set(layout.columns.values())
    first = layout.sheet.cells[row, min(columns)]
    if (
        len(own) > 1
        or len(layout.columns) <= FEW
        or (isinstance(first, int | float) and not isinstance(first, bool))
    ):
        return False
    if isinstance(first, datetime.date) or BARE_DATE.fullmatch(str(first).strip()):
        return True
    cell = address(row, min(columns))
    reading.findings.append(
        Finding("row_passed_over", layout.sheet.name, cell, found=str(first).strip()[:40])
    )
    return True


def is_note(sheet: Sheet, row: int, columns: set[int]) -> bool:
    """A line of remarks at the foot: it begins like one and holds no number."""
    first = sheet.cells[row, min(columns)]
    numbers = any(isinstance(sheet.cells[row, column], int | float) for column in columns)
    return isinstance(first, str) and is_foot(first) and not numbers


def record(reading: Reading, row: int) -> Row:
    """One row of the sheet as a record."""
    values: dict[str, Cellvalue] = {}
    layout = reading.layout
    for column in layout.template.columns:
        position = layout.columns.get(column.field)
        raw = cell_value(layout.sheet, row, position) if position else None
        if position is None and column.field in layout.fixed:
            values[column.field] = fixed_value(reading, column)
            continue
        if column.kind == "period" and position is None:
            values[column.field] = reading.sense.period
            continue
        if raw is None or is_blank(raw):
            carried = reading.carried if column.kind == "period" else None
            values[column.field] = carried or empty(reading, row, column)
            continue
        values[column.field] = value_of(reading, row, column, raw)
    return Row(layout.sheet.name, row, values)


def fixed_value(reading: Reading, column: Column) -> Cellvalue:
    """What is the same in every row of a sheet; read once, so that a fault in it is one finding."""
    if column.field not in reading.fixed:
        layout = reading.layout
        reading.fixed[column.field] = value_of(
            reading, layout.first_heading_row, column, layout.fixed[column.field]
        )
    return reading.fixed[column.field]


def cell_value(sheet: Sheet, row: int, column: int) -> Value | None:
    """What stands in a cell; one that a merged block running downwards covers repeats the block's value."""
    own, merge = sheet.cells.get((row, column)), sheet.merge(row, column)
    return sheet.seen(row, column) if own is None and merge and merge[2] > merge[0] else own


def empty(reading: Reading, row: int, column: Column) -> Cellvalue:
    """A blank cell: the column's default, or a finding where it must be filled."""
    if column.default is not None:
        return column.default
    if column.required and column.field in reading.layout.columns:
        reading.add("value_missing", row, column, expectation(column))
    return None


def unit_findings(reading: Reading) -> list[Finding]:
    """Headings whose unit was converted, or cannot be."""
    found = []
    for column in reading.layout.template.columns:
        if not column.unit or column.field not in reading.layout.columns:
            continue
        text = unit_text(reading, column)
        own, written = plan().units[column.unit], unit_of(text) if text else None
        if written is None or written.unit == own.unit:
            continue
        rule = "unit_converted" if written.dimension == own.dimension else "unit_mismatch"
        cell = address(reading.layout.heading_row, reading.layout.columns[column.field])
        found.append(Finding(rule, reading.layout.sheet.name, cell, own.unit, text, column.heading))
    return found
