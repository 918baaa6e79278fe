"""Gives the clerk back the same workbook with every bad cell coloured and commented."""

import io
from collections.abc import Sequence

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import coordinate_from_string

from data.inert import safe
from data.ingest.findings import Finding

COLOURS = {"stop": "F4B6A6", "warn": "FBE3A8", "note": "DCE9F5"}


def marked(content: bytes, findings: Sequence[Finding], lang: str = "zh") -> bytes:
    """An inspected .xlsx with a colour and a comment at the cell of each finding and a list in front.

    The workbook must have passed inspection's own reading; ValueError when it is not an .xlsx.
    """
    if not content.startswith(b"PK"):
        raise ValueError("只有 .xlsx 能标注 / only .xlsx can be marked")
    book = load_workbook(io.BytesIO(content))
    for finding in findings:
        if finding.sheet in book.sheetnames and finding.cell:
            mark(book[finding.sheet], finding, lang)
    title = "检查结果" if lang == "zh" else "Findings"
    while title in book.sheetnames:
        title += "_"
    listing = book.create_sheet(title, 0)
    listing.append(
        ["级别", "工作表", "单元格", "问题", "怎样改"]
        if lang == "zh"
        else ["", "Sheet", "Cell", "Finding", "Mend"]
    )
    for finding in findings:
        listing.append([text(part) for part in (
            finding.severity, finding.sheet, finding.cell, finding.sentence(lang), finding.mend(lang)
        )])  # fmt: skip
    for letter, width in zip("ABCDE", (8, 20, 10, 60, 60), strict=True):
        listing.column_dimensions[letter].width = width
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def text(value: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return str(safe(value))


def mark(sheet: object, finding: Finding, lang: str) -> None:
    """Colours and comments one cell (the first of a range); merged cells are marked at their corner."""
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    if not isinstance(sheet, Worksheet):
        return
    spot = finding.cell.split(":")[0].split(",")[0]
    coordinate_from_string(spot)
    cell = sheet[spot]
    if isinstance(cell, MergedCell):
        corner = next(block for block in sheet.merged_cells.ranges if spot in block)
        cell = sheet.cell(corner.min_row, corner.min_col)
    cell.fill = PatternFill("solid", fgColor=COLOURS[finding.severity])
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(
        f"{before}{finding.sentence(lang)}{finding.mend(lang)}", "检查", width=320, height=140
    )
