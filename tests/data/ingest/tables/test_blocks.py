"""Tables found on a page: title, heading and body, stacked and side by side."""

from data.ingest.cells.grid import Sheet, Value
from data.ingest.tables.blocks import Table, find_tables
from data.ingest.tables.page import Page

Rows = list[list[Value | None]]


def tables(rows: Rows) -> list[Table]:
    cells = {
        (row, column): value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    return find_tables(Page(Sheet("表", cells)))


def test_a_table_has_titles_headings_and_a_body() -> None:
    (table,) = tables(
        [
            ["柳州市2025年能耗"],
            ["单位：吨标准煤"],
            ["地区", "本期", "增长%"],
            ["柳北区", 5.0, 1.0],
            ["柳南区", 6.0, 2.0],
        ]
    )
    assert (table.header_rows, table.body_rows) == ([3], [4, 5])
    assert (table.label_columns, table.value_columns, table.unit_column) == ([1], [2, 3], None)
    assert table.titles == ["柳州市2025年能耗", "单位：吨标准煤"]


def test_tables_below_each_other_are_two() -> None:
    found = tables(
        [
            ["表一 2023年产量"], ["单位：万吨"], ["产品", "一厂", "二厂"], ["钢", 1.0, 2.0],
            ["注释1：含外购。"],
            ["表二 产值"], ["单位：亿元"], ["行业", "一厂", "二厂"], ["钢铁", 10.0, 20.0],
        ]
    )  # fmt: skip
    assert [table.body_rows for table in found] == [[4, 5], [9]], "a remark lies in the band; it has no label"
    assert [table.titles[0] for table in found] == ["表一 2023年产量", "表二产值"]


def test_tables_beside_each_other_share_their_title() -> None:
    found = tables(
        [
            ["柳州市2025年能耗"],
            ["地区", "能耗", None, "地区", "能耗"],
            ["柳北区", 5.0, None, "融安县", 7.0],
            ["柳南区", 6.0, None, "融水县", 8.0],
        ]
    )
    assert [(table.label_columns, table.value_columns) for table in found] == [([1], [2]), ([4], [5])]
    assert [table.titles for table in found] == [["柳州市2025年能耗"]] * 2


def test_a_page_of_words_has_no_table() -> None:
    assert tables([["封面"], ["柳州市"], ["二〇二五年"]]) == []
