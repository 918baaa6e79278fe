"""Writes findings as a workbook of their own, for when the clerk's file itself cannot be marked."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from data.inert import safe
from data.ingest.findings import Finding

TITLES = {"zh": "检查结果", "en": "Findings"}
HEADINGS = {
    "zh": ["级别", "工作表", "单元格", "问题", "怎样改"],
    "en": ["Level", "Sheet", "Cell", "Finding", "Mend"],
}
LEVELS = {
    "zh": {"stop": "必须改正", "warn": "请核对", "note": "说明"},
    "en": {"stop": "must be corrected", "warn": "please check", "note": "for information"},
}
WIDTHS = {"A": 18, "B": 20, "C": 10, "D": 60, "E": 60}


def workbook(findings: Sequence[Finding], lang: str = "zh") -> bytes:
    """An .xlsx with a line a finding; holds nothing of the clerk's file but what the findings say."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = TITLES[lang]
    sheet.append(HEADINGS[lang])
    for finding in findings:
        told = (LEVELS[lang][finding.severity], finding.sheet, finding.cell)
        sheet.append([plain(part) for part in (*told, finding.sentence(lang), finding.mend(lang))])
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def plain(text: str) -> str:
    """Text that is no formula and holds nothing a workbook cannot."""
    return str(safe(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)))
