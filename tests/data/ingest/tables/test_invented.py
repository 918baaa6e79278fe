"""Sheets as a yearbook, an association and a county make them: each kind that was once read wrong."""

from typing import Any

import pytest

from tests.support.tables import NO, Rows, tidied


def read(rows: Rows, merges: list[tuple[int, int, int, int]] | None = None) -> dict[str, Any]:
    """Cell → (row path, column path, unit)."""
    return {cell: (each.row, each.col, each.unit) for cell, each in tidied(rows, merges).items()}


def test_how_often_and_where_from_beside_the_names_of_a_database_are_no_unit_and_no_name() -> None:
    found = read(
        [
            ["指标名称", "频率", "单位", "来源", "2025-08", "2025-09"],
            ["增加值:当月同比", "月", "%", "统计局", 5.1, 5.2],
            ["发电量:累计值", "月", "亿千瓦时", "统计局", 500, 600],
        ]
    )
    assert found["E2"] == (["增加值:当月同比"], ["2025-08"], "%")
    assert found["F3"] == (["发电量:累计值"], ["2025-09"], "亿千瓦时")


def test_a_part_right_of_a_growth_rate_is_a_part_of_the_amount() -> None:
    rows: Rows = [["单位：亿元、%"], ["地区", "完成额", "增速", "其中：技改"], ["柳州市", 200, -5, 80]]
    assert [each[2] for each in read(rows).values()] == ["亿元", "%", "亿元"]


def test_units_of_one_line_go_to_what_each_row_counts() -> None:
    found = read(
        [
            ["单位：万吨标准煤、亿元、万人、%"],
            ["指标", "2024年", "增长"],
            ["综合能源消费量", 5, 1],
            ["工业增加值", 6, 2],
            ["从业人数", 7, 3],
            ["别的", 8, 4],
        ]
    )
    assert [found[f"B{row}"][2] for row in (3, 4, 5, 6)] == ["万吨标准煤", "亿元", "万人", None]
    assert {found[f"C{row}"][2] for row in (3, 4, 5, 6)} == {"%"}


def test_a_unit_line_that_says_what_is_otherwise() -> None:
    rows: Rows = [["单位：吨标准煤（电力为万千瓦时）"], ["县区", "综合能耗", "电力"], ["城中区", 100, 20]]
    assert [each[2] for each in read(rows).values()] == ["吨标准煤", "万千瓦时"]


def test_a_unit_that_stands_alone_above_the_table_keeps_its_ten_thousand() -> None:
    rows: Rows = [
        [NO, "各县区工业用水量"],
        [NO, NO, "万立方米"],
        ["县区", "取水量", "回用"],
        ["城中区", 1, 2],
    ]
    assert {each[2] for each in read(rows).values()} == {"万立方米"}


def test_english_units_with_a_number_in_front_are_a_row_of_units() -> None:
    rows: Rows = [["Region", "Output", "Energy"], [NO, "100 million yuan", "10 000 tce"], ["Liuzhou", 3, 4]]
    assert [each[2] for each in read(rows).values()] == ["100 million yuan", "10 000 tce"]


def test_a_form_that_says_two_things_in_a_line() -> None:
    found = read(
        [
            ["企业名称", "柳钢", "所属行业", "钢铁"],
            ["综合能耗（吨标准煤）", 5600000, "工业总产值（万元）", 8000000],
            ["产品单耗（千克标准煤/吨）", 540, "从业人员（人）", 20000],
        ]
    )
    assert (found["B2"][0], found["D2"][0], found["D2"][2]) == (["综合能耗"], ["工业总产值"], "万元")
    assert (found["D3"][0], found["D3"][2]) == (["从业人员"], "人")


def test_blocks_without_unit_or_indent_name_the_places_below_them() -> None:
    rows: Rows = [["地区", "2023年（吨）"], ["煤炭", NO], ["甲区", 1], ["乙区", 2], ["油品", NO], ["甲区", 3]]
    found = read([*rows, ["乙区", NO], ["丙区", 4]])
    assert [found[cell][0] for cell in ("B3", "B4", "B6")] == [
        ["煤炭", "甲区"],
        ["煤炭", "乙区"],
        ["油品", "甲区"],
    ]
    assert found["B8"][0][-1] == "丙区" and "乙区" not in found["B8"][0], (
        "a place without a number is no block"
    )


def test_a_row_that_numbers_the_columns_and_says_their_sums_is_no_name() -> None:
    rows: Rows = [
        ["地区", "煤（吨）", "电（吨）", "合计（吨）"],
        ["甲", "(1)", "(2)", "(3)=(1)+(2)"],
        ["城中区", 1, 2, 3],
    ]
    assert [each[1] for each in read(rows).values()] == [["煤"], ["电"], ["合计"]]


@pytest.mark.parametrize("text", ["(1,234)", "（56.7）"])
def test_a_number_in_brackets_is_no_heading(text: str) -> None:
    assert read([["项目", "2024年（万元）"], ["利润", text], ["税金", "567"]]) == {
        "B3": (["税金"], ["2024年"], "万元")
    }
