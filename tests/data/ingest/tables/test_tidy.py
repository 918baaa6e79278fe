"""Statistical tables of every build, each understood without knowing it beforehand."""

import datetime
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from data.ingest.cells.grid import Book
from data.ingest.cells.read import read_book
from data.ingest.tables.tidy import tidy_book, tidy_records
from tests.support.examples import examples
from tests.support.tables import NO, Rows, said, sheet_of, tidied


def test_title_unit_line_and_period() -> None:
    found = tidied(
        [
            ["柳州市2025年1—9月规模以上工业能源消费情况"],
            [NO, NO, "单位：吨标准煤"],
            ["地区", "本期", "上年同期", "增长(%)"],
            ["全    市", 1000, 900, 11.1],
            ["  柳 北 区", 600, 500, 20],
            ["注：数据为快报。"],
        ]
    )
    assert said(found["B4"]) == (["全市"], ["本期"], "吨标准煤", "2025-09", 1000)
    assert said(found["C5"]) == (["柳北区"], ["上年同期"], "吨标准煤", "2024-09", 500)
    assert said(found["D5"]) == (["柳北区"], ["增长"], "%", "2025-09", 20)
    assert len(found) == 6


def test_headings_broken_over_rows_in_two_languages() -> None:
    found = tidied(
        [
            ["4-1  能源平衡表(标准量) -2007"],
            ["ENERGY BALANCE -2007"],
            ["单位:万吨标准煤", NO, NO, NO, NO, "(10 000 tce)"],
            [NO, NO, "能源合计 Energy Total", NO, "煤合计", "液化石"],
            [NO, NO, "(发电煤耗", "(电热当量", NO, "油气"],
            ["项    目", "Item", "计算法)", "计算法)", NO, "LPG"],
            [NO, NO, "(coal equivalent", "(calorific value", "Coal Total", NO],
            [NO, NO, "calculation)", "calculation)", NO, NO],
            [NO, NO, NO, 249015.1],
            ["一.可供消费的能源量", "Supply", 261110.9, 249015.1, 179465.8, 2.5],
            ["1.一次能源生产量", "Production", 235445.4, 223122.1, NO, NO],
            ["  水电", "   Hydro", 16669, 5963.8, NO, NO],
            ["3.进 口 量", "Import", 34033.8, 33940, 3748, NO],
            [NO, "     and others", 0.5],
            [NO, NO, 1.5, 2.5],
        ],
        [(4, 3, 4, 4), (4, 5, 5, 5)],
    )
    assert said(found["C10"]) == (
        ["一.可供消费的能源量"], ["能源合计", "发电煤耗计算法"], "万吨标准煤", "2007", 261110.9,
    )  # fmt: skip
    assert found["D10"].col == ["能源合计", "电热当量计算法"]
    assert found["E10"].col == ["煤合计"]
    assert found["F10"].col == ["液化石油气"]
    assert found["C12"].row == ["1.一次能源生产量", "水电"]
    assert found["E13"].row == ["3.进口量"]
    assert not {"D9", "C14", "C15", "D15"} & set(found)


def test_indents_sections_and_parts() -> None:
    found = tidied(
        [
            ["行业", "2007年"],
            ["工业  ", 10],
            ["  (一)采掘业", 9],
            ["  煤炭开采和洗选业", 8],
            ["  (二)制造业", 7],
            ["  农副食品加工业", 6],
            ["总计", 30],
            ["  浦东新区", 3],
            ["二、户籍人口", 5],
            ["\xa0\xa0\xa0其中：城镇人口", 4],
            ["\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0女性人口", 3],
            ["变动情况"],
            ["\u3000出生人口", 2],
        ]
    )
    paths = {cell: record.row for cell, record in found.items()}
    assert paths["B4"] == ["工业", "(一)采掘业", "煤炭开采和洗选业"]
    assert paths["B6"] == ["工业", "(二)制造业", "农副食品加工业"]
    assert paths["B8"] == ["浦东新区"]
    assert paths["B10"] == ["二、户籍人口", "其中：城镇人口"]
    assert paths["B11"] == ["二、户籍人口", "女性人口"]
    assert paths["B13"] == ["变动情况", "出生人口"]
    assert {record.period for record in found.values()} == {"2007"}


