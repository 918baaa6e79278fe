"""Tables go out with their headings first, rounded as shown, and nothing in them runs."""

import csv
import datetime as dt
import io
import math

from openpyxl import load_workbook

from data.inert import safe
from pages.documents import sheets, workbook
from pages.documents.sheets import Side, Told
from tests.support.hostile import NASTY

COLUMNS = [
    Told("名称", "text", 0, ["=SUM(A1)", "柳北区", None]),
    Told("降幅 (%)", "number", 1, [15.800000000000002, -0.04, math.nan]),
    Told("名次", "whole", 0, [4.0, 2.5, None]),
    Told("年", "year", 0, [2025, 2026.0, None]),
    Told("期限", "date", 0, [dt.date(2026, 11, 20), None, None]),
]


def lines(made: bytes) -> list[list[str]]:
    """The lines of a CSV."""
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))


def test_a_csv_begins_with_its_headings_and_is_rounded_as_shown() -> None:
    made = sheets.to_csv(COLUMNS)
    assert made.startswith("\ufeff名称,降幅 (%),名次,年,期限\r\n".encode())
    assert lines(made)[1:] == [
        ["'=SUM(A1)", "15.8", "4", "2025", "2026-11-20"],
        ["柳北区", "0.0", "3", "2026", ""],
        ["", "", "", "", ""],
    ]


def test_a_workbook_holds_the_same_with_sources_and_method_beside() -> None:
    made = workbook.to_xlsx(
        "数据", COLUMNS, [Side("来源", [("网址", "http://x/?a=1")]), Side("口径", [("a", "=1")])]
    )
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["数据", "来源", "口径"]
    first = book["数据"]
    assert [cell.value for cell in first[2]] == ["'=SUM(A1)", 15.8, 4, 2025, dt.datetime(2026, 11, 20)]
    assert [cell.number_format for cell in first[2]][1:4] == ["#,##0.0", "#,##0", "0"]
    assert first.freeze_panes == "A2"
    assert book["来源"]["B1"].value == "http://x/?a=1" and book["口径"]["B1"].value == "'=1"


def test_nothing_that_people_wrote_runs_in_a_spreadsheet() -> None:
    columns = [Told(text, "text", 0, list(NASTY)) for text in NASTY[:5]]
    cells = [cell for line in lines(sheets.to_csv(columns)) for cell in line]
    assert [cell for cell in cells if safe(cell) != cell] == []
    book = load_workbook(
        io.BytesIO(workbook.to_xlsx("a", columns, [Side("b", [(text, text) for text in NASTY])]))
    )
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"} and len(book["a"]["A"]) == len(NASTY) + 1
    assert not [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if safe(cell.value) != cell.value
    ]
