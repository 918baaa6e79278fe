"""Names of rows: filled-down columns, indents, sections, 其中 lines, and the unit column."""

from data.ingest.cells.grid import Sheet, Value
from data.ingest.tables.blocks import find_tables
from data.ingest.tables.labels import RowLabel, read_row_labels
from data.ingest.tables.page import Page

Rows = list[list[Value | None]]


def labels(rows: Rows, *merges: tuple[int, int, int, int]) -> dict[int, RowLabel]:
    cells = {
        (row, column): value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    page = Page(Sheet("表", cells, list(merges)))
    (table,) = find_tables(page)
    return read_row_labels(page, table)


def test_indents_make_parents_and_a_part_has_no_children() -> None:
    found = labels(
        [
            ["行业", "2024年"],
            ["工业", 9.0],
            ["  采矿业", 4.0],
            ["  其中：煤炭", 3.0],
            ["  制造业", 5.0],
            ["合计", 9.0],
        ]
    )
    paths = [found[row].path for row in range(2, 7)]
    assert paths == [
        ("工业",), ("工业", "采矿业"), ("工业", "采矿业", "其中：煤炭"), ("工业", "制造业"), ("合计",),
    ]  # fmt: skip


def test_a_merged_label_speaks_for_its_rows() -> None:
    rows: Rows = [
        ["地区", "指标", "2024年"],
        ["柳北区", "能耗", 1.0],
        [None, "产值", 2.0],
        ["柳南区", "能耗", 3.0],
    ]
    found = labels(rows, (2, 1, 3, 1))
    assert [found[row].path for row in (2, 3, 4)] == [
        ("柳北区", "能耗"),
        ("柳北区", "产值"),
        ("柳南区", "能耗"),
    ]


def test_the_unit_stands_in_its_column_or_in_the_label() -> None:
    found = labels([["指标", "单位", "2024年"], ["能耗", "万吨标准煤", 1.0], ["产值", "亿元", 2.0]])
    assert [found[row].unit for row in (2, 3)] == ["万吨标准煤", "亿元"]
    inside = labels([["指标", "2024年"], ["能耗（吨标准煤）", 1.0], ["产值（万元）", 2.0]])
    assert inside[2] == RowLabel(("能耗",), "吨标准煤")


def test_remarks_and_totals_without_a_label_have_none() -> None:
    found = labels(
        [
            ["地区", "2024年", "2025年"],
            ["柳北区", 1.0, 2.0],
            ["柳南区", 3.0, 4.0],
            [None, 4.0, 6.0],
            ["注：略", None, None],
        ]
    )
    assert set(found) == {2, 3}