def test_indents_of_the_cell_format_count() -> None:
    sheet = sheet_of([["指标", "2023年"], ["工业", 5], ["钢铁", 3], ["农业", 2]])
    sheet.indents = {(3, 1): 1}
    paths = [record.row for record in tidy_records(Book("xlsx", [sheet]))]
    assert paths == [["工业"], ["工业", "钢铁"], ["农业"]]


def test_merged_label_columns_unit_column_and_years_across() -> None:
    found = tidied(
        [
            ["主题", "项目", "子项", "单位", "细分项", 2010, 2011],
            ["能源消费量", "能源消费量", "总量1", "万tce", "-", 10, 11],
            [NO, "第二产业", "能源供应部门", "万tce", "发电", 5, 6],
            [NO, NO, NO, NO, "其他转换2,3", -1, 2],
            [NO, NO, "工业消费部门", NO, "-", 4, 5],
            [NO, "居民生活", "消费", "万tce1", "-", 3, 4],
        ],
        [(2, 1, 6, 1), (3, 2, 5, 2), (3, 3, 4, 3), (3, 4, 5, 4)],
    )
    assert said(found["F2"]) == (["能源消费量", "能源消费量", "总量1"], ["2010"], "万tce", "2010", 10)
    path = ["能源消费量", "第二产业", "能源供应部门", "其他转换2,3"]
    assert said(found["F4"]) == (path, ["2010"], "万tce", "2010", -1)
    assert said(found["G5"]) == (["能源消费量", "第二产业", "工业消费部门"], ["2011"], "万tce", "2011", 5)
    assert found["F6"].unit == "万tce"


def test_labels_without_merges_are_filled_down() -> None:
    found = tidied(
        [
            ["年份", "地区", "能耗(吨标准煤)"],
            [2020, "柳北区", 1],
            [NO, "柳南区", 2],
            [2021, "柳北区", 3],
            [NO, NO, 9],
        ]
    )
    assert said(found["C3"]) == (["2020", "柳南区"], ["能耗"], "吨标准煤", "2020", 2)
    assert found["C4"].period == "2021"
    assert "C5" not in found


def test_continuation_tables_side_by_side() -> None:
    found = tidied(
        [
            ["1-6各地区人口", NO, NO, NO, NO, "1-6续表1", NO, NO],
            ["单位:人", NO, NO, NO, NO, "单位:人", NO, NO],
            ["地区", "汉族", NO, NO, NO, "地区", "回族", NO],
            [NO, "小计", "男", NO, NO, NO, "小计", "男"],
            ["柳州市", "1838648", "973333", NO, NO, "柳州市", "5693", "2823"],
            ["桂林市", "4013296", "2077235", NO, NO, "桂林市", "17505", "-"],
        ],
        [(3, 1, 4, 1), (3, 2, 3, 3), (3, 6, 4, 6), (3, 7, 3, 8)],
    )
    assert said(found["B5"]) == (["柳州市"], ["汉族", "小计"], "人", None, 1838648)
    assert said(found["G6"]) == (["桂林市"], ["回族", "小计"], "人", None, 17505)
    assert "H6" not in found


def test_newspaper_columns_without_a_gap() -> None:
    found = tidied(
        [
            ["地区", "产值(亿元)", "地区", "产值(亿元)"],
            ["柳北区", 10, "鹿寨县", 4],
            ["柳南区", 12, "融安县", 5],
        ]
    )
    assert said(found["D3"]) == (["融安县"], ["产值"], "亿元", None, 5)
    assert len(found) == 4


