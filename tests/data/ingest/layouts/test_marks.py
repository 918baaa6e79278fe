"""Each cell is marked by what it is for."""

from data.ingest.layouts.marks import label_mark, marked
from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import tables


def test_labels_units_periods_and_notes_are_told_apart() -> None:
    assert [label_mark(text, False) for text in ("鱼峰区", "2025年", "纺织业", "注：略")] == [
        "place", "period", "label", "note",
    ]  # fmt: skip
    assert label_mark("万吨", True) == "unit"
    (marks,) = marked(tables(sheets.fields_by_places()))
    assert (marks.sheet, marks.cells["C3:C6"], marks.cells["D2"]) == ("Sheet1", "body", "place")
