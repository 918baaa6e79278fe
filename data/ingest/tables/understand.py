"""Turns the rows under recognised headings into records, collecting every cell that cannot be understood."""

import datetime

from data import clock
from data.ingest.cells.grid import Sheet, address, column_letter
from data.ingest.findings import Finding, Refused
from data.ingest.limits import LIMITS
from data.ingest.progress import counted
from data.ingest.records import Cellvalue, Records, Row
from data.ingest.tables.by_column import by_column, elsewhere, raws_of, read_cell
from data.ingest.tables.examples import without_examples
from data.ingest.tables.reading import Reading, sense_of
from data.ingest.tables.recognise import Layout
from data.ingest.tables.second_table import without_second
from data.ingest.tables.totals import Above, adds_up, is_placed, is_record, of_total, total_rows
from data.ingest.tables.values import unit_text
from data.ingest.words.days import is_bare_date
from data.ingest.words.notes import is_foot
from data.ingest.words.numbers import is_blank
from data.ingest.words.periods import Period, parse_period
from data.ingest.words.units import stated_units, unit_of
from data.plan import plan

NUMBER = (int, float)
FEW = 3  # columns below which a row with one filled cell is a row like any other


def understand(layouts: list[Layout]) -> tuple[Records, list[Finding]]:
    """The records of every recognised sheet and what could not be understood.

    A row with an unreadable cell keeps its other values, so that later checks still see them.
    """
    records = Records(layouts[0].template)
    findings: list[Finding] = []
    for found in layouts:
        layout, examples = without_examples(found)
        findings += examples
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
    objects = {
        id(period := row.values.get("period")): period for row in rows
    }  # mostly one for the same words
    told = {period for period in objects.values() if isinstance(period, Period)}
    if column and said and len(told) == 1 and said not in told and "period" in reading.layout.columns:
        reading.add("period_title_differs", rows[0].number, column, said.words, next(iter(told)).words)
    today = clock.today()
    tomorrow = today + datetime.timedelta(days=1)
    now = any((period.year, period.month) == (today.year, today.month) for period in told)
    running = next((row for row in rows if is_of(row, today)), None) if now else None
    if column and running and tomorrow.month == today.month:
        reading.add("period_running", running.number, column, today.isoformat(), running_words(running))


def is_of(row: Row, day: datetime.date) -> bool:
    """Whether the period of a row ends in the month of a day."""
    period = row.values.get("period")
    return isinstance(period, Period) and (period.year, period.month) == (day.year, day.month)


def running_words(row: Row) -> str:
    """The period of a row in words."""
    period = row.values.get("period")
    return period.words if isinstance(period, Period) else ""


def rows_of(reading: Reading) -> list[Row]:
    """Every record under the headings, down to the notes."""
    layout = reading.layout
    filled = without_second(reading, filled_below(layout))
    period = layout.template.column("period")
    if period and "period" not in {*layout.columns, *layout.fixed} and filled:
        if reading.sense.period is None:
            reading.add(
                "column_missing", layout.heading_row, period, period.heading, "、".join(layout.headings)[:200]
            )
        else:
            reading.add("period_from_title", 1, period, reading.sense.period.words, reading.sense.title)
    refuse_too_many(layout.sheet.name, len(filled))
    reading.carried = carried_period(reading, list(filled))
    found: list[Row] = []
    above = Above.of(layout)
    unheard = Reading(layout, reading.sense, carried=reading.carried)
    raws = raws_of(layout, list(filled))
    totals, read = total_rows(layout, raws, list(filled)), by_column(reading, raws, list(filled))
    lines, names = zip(filled.items(), read, strict=True), frozenset(layout.named)
    usual = Usual(layout)
    for (number, columns), values in counted("rows", lines, len(filled)):
        if values and number not in totals and usual.holds(number, columns):
            found.append(Row(layout.sheet.name, number, values))
            continue
        if (
            layout.taken.isdisjoint(columns)
            or repeats_headings(layout, number)
            or is_note(layout.sheet, number, columns)
        ):
            continue
        if number in totals:
            above.take(found)
            again = above.records.key(record(unheard, number)) in above.keys and not is_placed(layout, number)
            if again or not is_record(layout, number):
                reading.findings.extend(of_total(layout, number, above))
                continue
        if names.isdisjoint(columns) and adds_up(layout, number, columns, above, found):
            reading.findings.extend(of_total(layout, number, above))
        elif not passed_over(reading, number, columns):
            found.append(Row(layout.sheet.name, number, values) if values else record(reading, number))
    return found