def test_tables_below_each_other() -> None:
    found = tidied(
        [
            ["表一 2023年产量"], ["单位：万吨"], ["产品", "一厂", "二厂"], ["钢", 1, 2], ["注释1：含外购。"],
            ["表二 产值"], ["单位：亿元"], ["行业", "一厂", "二厂"], ["钢铁", 10, 20],
            ["表二 续表"], ["行业", "一厂", "二厂"], ["汽车", 30, 40],
        ]
    )  # fmt: skip
    assert said(found["B4"]) == (["钢"], ["一厂"], "万吨", "2023", 1)
    assert said(found["C9"]) == (["钢铁"], ["二厂"], "亿元", "2023", 20)
    assert said(found["C12"]) == (["汽车"], ["二厂"], "亿元", "2023", 40)


def test_blocks_of_facts_above_series() -> None:
    last = datetime.date(2024, 12, 31)
    rows: Rows = [
        ["Wind", NO, NO],
        ["Country", "China", "China"],
        ["Name", "Guangxi: Pig Iron: YTD", "Guangxi: Steel: YTD"],
        ["Frequency", "Month", "Month"],
        ["Unit", "10000 tons", "10000 tons"],
        ["ID", "S1", "S2"],
        ["Update", "2025-01-23", "2025-01-23"],
        [datetime.date(2023, 11, 30), 0, 5],
        [datetime.date(2024, 1, 31), 0, 0],
        [datetime.date(2024, 2, 29), 7, 0],
        [last, 40, 60],
    ]
    book = Book("xlsx", [sheet_of(rows)])
    result = tidy_book(book)
    found = {record.cell: record for record in result.records}
    assert said(found["B11"]) == (["2024-12-31"], ["Guangxi: Pig Iron: YTD"], "10000 tons", "2024", 40)
    assert found["C8"].period == "2023-11"
    assert "C10" in found
    assert not {"B8", "B9", "C9"} & set(found)
    assert [(each.rule, each.found) for each in result.findings] == [("no_data_zero", "3")]


def test_official_forms_with_numbered_columns() -> None:
    found = tidied(
        [
            ["表    号：205-1表"],
            ["综合机关名称：某公司", NO, "2025年1-9月"],
            ["能源名称", "计量单位", "代码", "购进量", "消费量"],
            ["甲", "乙", "丙", 1, 2],
            ["原煤", "吨", "01", 5000, 4800],
            ["电力", "万千瓦时", "33", 200, 199],
        ]
    )
    assert said(found["E6"]) == (["电力"], ["消费量"], "万千瓦时", "2025-09", 199)
    assert set(found) == {"D5", "E5", "D6", "E6"}


def test_a_register_is_a_list_and_gives_no_indicators() -> None:
    assert (
        tidied(
            [
                ["序号", "地区", "工厂名称", "批次", "公布年份"],
                [1, "广西", "甲厂", 1, 2019],
                [2, "广西", "乙厂", 2, 2020],
            ]
        )
        == {}
    )
    found = tidied(
        [["序号", "企业名称", "行业代码", "综合能耗(tce)"], [1, "甲", 3110, 100], [2, "乙", 3011, 150]]
    )
    assert said(found["D3"]) == (["乙"], ["综合能耗"], "tce", None, 150)
    assert len(found) == 2


def test_sections_in_a_table_with_a_unit_column() -> None:
    found = tidied(
        [
            ["指标", "单位", "2023年"],
            ["生产", NO, NO],
            ["产量", "万吨", 5],
            ["消费", NO, NO],
            ["电力", "亿千瓦时", 7],
        ]
    )
    assert [record.row for record in found.values()] == [["生产", "产量"], ["消费", "电力"]]


def test_a_region_without_data_is_not_a_section() -> None:
    found = tidied([["县区", "产值(亿元)"], ["柳北区", 5], ["柳东新区", NO], ["鹿寨县", 6]])
    assert found["B4"].row == ["鹿寨县"]


