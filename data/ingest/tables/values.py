"""Reads one cell by the kind of its column; None with a finding when it cannot be understood."""

import datetime
import re
from dataclasses import replace

from data import clock
from data.ingest.cells.grid import Value
from data.ingest.records import Cellvalue
from data.ingest.tables.reading import Reading
from data.ingest.words.aliases import meant, taught
from data.ingest.words.credit_codes import credit_code_fault
from data.ingest.words.days import day_of
from data.ingest.words.names import choice_of, code_of, names_of, squeeze, visible
from data.ingest.words.nearest import (
    ALIKE,
    ALIKE_CODE,
    accepted,
    nearest,
    spelled,
    without_look_alikes,
)
from data.ingest.words.periods import SINGLE, Period, likely_period, parse_period
from data.ingest.words.quantities import conversion, quantity
from data.plan import plan
from data.plan.model import Column

SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+\d+")  # how a spreadsheet shows a code that it took for a number
SERIAL_TEXT = re.compile(r"\d{5}")
YEAR = re.compile(r"\s*(\d{4})\s*年度?\s*")
SECTORS = ("C31", "C30", "C36")  # shown as examples
DIGITS = 15  # a spreadsheet keeps no more of a number: the rest of a longer code is lost
SERIAL = (30_000, 60_000)  # days since 1900 of 1982 to 2064: a date whose cell lost its format
PERIOD_EXAMPLE = "2025年1—9月、2025年三季度、2025Q3、2025-09、2025年"


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
        if column.field.endswith("year"):
            return "2025"
        example = "5.3" if column.unit == "%" else "1234.5"
        return f"{example}（{column.unit}）" if column.unit else example
    return column.help or column.heading


def value_of(reading: Reading, row: int, column: Column, raw: Value) -> Cellvalue:
    """A cell's value by the kind of its column; None with a finding when it cannot be understood."""
    if column.numeric:
        return number(reading, row, column, raw)
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw).strip()
    if visible(text) != text:
        text = visible(text).strip()
        reading.add("invisible_signs", row, column, found=text[:40])
    if isinstance(raw, float) and len(text) > DIGITS:
        reading.add("digits_lost", row, column, str(DIGITS), text)
        return None
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
    """The code of a word, or a finding for a word that no list knows and nobody taught."""
    code = taught(reading.layout.template, column, text) if code is None else code
    if code is not None:
        return code
    if reading.findings.full(rule, reading.layout.sheet.name, column.heading):
        reading.add(rule, row, column, found=text[:60])
        return None
    expected = {
        "sector_unknown": "、".join(f"{plan().sectors[code].name}（{code}）" for code in SECTORS),
        "region_unknown": "、".join(names_of("region")),
        "category_unknown": "、".join(names_of("category")),
    }.get(rule) or expectation(column)
    if column.kind in ("region", "sector", "category", "basis", "maturity"):
        offer = nearest(text, accepted(column.kind), ALIKE_CODE if column.kind == "sector" else ALIKE)
    else:
        offer = nearest(text, spelled(column.choices))
    reading.add(rule, row, column, expected, text[:60], offer)
    return None


def period(reading: Reading, row: int, column: Column, raw: Value) -> Period | None:
    """A period; never one that has not begun to end yet."""
    found = parse_period(raw)
    if found is None and isinstance(raw, float) and SERIAL[0] < raw < SERIAL[1]:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(raw))
        found = Period.of(day.year, day.month)
        reading.add("period_serial", row, column, found.words, f"{raw:g}")
    if found is None:
        found = period_said_otherwise(reading, row, column, str(raw).strip())
    if found is None:
        return None
    today = clock.today()
    if (found.year, found.month) > (today.year, today.month):
        reading.add("period_future", row, column, f"{today.year}年1—{today.month}月", str(raw)[:40])
    elif found.month == 1:
        reading.add("period_january", row, column, "1—2月", str(raw)[:40])
    return found