class Usual:
    """Knows the rows that are records and nothing else: they need not be asked one question after another."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.lines = layout, layout.sheet.lines
        self.heading = self.lines.get(layout.heading_row, {})
        self.names = frozenset(layout.named)
        self.shapes: dict[tuple[int, ...], bool] = {}

    def holds(self, row: int, columns: list[int]) -> bool:
        """Whether a row names something, is filled in several columns, and does not begin as notes do."""
        shape = tuple(columns)
        known = self.shapes.get(shape)
        if known is None:
            known = self.shapes[shape] = self.has_enough(columns)
        first = self.lines[row][columns[0]] if known else None
        return known and first != self.heading.get(columns[0]) and not (type(first) is str and is_foot(first))

    def has_enough(self, columns: list[int]) -> bool:
        """Whether names, and more than one column of the template, are filled."""
        taken = self.layout.taken.intersection(columns)
        return not self.names.isdisjoint(columns) and (len(self.layout.columns) <= FEW or len(taken) > 1)


def filled_below(layout: Layout) -> dict[int, list[int]]:
    """The rows under the headings and which of their cells hold more than white space, from the left."""
    found: dict[int, list[int]] = {}
    white = {text for text in layout.sheet.texts if not text.strip()}
    for number, line in layout.sheet.lines.items():
        if number > layout.heading_row:
            filled = sorted(at for at, value in line.items() if value not in white) if white else sorted(line)
            if filled:
                found[number] = filled
    return found


def carried_period(reading: Reading, rows: list[int]) -> Period | None:
    """The one period of a sheet where only its first row says it: it speaks for the rows below."""
    column, position = reading.layout.template.column("period"), reading.layout.columns.get("period")
    if column is None or position is None or len(rows) < 2:
        return None
    sheet = reading.layout.sheet
    if any(not is_blank(sheet.spoken(row, position)) for row in rows[1:]):
        return None
    found = parse_period(sheet.spoken(rows[0], position))
    if found:
        reading.add("period_carried", rows[0], column, found=found.words)
    return found


def passed_over(reading: Reading, row: int, columns: list[int]) -> bool:
    """A row in which one cell is filled and no number: a date, who signed, a remark; named unless a date."""
    layout = reading.layout
    if len(layout.columns) <= FEW or len(layout.taken.intersection(columns)) > 1:
        return False
    first = layout.sheet.cells[row, columns[0]]
    if isinstance(first, int | float) and not isinstance(first, bool):
        return False
    if isinstance(first, datetime.date) or is_bare_date(str(first)):
        return True
    cell = address(row, columns[0])
    rule = "unit_below" if says_other_units(layout, str(first)) else "row_passed_over"
    reading.findings.append(Finding(rule, layout.sheet.name, cell, found=str(first).strip()[:40]))
    return True


def says_other_units(layout: Layout, text: str) -> bool:
    """Whether a line below the table states a unit of our kinds that none of its columns counts in."""
    known = [unit for c in layout.template.columns if c.unit and (unit := unit_of(c.unit))]
    kinds = {unit.dimension for unit in known}
    told = [unit for name in stated_units(text) if (unit := unit_of(name)) and unit.dimension in kinds]
    return any(unit.unit not in {own.unit for own in known} for unit in told)


def repeats_headings(layout: Layout, row: int) -> bool:
    """Whether a row is the headings once more, as at the top of every printed page."""
    lines = layout.sheet.lines
    return lines[row] == lines[layout.heading_row]


def is_note(sheet: Sheet, row: int, columns: list[int]) -> bool:
    """A line of remarks at the foot: it begins like one and holds no number."""
    line = sheet.lines[row]
    first = line[columns[0]]
    return (
        isinstance(first, str) and is_foot(first) and not any(isinstance(line[at], NUMBER) for at in columns)
    )


def record(reading: Reading, row: int) -> Row:
    """One row of the sheet as a record, cell by cell."""
    values: dict[str, Cellvalue] = {}
    sheet = reading.layout.sheet
    for column, position in reading.layout.places:
        if position is None:
            values[column.field] = elsewhere(reading, row, column)
        else:
            values[column.field] = read_cell(reading, row, column, sheet.spoken(row, position))
    return Row(sheet.name, row, values)


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
