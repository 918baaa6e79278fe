"""Writes findings as a workbook of their own, for when the clerk's file itself cannot be marked."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from data.inert import safe
from data.ingest.findings import Finding
from data.ingest.mark_listing import WIDTHS, WORDS
from data.ingest.mark_styles import COLOURS
from data.ingest.paper import height, printed_on_a_page


def workbook(findings: Sequence[Finding], lang: str = "zh") -> bytes:
    """An .xlsx with a line a finding, fit to read and print as in a returned workbook.

    It holds nothing of the clerk's file but what the findings say.
    """
    words = WORDS[lang]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = str(words["title"])
    sheet.append([*words["head"]])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row, finding in enumerate(findings, 2):
        told = (str(words[finding.severity]), finding.sheet, finding.cell)
        texts = [plain(part) for part in (*told, finding.sentence(lang), finding.mend(lang))]
        sheet.append(texts)
        for cell in sheet[row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=COLOURS[finding.severity])
        sheet.row_dimensions[row].height = height(zip(texts, WIDTHS, strict=True))
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_options.gridLines = True
    printed_on_a_page(sheet, 1, sum(WIDTHS))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def plain(text: str) -> str:
    """Text that is no formula and holds nothing a workbook cannot."""
    return str(safe(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)))
