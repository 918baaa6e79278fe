"""What was read of any file becomes a workbook with the same values and merged areas."""

from data.ingest.cells.read import read_book
from data.ingest.mark_copy import copied


def test_values_stay_text_number_or_truth_at_their_place() -> None:
    rows = [(2, 2, ["=1+1", 12.5, None, True]), (4, 1, [["date", "2025-09-30"], "a<b\x00"])]
    book = read_book(copied([{"name": "一<二", "rows": rows, "merges": [(1, 1, 1, 3)]}]), "x.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["一<二"]
    assert book.sheets[0].cells == {
        (2, 2): "=1+1", (2, 3): 12.5, (2, 5): True, (4, 1): "2025-09-30", (4, 2): "a<b\ufffd",
    }  # fmt: skip
    assert book.sheets[0].merges == [(1, 1, 1, 3)]
