"""Tables are seen with titles and columns; lists without numbers too."""

from data.ingest.cells.grid import Book
from data.ingest.layouts.seen import seen_in
from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import tables
from tests.support.tables import sheet_of


def test_every_column_has_its_words_unit_and_body() -> None:
    (seen,) = tables(sheets.places_by_fields())
    assert [line.path for line in seen.lines][:3] == [
        ("县区",),
        ("能源消费", "本期累计"),
        ("能源消费", "同比增长"),
    ]
    assert [line.unit for line in seen.lines] == ["", "万吨标准煤", "%", "亿元", "%"]
    assert [cell for cell, _ in seen.titles] == ["A1", "E2"]


def test_a_list_of_names_is_a_table_and_hidden_sheets_are_none() -> None:
    (seen,) = tables(sheets.register())
    assert len(seen.lines) == 7 and seen.body == [3, 4, 5] and seen.title_text() == "柳州市绿色制造示范名单"
    hidden = sheet_of([["甲", "乙", "丙"], ["一", "二", "三"]])
    hidden.hidden = True
    assert seen_in(Book("xlsx", [hidden])) == []


def test_two_tables_below_each_other_share_the_title() -> None:
    rows = [["2026年1—9月"], ["县区", "能耗", "增速"], *([place, 1.5, 2.5] for place in sheets.PLACES)]
    found = tables(
        sheets.workbook([*rows, [], ["行业", "产值", "税收"], ["汽车制造业", 3.5, 4.5], ["纺织业", 1.5, 2.5]])
    )
    assert [seen.title_text() for seen in found] == ["2026年1—9月"] * 2