def period_said_otherwise(reading: Reading, row: int, column: Column, text: str) -> Period | None:
    """A period as somebody taught it, or of the year that the title says; else None with a finding."""
    title, today = reading.sense.period, clock.today()
    if word := meant("period", text):
        return parse_period(word)
    if SINGLE.search(text):
        reading.add("period_alone", row, column, PERIOD_EXAMPLE, text[:40])
        return None
    if title and (found := parse_period(text, title.year)):
        reading.add("period_of_title_year", row, column, found.words, text[:40])
        return found
    likely = likely_period(text, today.year)
    offer = likely.words if likely and (likely.year, likely.month) <= (today.year, today.month) else ""
    reading.add("period_unreadable", row, column, PERIOD_EXAMPLE, text[:40], offer)
    return None


def date(reading: Reading, row: int, column: Column, raw: Value) -> datetime.date | None:
    """A calendar day, as a date cell or written out."""
    if isinstance(raw, datetime.datetime):
        return raw.date()
    if isinstance(raw, datetime.date):
        return raw
    text = f"{raw:.0f}" if isinstance(raw, float) and raw.is_integer() else str(raw).strip()
    if day := day_of(text):
        return day
    if SERIAL_TEXT.fullmatch(text) and SERIAL[0] < int(text) < SERIAL[1]:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text))
        reading.add("period_serial", row, column, day.isoformat(), text)
        return day
    reading.add("date_unreadable", row, column, "2025-01-31、2025年1月31日", str(raw)[:40])
    return None


def number(reading: Reading, row: int, column: Column, raw: Value) -> float | None:
    """A number in the column's own unit."""
    if isinstance(raw, datetime.date):
        reading.add("number_as_date", row, column, expectation(column), str(raw)[:10])
        return None
    if isinstance(raw, str) and column.field.endswith("year") and (year := YEAR.fullmatch(raw)):
        return float(year[1])
    found = quantity(raw, column.unit, factor_of(reading, column))
    if found.rule == "unit_mismatch" and not column.unit:  # the column has no unit that one could convert to
        found = replace(found, rule="number_expected", found=str(raw).strip()[:40])
    if found.rule:
        expected = {"number_expected": expectation(column), "unit_mismatch": column.unit}
        reading.add(found.rule, row, column, expected.get(found.rule, found.expected), found.found)
    spot = (row, reading.layout.columns.get(column.field, 0))
    shown_as_percent = isinstance(raw, float) and spot in reading.layout.sheet.percent_cells
    return found.value * 100 if found.value is not None and shown_as_percent else found.value


def unit_text(reading: Reading, column: Column) -> str:
    """The unit written for a column: in its heading, else on the sheet's unit line when of the same kind."""
    return reading.layout.units.get(column.field) or reading.sense.unit_of(column)


def factor_of(reading: Reading, column: Column) -> float:
    """What a written number is multiplied by to be in the column's unit; 1 where that cannot be told."""
    known = reading.factors.get(column.field)
    if known is None:
        known = conversion(unit_text(reading, column), column.unit) or 1.0
        reading.factors[column.field] = known
    return known


def credit_code(reading: Reading, row: int, column: Column, text: str) -> str | None:
    """A unified social credit code (GB 32100-2015) whose check character holds."""
    code = squeeze(text).lstrip("'’‘").upper()
    if SCIENTIFIC.fullmatch(code):
        reading.add("digits_lost", row, column, str(DIGITS), text[:30])
        return None
    fault = credit_code_fault(code)
    if fault and (word := meant("credit_code", code)) and not credit_code_fault(squeeze(word).upper()):
        return squeeze(word).upper()
    if fault:
        offered = without_look_alikes(code)
        offer = "" if offered == code or credit_code_fault(offered) else offered
        reading.add("credit_code_invalid", row, column, fault, text[:30], offer)
        return None
    return code
