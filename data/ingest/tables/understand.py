"""Turns the rows under recognised headings into records, collecting every cell that cannot be understood."""

import datetime
import re
from dataclasses import dataclass, field

from data import clock
from data.ingest.cells.grid import Sheet, Value, address, column_letter
from data.ingest.findings import Finding, Refused
from data.ingest.gathered import Gathered
from data.ingest.limits import LIMITS
from data.ingest.records import Cellvalue, Records, Row
from data.ingest.tables.recognise import Layout
from data.ingest.words.names import choice_of, code_of, names_of, squeeze
from data.ingest.words.notes import is_foot
from data.ingest.words.numbers import is_blank
from data.ingest.words.periods import Period, find_period, parse_period
from data.ingest.words.quantities import conversion, quantity
from data.ingest.words.units import stated_units, unit_of
from data.plan import plan
from data.plan.model import Column

DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PERIOD_EXAMPLE = "2025年1—9月、2025年三季度、2025Q3、2025-09、2025年"


@dataclass
class Sense:
    """What one sheet says outside its table: a period in the title, a unit line."""

    period: Period | None = None
    title: str = ""
    unit: str = ""


@dataclass
class Reading:
    """A sheet being read: its layout, the sense of its title, and the findings so far."""

    layout: Layout
    sense: Sense
    findings: Gathered = field(default_factory=Gathered)

    def add(self, rule: str, row: int, column: Column, expected: str = "", found: str = "") -> None:
        """Notes a finding at the cell of a column."""
        letter = (
            column_letter(self.layout.columns[column.field]) if column.field in self.layout.columns else "A"
        )
        self.findings.append(
            Finding(rule, self.layout.sheet.name, f"{letter}{row}", expected, found, column.heading)
        )


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


def sense_of(layout: Layout) -> Sense:
    """The period and unit written above the headings (or in the sheet's name)."""
    sense = Sense()
    texts = [
        str(value)
        for (row, _), value in sorted(layout.sheet.cells.items())
        if row < layout.first_heading_row and isinstance(value, str)
    ]
    for text in [*texts, layout.sheet.name]:
        sense.unit = sense.unit or next((unit for unit in stated_units(text) if unit_of(unit)), "")
        if sense.period is None and not is_foot(text):
            sense.period = find_period(text)
            sense.title = text if sense.period else ""
    return sense


def rows_of(reading: Reading) -> list[Row]:
    """Every record under the headings, down to the notes."""
    layout = reading.layout
    filled: dict[int, set[int]] = {}
    for (row, column), value in layout.sheet.cells.items():
        if row > layout.heading_row and not (isinstance(value, str) and not value.strip()):
            filled.setdefault(row, set()).add(column)
    period = layout.template.column("period")
    if period and "period" not in layout.columns and filled:
        if reading.sense.period is None:
            reading.add(
                "column_missing", layout.heading_row, period, period.heading, "、".join(layout.headings)[:200]
            )
        else:
            reading.add("period_from_title", 1, period, reading.sense.period.code, reading.sense.title)
    refuse_too_many(layout.sheet.name, len(filled))
    found = []
    for number in sorted(filled):
        columns = filled[number]
        if is_note(layout.sheet, number, columns) or not columns & set(layout.columns.values()):
            continue
        found.append(record(reading, number))
    return found


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
        if column.kind == "period" and position is None:
            values[column.field] = reading.sense.period
            continue
        if raw is None or is_blank(raw):
            values[column.field] = empty(reading, row, column)
            continue
        values[column.field] = value_of(reading, row, column, raw)
    return Row(layout.sheet.name, row, values)


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


def expectation(column: Column) -> str:
    """What a column wants, in a few words."""
    if column.kind == "period":
        return PERIOD_EXAMPLE
    if column.kind == "date":
        return "2025-01-31"
    if column.choices:
        return "、".join(choice.name for choice in column.choices)
    if column.kind in ("basis", "maturity"):
        return "、".join(names_of(column.kind))
    if column.numeric:
        return f"1234.5（{column.unit}）" if column.unit else "1234.5"
    return column.help or column.heading