def test_remarks_totals_and_parts() -> None:
    found = tidied(
        [
            ["指标", "2023年", "备注"],
            ["总产值(亿元)", 5, "快报"],
            ["  #汽车", 3, NO],
            ["  占比", 60, NO],
            ["合计", "…", NO],
        ]
    )
    assert found["B3"].unit == "亿元"
    assert found["B3"].row == ["总产值", "#汽车"]
    assert found["B4"].unit is None
    assert set(found) == {"B2", "B3", "B4"}


def test_english_tables_and_columns_of_percentages() -> None:
    found = tidied(
        [["Output by region, 2023"], ["Region", "Output (10000 tons)", "Growth (%)"], ["Liuzhou", 5, 6.1]]
    )
    assert said(found["B3"]) == (["Liuzhou"], ["Output"], "10000 tons", "2023", 5)
    assert said(found["C3"]) == (["Liuzhou"], ["Growth"], "%", "2023", 6.1)
    shown = sheet_of([["地区", "增速"], ["柳州", 0.053]])
    shown.percent_cells = {(2, 2)}
    record = tidy_records(Book("xlsx", [shown]))[0]
    assert (record.value, record.unit) == (5.3, "%")


def test_hidden_sheets_stay_out_and_missing_units_are_told() -> None:
    hidden = sheet_of([["指标", "2023年"], ["产值(亿元)", 5]], name="底稿")
    hidden.hidden = True
    result = tidy_book(Book("xlsx", [hidden, sheet_of([["指标", "2023年"], ["产值", 5]])]))
    assert [record.sheet for record in result.records] == ["表"]
    assert [(each.rule, each.found) for each in result.findings] == [("unit_missing", "1")]


def test_many_remarks_are_summed_up() -> None:
    rows: Rows = [["企业", "产值", "能耗"]]
    for number in range(120):
        rows.append([f"企业{number}", 5, 5])
        rows.append([NO, 7, NO])
    findings = tidy_book(Book("xlsx", [sheet_of(rows)])).findings
    assert sum(each.rule == "number_without_label" for each in findings) == 50
    assert any(each.rule == "more_of_the_same" and each.found == "70" for each in findings)


def test_from_bytes_to_json() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["2024年各县区工业"], ["县区", "产值(亿元)"], ["柳北区", 12.5]):
        page.append(row)
    page.title = "一"
    target = io.BytesIO()
    book.save(target)
    records = [record.as_dict() for record in tidy_records(read_book(target.getvalue(), "报表.xlsx"))]
    assert json.loads(json.dumps(records, ensure_ascii=False)) == [
        {
            "sheet": "一",
            "cell": "B3",
            "row": ["柳北区"],
            "col": ["产值"],
            "unit": "亿元",
            "unit_normalised": "亿元",
            "period": "2024",
            "value": 12.5,
        }
    ]


@pytest.mark.parametrize("rows", [[], [["标题"]], [[1, 2], [3, 4]], [["a", "b"], ["c", "d"]], [[NO, 5]]])
def test_what_is_no_table_gives_nothing(rows: Rows) -> None:
    assert tidied(rows) == {}


VALUES = st.sampled_from(
    [NO, NO, "地区", "指标", "单位", "亿元", "单位：万元", "2023年", 2023, 2024, 1, 2, 5.5, "—", "1-9月",
     "  其中：A", "一、甲",
     "(%)", "Coal", "0.5～0.6", "注：x", "Name", "Unit", "ID", datetime.date(2024, 1, 31), True, "续表",
     "12.5%"]
)  # fmt: skip
MERGES = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(0, 3), st.integers(0, 3))


@settings(max_examples=examples(30), deadline=None)
@given(st.lists(st.lists(VALUES, max_size=6), max_size=8), st.lists(MERGES, max_size=2))
def test_no_sheet_makes_it_fail(rows: Rows, corners: list[tuple[int, int, int, int]]) -> None:
    merges = [(row, column, row + down, column + right) for row, column, down, right in corners]
    for record in tidied(rows, merges).values():
        assert record.row and isinstance(record.value, float)
