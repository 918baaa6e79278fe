"""Units and periods of statistical tables: from brackets, lines, rows, cells, titles and headings."""

import datetime

import pytest

from data.ingest.cells.grid import Book
from data.ingest.tables.tidy import tidy_book
from tests.support.tables import NO, said, sheet_of, tidied


def test_brackets_in_bilingual_headings_and_units_shared_by_parts() -> None:
    found = tidied(
        [
            ["2-6 各区人口自然变动状况(2022年)"],
            ["Statistics on Natural Changes (2022)"],
            ["地区", "District", "年平均人数\n(人)\nAnnual\nAverage\n(person)", "死亡\nDeath", NO, NO],
            [NO, NO, NO, "人数\n(人)\nPopulation\n(person)", "死亡率\n(‰)\nDeath Rate\n(‰)", NO],
            [NO, NO, NO, NO, NO, "#婴儿\nInfant"],
            ["全市", "Total", "10232190", "57414", "5.61", "1.79"],
            ["  荔湾区", "  Liwan", "789401", "6734", "8.53", "1.94"],
        ],
        [(3, 1, 5, 1), (3, 2, 5, 2), (3, 3, 5, 3), (3, 4, 3, 6), (4, 4, 5, 4), (4, 5, 5, 5)],
    )
    assert said(found["C6"]) == (["全市"], ["年平均人数"], "人", "2022", 10232190)
    assert said(found["E7"]) == (["荔湾区"], ["死亡", "死亡率"], "‰", "2022", 8.53)
    assert said(found["F7"]) == (["荔湾区"], ["死亡", "#婴儿"], "‰", "2022", 1.94)


def test_a_unit_line_with_two_units_is_shared_out() -> None:
    found = tidied([["单位:人、‰"], ["地区", "人数", "出生率"], ["柳州", 100, 5.5]])
    assert [found["B3"].unit, found["C3"].unit] == ["人", "‰"]


def test_unit_beats() -> None:
    found = tidied(
        [
            ["指标名称", "计量", "全市", "比2021年", "同比增长"],
            [NO, "单位", NO, "+、-%", NO],
            ["一、常住人口", "万人", 563.41, 0.31, 1.5],
            ["二、综合能耗(吨标准煤)", NO, 5, 6, 7],
        ],
        name="2022",
    )
    assert said(found["C3"]) == (["一、常住人口"], ["全市"], "万人", "2022", 563.41)
    assert said(found["D3"]) == (["一、常住人口"], ["比2021年+、-%"], "%", "2022", 0.31)
    assert found["E3"].unit == "%"
    assert said(found["C4"]) == (["二、综合能耗"], ["全市"], "吨标准煤", "2022", 5)


@pytest.mark.parametrize("units", [["个", "亿元"], ["（个）", "（亿元）"]])
def test_a_row_of_units(units: list[str]) -> None:
    found = tidied(
        [["主要指标（2012）"], ["地  区", "单位数", "总产值"], [NO, *units], ["总  计", 9772, 31896.88]]
    )
    assert said(found["B4"]) == (["总计"], ["单位数"], "个", "2012", 9772)
    assert said(found["C4"]) == (["总计"], ["总产值"], "亿元", "2012", 31896.88)


def test_value_and_unit_in_one_cell_but_no_ranges() -> None:
    book = Book(
        "xls",
        [
            sheet_of(
                [
                    ["折标准煤参考系数"],
                    ["能 源 名 称", "平 均 低 位 发 热 量", "折 标 准 煤 系 数"],
                    ["原煤", "20 908 千焦 / (5 000 千卡) / 千克", "0.7143 千克标准煤 / 千克"],
                    ["煤 泥", "8 363～12 545 千焦 / 千克", "0.2857～0.4286 千克标准煤 / 千克"],
                    ["柴 油", "42 652 千焦 / 千克", "1.4571 千克标准煤 / 千克"],
                    [NO, NO, "(0.14286 千克标准煤 / 1000 千卡)"],
                ]
            )
        ],
    )
    result = tidy_book(book)
    found = {record.cell: record for record in result.records}
    assert said(found["C5"]) == (["柴油"], ["折标准煤系数"], "千克标准煤/千克", None, 1.4571)
    assert said(found["B3"]) == (["原煤"], ["平均低位发热量"], "千焦/千克", None, 20908)
    assert set(found) == {"B3", "C3", "B5", "C5"}
    assert {each.cell for each in result.findings if each.rule == "not_a_number"} == {"B4", "C4", "C6"}


def test_months_take_their_year_from_heading_row_or_title() -> None:
    heading = tidied(
        [
            ["指标", "2023年", NO, "2024年", NO],
            [NO, "1-6月", "1-9月", "1-6月", "1-9月"],
            ["产值(亿元)", 1, 2, 3, 4],
        ]
    )
    assert [heading[cell].period for cell in ("B3", "C3", "D3", "E3")] == [
        "2023-06",
        "2023-09",
        "2024-06",
        "2024-09",
    ]
    assert heading["E3"].col == ["2024年", "1-9月"]
    title = tidied([["2024年工业增加值增速"], ["月份", "全市"], ["1-2月", 5.1], ["1-12月", 6.0]])
    assert [record.period for record in title.values()] == ["2024-02", "2024"]
    columns = tidied([["年", "月", "产量(吨)"], [2024, 1, 5], [2024, 2, 6]])
    assert said(columns["C3"]) == (["2024", "2月"], ["产量"], "吨", "2024-02", 6)
    dates = tidied([["地区", datetime.date(2024, 6, 30), datetime.datetime(2024, 9, 30)], ["柳州", 1, 2]])
    assert [record.period for record in dates.values()] == ["2024-06", "2024-09"]


def test_years_without_data_come_before_the_first_number() -> None:
    found = tidied([[NO, "原油进口量"], ["1978年", NO], ["1979年", NO], ["1980年", 1.5]])
    assert said(found["B4"]) == (["1980年"], ["原油进口量"], None, "1980", 1.5)
    assert len(found) == 1


def test_constant_prices_and_ranges_of_years_are_no_period() -> None:
    found = tidied(
        [
            ["2015—2020年能源消费"],
            ["年份", "能耗(tce)", "按2020年价格产值(亿元)"],
            ["2015", 5, 6],
            ["2016", 6, 7],
        ]
    )
    assert [record.period for record in found.values()] == ["2015", "2015", "2016", "2016"]
