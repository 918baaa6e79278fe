"""Over a corrected cell both values are drawn, as text; a correction that is not in force is not."""

from data.ingest.pictures import Picture, Pictured
from pages.pieces import sheet_picture, side_by_side
from queries.question import Row

LINE: Row = {
    "generation": 2, "template": "S1", "record_key": "2024|450204|TOTAL|calorific", "field": "energy_tce",
    "was": "2000000", "becomes": "1900000", "by_whom": "乙", "at": "2026-11-20T08:00:00+08:00",
    "state": "applied", "reason": "<img src=x onerror=alert(1)>", "document": "", "upload": "u1",
    "sheet": "表", "cell": "B2",
}  # fmt: skip


def test_only_what_is_in_force_over_this_sheet_is_shown() -> None:
    others = [{**LINE, "state": "open"}, {**LINE, "sheet": "别的"}, {**LINE, "upload": "u2"}]
    assert side_by_side.of_sheet([*others, LINE, {**LINE, "cell": None}], "u1", "表") == [LINE]


def test_both_values_stand_in_the_cell_and_whatever_was_typed_is_text() -> None:
    cells = (Pictured(2, 2, "2,000,000", "number"),)
    picture = Picture("表", (("表", False),), (1, 2), (1, 2), 1, 2, 2, cells=cells)
    told = sheet_picture.markup(picture, side_by_side.marks([LINE]), (2, 2), str)
    assert "<s>2,000,000</s> <ins>1,900,000 吨标准煤</ins>" in told and "✎" in told
    beside = side_by_side.table([LINE], "B2")
    assert beside.count("<dt>") == 6 and "2,000,000 吨标准煤" in beside
    assert "<img" not in told + beside and "&lt;img" in beside
    assert side_by_side.table([LINE], "B3") == ""
