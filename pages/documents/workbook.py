"""Writes a table as a workbook that a spreadsheet opens safely; brought in when somebody takes one."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.inert import safe
from pages.documents.sheets import Side, Told, lines

NARROW, WIDE = 8, 60  # letters of a column of a workbook
SOURCES, WORDS = 18, 90  # letters of the two columns of the sheets beside
ROWS_LOOKED_AT = 200  # for the width of a column


def to_xlsx(name: str, columns: Sequence[Told], beside: Sequence[Side]) -> bytes:
    """The table as the first sheet, the others beside it; texts that would run are made inert."""
    book = Workbook()
    first: Worksheet = book.active
    first.title = name
    first.append([_inert(column.heading) for column in columns])
    for line in lines(columns):
        first.append([_inert(cell) for cell in line])
    for number, column in enumerate(columns, 1):
        _dress(first, number, column)
    first.freeze_panes = "A2"
    for side in beside:
        _beside(book.create_sheet(side.name), side)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


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
