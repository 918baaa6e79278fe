"""Which period each number is of, where columns, rows, titles and the numbers themselves tell it together."""

from typing import Any

import pytest

from tests.support.tables import NO, Rows, tidied


def periods(rows: Rows, merges: list[tuple[int, int, int, int]] | None = None, name: str = "表") -> list[Any]:
    """The period codes in the order of the cells."""
    return [record.period for record in tidied(rows, merges, name).values()]


def test_quarters_beside_their_sum_are_alone_and_take_their_year() -> None:
    rows: Rows = [["县区", "2025年一季度", "2025年二季度", "前二季度累计"], ["城中区", 5, 6, 11]]
    assert periods(rows) == ["2025-Q1", "2025-Q2", "2025-06"]


@pytest.mark.parametrize("counted", ["1-3季度", "前三季度", "一至三季度"])
def test_a_quarter_beside_the_quarters_to_it_is_alone(counted: str) -> None:
    assert periods([["2025年"], ["指标", "三季度", counted], ["能耗（吨）", 5, 11]]) == ["2025-Q3", "2025-09"]
    assert periods([["2025年"], ["指标", "二季度", "上半年"], ["能耗（吨）", 5, 11]]) == [
        "2025-Q2",
        "2025-06",
    ]
    assert periods([["2025年"], ["指标", "一季度", "上半年"], ["能耗（吨）", 5, 11]]) == [
        "2025-03",
        "2025-06",
    ]


def test_a_month_beside_january_to_it_is_alone_without_a_year_too() -> None:
    rows: Rows = [["2025年9月产量（万吨）"], ["企业", "9月", "1-9月", "9月增速"], ["柳钢", 5, 40, 3]]
    assert periods(rows) == ["2025-M09", "2025-09", "2025-M09"]


def test_months_beside_their_sum_are_alone() -> None:
    rows: Rows = [["月份", "2024年（万吨）", "2025年（万吨）"], ["1月", 1, 2], ["2月", 2, 3], ["合计", 3, 5]]
    assert periods(rows) == ["2024-M01", "2025-M01", "2024-M02", "2025-M02", "2024", "2025"]


@pytest.mark.parametrize("across", [True, False])
def test_amounts_that_fall_are_not_counted_from_january(across: bool) -> None:
    rows: Rows = [["2024年发电量（万千瓦时）"]]
    months = ["1月", "2月", "3月", "12月"]
    if across:
        rows += [["地区", *months], ["城中区", 20, 18, 22, 21], ["鱼峰区", 10, 9, 12, 11]]
    else:
        rows += [["月份", "城中区", "鱼峰区"]]
        rows += [[m, a, b] for m, a, b in zip(months, (20, 18, 22, 21), (10, 9, 12, 11), strict=True)]
    assert set(periods(rows)) == {"2024-M01", "2024-M02", "2024-M03", "2024-M12"}


def test_amounts_that_rise_are_january_to_the_month() -> None:
    rows: Rows = [["2024年发电量（万千瓦时）"], ["地区", "1月", "2月", "3月"], ["城中区", 20, 38, 60]]
    assert periods(rows) == ["2024-01", "2024-02", "2024-03"]


@pytest.mark.parametrize("stock", ["期末库存", "企业户数", "增长率", "1月至各月累计"])
def test_what_may_fall_though_it_is_counted_from_january_tells_nothing(stock: str) -> None:
    assert periods([["2024年"], ["指标", "1月", "2月"], [f"{stock}（%）", 20, 18]])[0] == "2024-01"


def test_a_growth_rate_is_of_the_period_beside_it() -> None:
    assert periods([["2025年"], ["县区", "1-9月（吨）", "增长%"], ["城中区", 5, 3]]) == ["2025-09", "2025-09"]
    assert periods([["2025年"], ["县区", "同比（%）", "1-9月（吨）"], ["城中区", 5, 3]]) == ["2025-09"] * 2
    rows: Rows = [["品种", "2025.1-9", "2024.1-9", "±%", "年均增长%"], ["原煤", 5, 4, 3, 2]]
    assert periods(rows) == ["2025-09", "2024-09", "2025-09", None]


def test_months_without_a_year_take_the_one_that_others_name() -> None:
    rows: Rows = [["县区", "2025年目标", "1-9月完成", "完成率（%）"], ["城中区", 10, 7, 70]]
    assert periods(rows) == ["2025", "2025-09", "2025-09"]
    rows = [["县区", "2024年", "2025年1-3月", "1-6月"], ["城中区", 10, 7, 8]]
    assert periods(rows) == ["2024", "2025-03", "2025-06"]


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("上年同期", "2024-09"),
        ("2024年同期", "2024-09"),
        ("去年1-9月", "2024-09"),
        ("上月", "2025-M08"),
        ("环比", "2025-M09"),
        ("2020年基期值", "2020"),
        ("2022年占比", "2022"),
    ],
)
def test_what_a_heading_compares_with(heading: str, period: str) -> None:
    assert periods([["2025年9月"], ["指标", "本月（吨）", heading], ["能耗", 5, 4]]) == ["2025-M09", period]


def test_years_under_a_title_of_months_are_those_months() -> None:
    rows: Rows = [["2025年1-9月"], ["行业", "2024年", "2025年"], ["制造业", 5, 6]]
    assert periods(rows) == ["2024-09", "2025-09"]
    assert periods([["2025年1-9月"], ["行业", "2023年", "2024年"], ["制造业", 5, 6]]) == ["2023", "2024"]


def test_a_line_that_is_only_a_year_speaks_for_the_lines_below() -> None:
    rows: Rows = [["地区", "单位能耗"], ["2023年", NO], ["城中区", 5], ["2024年", NO], ["城中区", 4]]
    assert periods(rows) == ["2023", "2024"]
    assert periods([["年份", "单位能耗"], ["2022年", NO], ["2023年", 5]]) == ["2023"]


def test_years_as_numbers_under_two_indicators() -> None:
    rows: Rows = [
        ["县区", "能耗（吨）", NO, "电（度）", NO],
        [NO, 2023, 2024, 2023, 2024],
        ["城中区", 5, 6, 7, 8],
    ]
    assert periods(rows, [(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)]) == ["2023", "2024", "2023", "2024"]


def test_december_of_a_year_in_two_columns_is_no_whole_year() -> None:
    rows: Rows = [["年", "月", "用电量（度）"], [2024, 11, 22], [2024, 12, 20], [2025, 1, 21], [2025, 2, 18]]
    assert periods(rows) == ["2024-M11", "2024-M12", "2025-M01", "2025-M02"]
