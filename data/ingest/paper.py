"""Sets a sheet up for paper: landscape, one page wide, headings repeated, rows as high as they need."""

from collections.abc import Iterable
from math import ceil

from openpyxl.worksheet.worksheet import Worksheet

INK, PAPER, LINE = "FFFFFF", "0B5D5B", "B7C4C3"
A4, A3 = 9, 8
WIDEST = 200  # signs of a sheet that can still be read on A4 when it is made to fit
LINE_HEIGHT = 16.5  # points, for the tallest font that stands in for a missing one
FULL = 0.93  # how much of its width a wrapped line fills


def signs(text: str) -> int:
    """How wide a text is in signs of a spreadsheet: a Chinese one counts two."""
    return sum(1 if sign.isascii() else 2 for sign in text)


def height(cells: Iterable[tuple[str, float]], line: float = LINE_HEIGHT) -> float:
    """The height in points of a row whose wrapped texts stand in columns of these widths."""
    lines = (
        sum(max(1, ceil(signs(part) / (FULL * width))) for part in text.split("\n")) for text, width in cells
    )
    return line * max(1, *lines, 1)


def printed_on_a_page(sheet: Worksheet, heading_row: int, width: float) -> None:
    """Landscape, one page wide however many columns, the heading row on top of every page but the first.

    `width` are the signs of all columns: what would be too small to read on A4 goes on A3.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A3 if width > WIDEST else A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.6, 0.3, 0.3
    sheet.oddFooter.center.text = "&P / &N"
