"""Turns the rows under recognised headings into records, collecting every cell that cannot be understood."""

import datetime
import re
from dataclasses import dataclass, field

from data import clock
from data.ingest.cells.grid import Sheet, Value, address, column_letter
from data.ingest.findings import Finding
from data.ingest.records import Cellvalue, Records, Row
from data.ingest.tables.recognise import Layout
from data.ingest.words.names import choice_of, code_of, names_of, squeeze, unit_of
from data.ingest.words.numbers import Number, is_blank, parse_number
from data.ingest.words.periods import Period, find_period, parse_period
from data.plan import plan
from data.plan.model import Column

NOTE = re.compile(r"^(注|说明|备注|填表|填报|单位负责人|审核|制表|联系|资料来源|数据来源|统计负责人)")
SHEET_UNIT = re.compile(r"(?:计量)?单位[:：]\s*([^\s，,；;）)]+)")
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
    findings: list[Finding] = field(default_factory=list)

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
        records.letters |= {
            (layout.sheet.name, name): column_letter(column) for name, column in layout.columns.items()
        }
        findings += unit_findings(reading) + reading.findings
    return records, findings


def sense_of(layout: Layout) -> Sense:
    """The period and unit written above the headings (or in the sheet's name)."""
    sense = Sense()
    texts = [
        str(value)
        for (row, _), value in sorted(layout.sheet.cells.items())
        if row < layout.first_heading_row and isinstance(value, str)
    ]
    for text in [*texts, layout.sheet.name]:
        unit = SHEET_UNIT.search(text)
        if unit and not sense.unit:
            sense.unit = unit[1]
        if sense.period is None and not NOTE.match(text):
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
    return isinstance(first, str) and bool(NOTE.match(first.strip())) and not numbers


def record(reading: Reading, row: int) -> Row:
    """One row of the sheet as a record."""
    values: dict[str, Cellvalue] = {}
    layout = reading.layout
    for column in layout.template.columns:
        position = layout.columns.get(column.field)
        raw = layout.sheet.cells.get((row, position)) if position else None
        if position and raw is None:
            raw = merged_value(layout.sheet, row, position)
        if column.kind == "period" and position is None:
            values[column.field] = reading.sense.period
            continue
        if raw is None or is_blank(raw):
            values[column.field] = empty(reading, row, column)
            continue
        values[column.field] = value_of(reading, row, column, raw)
    return Row(layout.sheet.name, row, values)


def merged_value(sheet: Sheet, row: int, column: int) -> Value | None:
    """The value of the merged block a blank cell belongs to, when the block runs downwards."""
    for top, left, bottom, right in sheet.merges:
        if top <= row <= bottom and left <= column <= right and bottom > top:
            return sheet.cells.get((top, left))
    return None


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
    text = str(raw).strip()
    if isinstance(raw, float) and raw.is_integer():
        text = str(int(raw))
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
    position = reading.layout.columns[column.field]
    if isinstance(raw, bool | datetime.date):
        reading.add("number_expected", row, column, expectation(column), str(raw)[:40])
        return None
    if isinstance(raw, str):
        written = parse_number(raw)
        if written is None:
            reading.add("number_expected", row, column, expectation(column), raw.strip()[:40])
            return None
        reading.add("number_as_text", row, column, found=f"{written.value:g}{written.unit}")
        if written.unit:
            return in_own_unit(reading, row, column, written)
        value = written.value
    else:
        value = float(raw)
        if (row, position) in reading.layout.sheet.percent_cells:
            value *= 100
    return value * factor_of(reading, column)


def in_own_unit(reading: Reading, row: int, column: Column, written: Number) -> float | None:
    """A number whose cell names its unit, in the column's unit."""
    own, unit = plan().units.get(column.unit), unit_of(written.unit)
    if own is None or unit is None or own.dimension != unit.dimension:
        reading.add("unit_mismatch", row, column, column.unit, written.unit)
        return None
    return written.value * unit.factor / own.factor


def unit_text(reading: Reading, column: Column) -> str:
    """The unit written for a column: in its heading, else on the sheet's unit line when of the same kind."""
    written = reading.layout.units.get(column.field, "")
    if written:
        return written
    sheet_unit, own = (
        unit_of(reading.sense.unit) if reading.sense.unit else None,
        plan().units.get(column.unit),
    )
    return reading.sense.unit if sheet_unit and own and sheet_unit.dimension == own.dimension else ""


def factor_of(reading: Reading, column: Column) -> float:
    """What a written number is multiplied by to be in the column's unit; 1 where that cannot be told."""
    own, written = plan().units.get(column.unit), unit_of(unit_text(reading, column))
    if own is None or written is None or own.dimension != written.dimension:
        return 1.0
    return written.factor / own.factor


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
