"""Writes a table as CSV and as a workbook that a spreadsheet opens safely, rounded as it is shown."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.inert import safe

NUMBERS = ("number", "whole", "year")
NARROW, WIDE = 8, 60  # letters of a column of a workbook
SOURCES, WORDS = 18, 90  # letters of the two columns of the sheets beside
ROWS_LOOKED_AT = 200  # for the width of a column


@dataclass(frozen=True)
class Told:
    """One column as it goes out: its heading, its kind, its decimals, its values."""

    heading: str
    kind: str
    decimals: int
    values: Sequence[Any]

    @property
    def places(self) -> int:
        return self.decimals if self.kind == "number" else 0


@dataclass(frozen=True)
class Side:
    """A sheet beside the table: its name, and lines of a name and what is said."""

    name: str
    lines: Sequence[tuple[str, str]]


def rounded(value: object, places: int) -> Decimal | None:
    """A number as the screen rounds it: halves away from zero; nothing for what is no number."""
    if value is None or isinstance(value, str) or value != value:  # NaN is unlike itself
        return None
    made = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)  # type: ignore[arg-type]
    return abs(made) if made.is_zero() else made


def to_csv(columns: Sequence[Told]) -> bytes:
    """UTF-8 with BOM: the headings first, then one line a row, and nothing else."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow([safe(column.heading) for column in columns])
    for line in _lines(columns):
        out.writerow(["" if cell is None else safe(_written(cell)) for cell in line])
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(name: str, columns: Sequence[Told], beside: Sequence[Side]) -> bytes:
    """The table as the first sheet, the others beside it; texts that would run are made inert."""
    book = Workbook()
    first: Worksheet = book.active
    first.title = name
    first.append([_inert(column.heading) for column in columns])
    for line in _lines(columns):
        first.append([_inert(cell) for cell in line])
    for number, column in enumerate(columns, 1):
        _dress(first, number, column)
    first.freeze_panes = "A2"
    for side in beside:
        _beside(book.create_sheet(side.name), side)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _lines(columns: Sequence[Told]) -> Iterator[list[Any]]:
    for line in zip(*(column.values for column in columns), strict=True):
        yield [_cell(column, value) for column, value in zip(columns, line, strict=True)]


def _cell(column: Told, value: object) -> object:
    """What stands in a cell: a rounded number, a day, a text; nothing where there is none."""
    if column.kind in NUMBERS:
        return rounded(value, column.places)
    if value is None or value != value:
        return None
    if isinstance(value, dt.date | str):
        return value
    return f"{value:g}" if isinstance(value, float) else str(value)


def _written(cell: object) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _inert(cell: object) -> object:
    if isinstance(cell, str):
        return safe(ILLEGAL_CHARACTERS_RE.sub("", cell))
    return cell


def _dress(sheet: Worksheet, number: int, column: Told) -> None:
    """Bold heading, a format that shows the number as the screen does, a width that fits."""
    letter = get_column_letter(number)
    head = sheet[f"{letter}1"]
    head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    form = {"year": "0", "date": "yyyy-mm-dd"}.get(column.kind, "")
    if column.kind in ("number", "whole"):
        form = "#,##0" + ("." + "0" * column.places if column.places else "")
    longest = NARROW
    for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
        if form and cell.value is not None:
            cell.number_format = form
        if cell.row <= ROWS_LOOKED_AT and cell.value is not None:
            longest = max(longest, _letters(str(cell.value)))
    sheet.column_dimensions[letter].width = min(max(longest, _letters(column.heading) // 2) + 3, WIDE)


def _letters(text: str) -> int:
    return sum(2 if ord(one) > 0x2000 else 1 for one in text)


def _beside(sheet: Worksheet, side: Side) -> None:
    for name, told in side.lines:
        sheet.append([_inert(name), _inert(told)])
    for name_cell, told_cell in sheet.iter_rows(max_col=2):
        name_cell.font = Font(bold=True)
        for cell in (name_cell, told_cell):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = SOURCES, WORDS
