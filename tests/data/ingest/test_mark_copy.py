"""What was read of any file becomes a workbook with the same values and merged areas."""

import io

from openpyxl import load_workbook

from data.ingest.cells.read import read_book
from data.ingest.mark_copy import NARROWEST, WIDEST, copied


def test_values_stay_text_number_or_truth_at_their_place() -> None:
    rows = [(2, 2, ["=1+1", 12.5, None, True]), (4, 1, [["date", "2025-09-30"], "a<b\x00"])]
    book = read_book(copied([{"name": "一<二", "rows": rows, "merges": [(1, 1, 1, 3)]}]), "x.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["一<二"]
    assert book.sheets[0].cells == {
        (2, 2): "=1+1", (2, 3): 12.5, (2, 5): True, (4, 1): "2025-09-30", (4, 2): "a<b\ufffd",
    }  # fmt: skip
    assert book.sheets[0].merges == [(1, 1, 1, 3)]


def test_columns_are_as_wide_as_their_texts_and_the_sheet_as_a_page() -> None:
    rows = [(1, 1, ["一个横跨两列的很长的标题"]), (2, 1, ["县区", 12.5]), (3, 2, ["长" * 90])]
    content = copied([{"name": "表", "rows": rows, "merges": [(1, 1, 1, 2)]}])
    sheet = load_workbook(io.BytesIO(content))["表"]
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [NARROWEST, WIDEST]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert load_workbook(io.BytesIO(copied([{"name": "空", "rows": [], "merges": []}])))["空"].max_row == 1