def value_of(reading: Reading, row: int, column: Column, raw: Value) -> Cellvalue:
    """A cell's value by the kind of its column; None with a finding when it cannot be understood."""
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw).strip()
    if column.numeric:
        return number(reading, row, column, raw)
    if column.kind == "period":
        return period(reading, row, column, raw)
    if column.kind == "date":
        return date(reading, row, column, raw)
    if column.kind == "choice":
        return known_or(reading, row, column, "choice_unknown", text, choice_of(column.choices, text))
    if column.kind in ("basis", "maturity"):
        return known_or(reading, row, column, "choice_unknown", text, code_of(column.kind, text))
    if column.kind in ("region", "sector", "category"):
        return known_or(reading, row, column, f"{column.kind}_unknown", text, code_of(column.kind, text))
    if column.kind == "credit_code":
        return credit_code(reading, row, column, text)
    return text


def known_or(
    reading: Reading, row: int, column: Column, rule: str, text: str, code: str | None
) -> str | None:
    """The code of a word, or a finding for a word that no list knows."""
    if code is not None:
        return code
    expected = {
        "sector_unknown": "C31、C30、C36",
        "region_unknown": "、".join(names_of("region")),
        "category_unknown": "、".join(names_of("category")),
    }.get(rule) or expectation(column)
    reading.add(rule, row, column, expected, text[:60])
    return None


def period(reading: Reading, row: int, column: Column, raw: Value) -> Period | None:
    """A period; never one that has not begun to end yet."""
    found = parse_period(raw)
    if found is None:
        reading.add("period_unreadable", row, column, PERIOD_EXAMPLE, str(raw)[:40])
        return None
    today = clock.today()
    if (found.year, found.month) > (today.year, today.month):
        reading.add("period_future", row, column, f"{today.year}年1—{today.month}月", str(raw)[:40])
    elif found.month == 1:
        reading.add("period_january", row, column, "1—2月", str(raw)[:40])
    return found


def date(reading: Reading, row: int, column: Column, raw: Value) -> datetime.date | None:
    """A calendar day, as a date cell or written out."""
    if isinstance(raw, datetime.datetime):
        return raw.date()
    if isinstance(raw, datetime.date):
        return raw
    match = DATE.fullmatch(str(raw).strip())
    if match:
        try:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            pass
    reading.add("date_unreadable", row, column, "2025-01-31、2025年1月31日", str(raw)[:40])
    return None


def number(reading: Reading, row: int, column: Column, raw: Value) -> float | None:
    """A number in the column's own unit."""
    found = quantity(raw, column.unit, factor_of(reading, column))
    if found.rule:
        expected = {"number_expected": expectation(column), "unit_mismatch": column.unit}
        reading.add(found.rule, row, column, expected.get(found.rule, found.expected), found.found)
    spot = (row, reading.layout.columns[column.field])
    shown_as_percent = isinstance(raw, float) and spot in reading.layout.sheet.percent_cells
    return found.value * 100 if found.value is not None and shown_as_percent else found.value


def unit_text(reading: Reading, column: Column) -> str:
    """The unit written for a column: in its heading, else on the sheet's unit line when of the same kind."""
    written = reading.layout.units.get(column.field, "")
    return written or (reading.sense.unit if conversion(reading.sense.unit, column.unit) else "")


def factor_of(reading: Reading, column: Column) -> float:
    """What a written number is multiplied by to be in the column's unit; 1 where that cannot be told."""
    return conversion(unit_text(reading, column), column.unit) or 1.0


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


def credit_code(reading: Reading, row: int, column: Column, text: str) -> str | None:
    """A unified social credit code (GB 32100-2015) whose check character holds."""
    code = squeeze(text).upper()
    fault = credit_code_fault(code)
    if fault:
        reading.add("credit_code_invalid", row, column, fault, text[:30])
        return None
    return code


def check_character(body: str) -> str:
    """The 18th character of a code from its first 17 (GB 32100-2015, modulus 31)."""
    total = sum(CREDIT_CODE.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return CREDIT_CODE[(31 - total % 31) % 31]


def credit_code_fault(code: str) -> str:
    """Why a code does not hold, or ''."""
    if len(code) != 18:
        return f"应为 18 位，现为 {len(code)} 位 / 18 characters expected"
    wrong = sorted(set(code) - set(CREDIT_CODE))
    if wrong:
        return f"含有不允许的字符 {''.join(wrong)} / characters not allowed"
    expected = check_character(code[:17])
    return "" if code[17] == expected else f"校验位应为 {expected} / check character should be {expected}"
