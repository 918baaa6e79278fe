"""The window of a sheet: what is shown as on the sheet, what stays in sight, and no stranger breaks it."""

import datetime
import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest.cells.sheet_picture import pictured, window
from data.ingest.findings import Refused
from data.ingest.limits import LIMITS


def book(fill: Callable[[Worksheet], None], title: str = "九月") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    fill(sheet)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def usual(sheet: Worksheet) -> None:
    """A title over three columns, headings, two rows in formats, an error, a hidden row and column."""
    sheet.append(["柳州市能耗表", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["地区", "占比", "日期"])
    sheet.append(["柳北区", 0.053, datetime.date(2026, 10, 3)])
    sheet.append(["柳南区", 12345.678, "#N/A"])
    sheet["B3"].number_format, sheet["C3"].number_format = "0.0%", 'yyyy"年"m"月"d"日"'
    sheet["B4"].number_format = "#,##0.0"
    sheet["C4"].data_type = "e"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True


def test_texts_stand_as_on_the_sheet_with_merged_cells_errors_and_hidden_parts() -> None:
    told = pictured(book(usual), "表.xlsx", "", (3, 2), 0)
    assert (told["sheet"], told["sheets"]) == ("九月", [["九月", False]])
    assert (told["rows"], told["columns"]) == ([1, 2, 3, 4], [1, 2, 3])
    assert (told["hidden_rows"], told["hidden_columns"]) == ([4], [2])
    assert (told["stored"], told["code"]) == ("0.053", "0.0%")
    assert told["cells"] == [
        [1, 1, "柳州市能耗表", "text", 1, 3],
        [2, 1, "地区", "text", 1, 1],
        [2, 2, "占比", "text", 1, 1],
        [2, 3, "日期", "text", 1, 1],
        [3, 1, "柳北区", "text", 1, 1],
        [3, 2, "5.3%", "number", 1, 1],
        [3, 3, "2026年10月3日", "date", 1, 1],
        [4, 1, "柳南区", "text", 1, 1],
        [4, 2, "12,345.7", "number", 1, 1],
        [4, 3, "#N/A", "error", 1, 1],
    ]


def test_a_csv_is_a_sheet_too_and_an_unknown_sheet_is_none() -> None:
    told = pictured("地区,值\n柳北区,1\n".encode("gb18030"), "表.csv", "", (2, 2), 0)
    assert told["sheet"] == "csv" and [2, 2, "1", "text", 1, 1] in told["cells"]
    none = pictured(book(usual), "表.xlsx", "别的", (3, 2), 0)
    assert (none["sheet"], none["cells"], none["sheets"]) == ("", [], [["九月", False]])


def test_what_is_no_workbook_is_refused_with_its_reason() -> None:
    with pytest.raises(Refused) as refusal:
        pictured(b"\x89PNG\r\n\x1a\n" + b"x" * 99, "截图.png", "", (0, 0), 0)
    assert refusal.value.finding.rule == "is_image"


def test_a_long_and_wide_sheet_keeps_its_heads_in_sight_and_cuts_merged_cells_at_the_gap() -> None:
    def long(sheet: Worksheet) -> None:
        sheet.append(["表"])
        sheet.append(["地区", *(f"列{n}" for n in range(2, 61))])
        for row in range(3, 401):
            sheet.append([f"区{row}", *([row] * 59)])
        sheet.merge_cells("A1:BH1")
        sheet.merge_cells("A390:A395")

    content = book(long)
    told = pictured(content, "表.xlsx", "", (393, 50), 0)
    assert told["rows"][:3] == [1, 2, 343] and told["rows"][-1] == 400
    assert len(told["rows"]) == LIMITS.picture_rows and len(told["columns"]) == LIMITS.picture_columns
    assert told["columns"][:3] == [1, 2, 33] and 50 in told["columns"]
    parts = [cell for cell in told["cells"] if cell[2] == "表"]
    assert parts == [[1, 1, "表", "text", 1, 2], [1, 33, "表", "text", 1, 28]]
    assert [390, 1, "区390", "text", 6, 1] in told["cells"]
    assert pictured(content, "表.xlsx", "", (393, 50), 100)["rows"][:4] == [1, 2, 100, 101]


@pytest.mark.parametrize(
    ("wanted", "first", "last", "shown"),
    [
        (0, 0, 5, [1, 2, 3, 4, 5]),
        (0, 0, 0, []),
        (3, 0, 100, list(range(1, 11))),
        (50, 0, 100, [1, 2, *range(47, 55)]),
        (100, 0, 100, [1, 2, *range(93, 101)]),
        (50, 90, 100, [1, 2, *range(90, 98)]),
        (50, 10_000, 100, [1, 2, *range(93, 101)]),
    ],
)
def test_a_window_holds_the_head_and_what_is_asked_for(
    wanted: int, first: int, last: int, shown: list[int]
) -> None:
    assert window(wanted, first, last, 2, 10) == shown


def test_merged_cells_over_each_other_are_drawn_once() -> None:
    def odd(sheet: Worksheet) -> None:
        sheet.append([1, 2, 3])
        sheet.append([4, 5, 6])
        sheet.append([7, 8, 9])
        sheet.merge_cells("A1:B2")
        sheet.merge_cells("B2:C3")

    told = pictured(book(odd), "表.xlsx", "", (0, 0), 0)
    places = [
        (row + down, column + right)
        for row, column, _, _, rows, columns in told["cells"]
        for down in range(rows)
        for right in range(columns)
    ]
    assert len(places) == len(set(places)) and [1, 1, "1", "number", 2, 2] in told["cells"]
