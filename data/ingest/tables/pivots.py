"""Takes the words of a spreadsheet's own pivot off a sheet: 行标签, 列标签, 求和项:产值."""

import re
from dataclasses import replace

from data.ingest.cells.grid import Sheet

LABELS = {"行标签", "列标签", "row labels", "column labels"}
MEASURE = re.compile(
    r"\s*(?:(?:求和|平均值|计数|最大值|最小值)项\s*[:：]|(?:sum|average|count|max|min) of )\s*(\S.*)", re.I
)


def plain(sheet: Sheet) -> Sheet:
    """The sheet without those words, its measure called by its own name; the same one where it has none."""
    labels = {place for place, value in sheet.cells.items() if is_label(value)}
    if not labels:
        return sheet
    cells = {
        place: told[1] if isinstance(value, str) and (told := MEASURE.fullmatch(value)) else value
        for place, value in sheet.cells.items()
        if place not in labels
    }
    return replace(sheet, cells=cells)


def is_label(value: object) -> bool:
    """Whether a cell only says where a pivot's labels stand."""
    return isinstance(value, str) and value.strip().lower() in LABELS
