"""One tidy table in every layout that bureaus use reads back equal; each kind that once failed by itself."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.examples import examples
from tests.support.tables import NO, Rows, said, tidied

UNITS = ["计量单位", "亿元", "亿千瓦时"]
PLACES = ["城中区", "鱼峰区", "柳南区", "柳北区", "柳江区"]
NAMES = [
    ("工业总产值", "亿元"),
    ("综合能源消费量", "万吨标准煤"),
    ("用电量", "亿千瓦时"),
    ("生铁产量", "万吨"),
]


def read(
    rows: Rows, merges: list[tuple[int, int, int, int]] | None = None, name: str = "表"
) -> dict[str, Any]:
    """Cell → (row path, column path, unit, period)."""
    return {cell: said(record)[:4] for cell, record in tidied(rows, merges, name).items()}


@pytest.mark.parametrize(
    "facts",
    [
        [["指标名称", "产值", "用电量"], ["地区", "柳州市", "柳州市"], ["频率", "月", "月"], UNITS],
        [["指标", "产值", "用电量"], ["区域", "柳州", "柳州"], ["频度", "月", "月"], UNITS, ["来源", "甲"]],
        [["时间", "产值", "用电量"], [NO, "月", "月"], [NO, "亿元", "亿千瓦时"]],
    ],
)  # fmt: skip
def test_rows_of_facts_above_the_series(facts: Rows) -> None:
    found = read([*facts, ["2025年1月", 5.1, 120], ["2025年2月", 5.2, 240]])
    row = len(facts) + 1
    assert found[f"B{row}"] == (["2025年1月"], ["产值"], "亿元", "2025-01")
    assert found[f"C{row + 1}"] == (["2025年2月"], ["用电量"], "亿千瓦时", "2025-02")
    assert len(found) == 4


def test_how_often_is_no_unit() -> None:
    found = read([["地区", "产值", "用电量"], ["频率", "年", "年"], ["城中区", 5.1, 120]])
    assert found == {
        "B3": (["城中区"], ["产值"], None, None),
        "C3": (["城中区"], ["用电量"], None, None),
    }


def test_places_that_differ_name_their_column() -> None:
    facts = [
        ["指标", "产值", "产值"],
        ["地区", "柳州", "桂林"],
        ["频率", "月", "月"],
        ["单位", "亿元", "亿元"],
    ]
    found = read([*facts, ["2025年1月", 5, 6]])
    assert found["C5"] == (["2025年1月"], ["桂林", "产值"], "亿元", "2025-01")


@pytest.mark.parametrize(
    ("above", "sheet"),
    [
        (["2025年各县区综合能源消费量（吨标准煤）"], "表"),
        (["2025年各县区综合能源消费量 吨标准煤"], "表"),
        (["指标：2025年综合能源消费量（吨标准煤）"], "表"),
        (["2025年各县区综合能源消费量"], "能耗(吨标准煤)"),
    ],
)
def test_a_unit_in_title_indicator_line_or_name_of_the_sheet(above: list[Any], sheet: str) -> None:
    found = read([above, ["地区", "1—6月", "1—9月", "增长率"], ["城中区", 5, 8, 3]], name=sheet)
    assert found["B3"] == (["城中区"], ["1—6月"], "吨标准煤", "2025-06")
    assert found["C3"] == (["城中区"], ["1—9月"], "吨标准煤", "2025-09")
    assert found["D3"][2] == "%"


def test_a_ratio_takes_no_unit_of_amounts_from_above_the_table() -> None:
    found = read([["单位：万吨"], ["地区", "产量", "占比"], ["城中区", 5, 8]])
    assert (found["B3"][2], found["C3"][2]) == ("万吨", None)


def test_a_unit_in_the_label_of_the_row() -> None:
    found = read(
        [
            ["指标", "2025年"],
            ["综合能源消费量（万吨标准煤）", 5],
            ["  电力，亿千瓦时", 6],
            ["用电量:亿千瓦时", 7],
            ["下降率%", 3],
        ]
    )
    assert [each[2] for each in found.values()] == ["万吨标准煤", "亿千瓦时", "亿千瓦时", "%"]


@pytest.mark.parametrize("beside", [NO, "▲", 100])
def test_a_unit_in_a_block_row_inside_the_body(beside: object) -> None:
    found = read(
        [
            ["项目", "2024年", "2025年"],
            ["总量（万吨标准煤）", NO, NO],
            ["原煤", 5, 8],
            ["油品", 6, 9],
            ["构成（%）", NO, beside],
            ["原煤", 45, 47],
            ["油品", 55, 53],
        ]
    )
    assert found["B3"] == (["总量", "原煤"], ["2024年"], "万吨标准煤", "2024")
    assert found["C6"] == (["构成", "原煤"], ["2025年"], "%", "2025")
    assert found["B7"] == (["构成", "油品"], ["2024年"], "%", "2024")
    assert ("C5" in found) == (beside == 100)


def test_what_stands_under_a_part_shares_the_unit_of_its_whole() -> None:
    found = read(
        [
            ["地区", "综合能源消费量（万吨标准煤）", "其中：", NO, NO, "工业总产值（亿元）"],
            [NO, NO, "钢铁", "有色", "占比", NO],
            ["城中区", 5, 2, 1, 40, 8],
        ],
        [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5), (1, 6, 2, 6)],
    )
    assert [each[2] for each in found.values()] == ["万吨标准煤", "万吨标准煤", "万吨标准煤", None, "亿元"]


def test_what_stands_under_a_part_is_of_its_own_neighbour() -> None:
    found = read(
        [
            ["地区", "综合能源消费量（万吨标准煤）", "其中：", NO, "工业总产值（亿元）", "其中：", NO],
            [NO, NO, "钢铁", "用电（亿千瓦时）", NO, "钢铁", "占比（%）"],
            ["城中区", 5, 2, 3, 8, 4, 50],
        ],
        [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5), (1, 6, 1, 7)],
    )
    assert [each[2] for each in found.values()] == [
        "万吨标准煤", "万吨标准煤", "亿千瓦时", "亿元", "亿元", "%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("各县区综合能源消费量（2026年，万吨标准煤）", "万吨标准煤"),
        ("各县区企业数（个，2026年）", "个"),
        ("各县区情况（初步，按现价）", None),
    ],
)
def test_a_unit_may_share_its_brackets_with_a_year(title: str, unit: str | None) -> None:
    found = read([[title], ["地区", "一季度", "上半年"], ["城中区", 5, 8]])
    assert {each[2] for each in found.values()} == {unit}


def test_two_units_in_one_line_go_by_the_leaf() -> None:
    found = read(
        [
            ["单位：人、‰"],
            ["地区", "死亡率及人数", NO, NO],
            [NO, "死亡人数", "死亡率", "其中：男性死亡率"],
            ["城中区", 40, 3, 2],
        ],
        [(2, 1, 3, 1), (2, 2, 2, 4)],
    )
    assert [each[2] for each in found.values()] == ["人", "‰", "‰"]


def test_a_sub_heading_may_stand_in_the_row_of_units() -> None:
    found = read(
        [["地区", "工业产值", "用电量", NO], [NO, "亿元", "工业", "居民"], ["城中区", 5, 2, 40]],
        [(1, 3, 1, 4)],
    )
    assert found["B3"] == (["城中区"], ["工业产值"], "亿元", None)
    assert found["C3"] == (["城中区"], ["用电量", "工业"], None, None)


@pytest.mark.parametrize(
    "again", [[NO, "合计", "煤炭", "合计", "新产品"], ["地区", "合计", "煤炭", "合计", "新产品"]]
)
def test_a_heading_repeated_in_part_is_the_whole_one(again: list[Any]) -> None:
    found = read(
        [
            ["单位：万吨"],
            ["地区", "能源消费", NO, "产量", NO],
            [NO, "合计", "煤炭", "合计", "新产品"],
            ["城中区", 5, 8, 1, 2],
            ["鱼峰区", 6, 9, 1, 2],
            again,
            ["柳南区", 7, 10, 1, 2],
        ],
        [(2, 2, 2, 3), (2, 4, 2, 5)],
    )
    assert found["C7"] == (["柳南区"], ["能源消费", "煤炭"], "万吨", None)
    assert found["E7"] == (["柳南区"], ["产量", "新产品"], "万吨", None)


def test_a_heading_below_that_names_one_column_anew() -> None:
    found = read(
        [
            ["地区", "产值（亿元）", "能耗（万吨标准煤）"],
            ["城中区", 5, 8],
            ["地区", "用电量（亿千瓦时）", NO],
            ["柳南区", 7, 10],
        ]
    )
    assert found["B4"] == (["柳南区"], ["用电量"], "亿千瓦时", None)
    assert "C4" not in found, "nobody can tell what it is"


def test_a_month_or_quarter_by_itself_is_never_january_to_it() -> None:
    rows: Rows = [
        ["2025年9月能源"],
        ["指标", "当月", "累计", "当月同比", "累计同比"],
        ["用电量（亿千瓦时）", 5, 40, 3, 4],
    ]
    assert [each[3] for each in read(rows).values()] == ["2025-M09", "2025-09", "2025-M09", "2025-09"]
    rows = [["2025年三季度"], ["指标", "计量单位", "本季", "本年累计"], ["用电量", "亿千瓦时", 5, 40]]
    assert [each[3] for each in read(rows).values()] == ["2025-Q3", "2025-09"]
    rows = [["指标", "2025年9月", "2025年1—9月"], ["用电量（亿千瓦时）", 5, 40]]
    assert [each[3] for each in read(rows).values()] == ["2025-M09", "2025-09"]
    rows = [["2025年10月"], ["指标", "计量单位", "本月", "1—本月累计"], ["用电量", "亿千瓦时", 5, 40]]
    assert [each[3] for each in read(rows).values()] == ["2025-M10", "2025-10"]


@dataclass(frozen=True)
class Layout:
    """How one bureau writes a table of places by indicators."""

    unit: str  # where the unit is written
    across: bool  # indicators across, places down; or the other way round
    period: str  # where the period is written
    foot: bool
    total: bool
    blank: bool


layouts = st.builds(
    Layout,
    st.sampled_from(["bracket", "row", "line", "title", "sheet", "column"]),
    st.booleans(),
    st.sampled_from(["title", "line", "sheet"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=examples(30), deadline=None)
@given(
    layouts,
    st.integers(2, len(PLACES)),
    st.integers(1, len(NAMES)),
    st.sampled_from(["2025年", "2025年1—9月", "2024年1-6月"]),
    st.randoms(use_true_random=False),
)
def test_a_tidy_table_in_any_layout_reads_back_equal(
    layout: Layout, places: int, count: int, period: str, random: Any
) -> None:
    one_unit = layout.unit in ("line", "title", "sheet")
    names = [(name, NAMES[0][1] if one_unit else unit) for name, unit in NAMES[:count]]
    rows_of = PLACES[:places]
    values = {
        (place, name): round(random.uniform(1, 5000), random.choice([0, 1, 2]))
        for place in rows_of
        for name, _ in names
    }
    rows, sheet, expected = rendered(layout, rows_of, names, period, values)
    found = {
        (record.row[-1], record.col[-1], record.value): (record.unit, record.period)
        for record in tidied(rows, None, sheet).values()
    }
    assert found == expected


def rendered(
    layout: Layout, places: list[str], names: list[tuple[str, str]], period: str,
    values: dict[tuple[str, str], float],
) -> tuple[Rows, str, dict[tuple[str, str, float], tuple[str, str]]]:  # fmt: skip
    """The rows of a sheet, its name, and what must be read from it."""
    code = {"2025年": "2025", "2025年1—9月": "2025-09", "2024年1-6月": "2024-06"}[period]
    unit = names[0][1]
    title = f"柳州市{period if layout.period == 'title' else ''}主要指标" + (
        f"（{unit}）" if layout.unit == "title" else ""
    )
    sheet = (period if layout.period == "sheet" else "表") + (f"（{unit}）" if layout.unit == "sheet" else "")
    rows: Rows = [[title]]
    if layout.period == "line":
        rows.append([f"时间：{period}"])
    if layout.blank:
        rows.append([NO])
    if layout.unit == "line":
        rows.append([NO, f"单位：{unit}"])
    written = {name: f"{name}（{own}）" if layout.unit == "bracket" else name for name, own in names}
    down = not layout.across
    if layout.unit == "column" or (layout.unit == "row" and down):
        rows.append(["指标", "计量单位", *places])
        rows += [[written[name], own, *(values[place, name] for place in places)] for name, own in names]
        expected = {
            (name, place, values[place, name]): (own, code) for name, own in names for place in places
        }
    elif down:
        rows.append(["指标", *places])
        rows += [[written[name], *(values[place, name] for place in places)] for name, _ in names]
        expected = {
            (name, place, values[place, name]): (own, code) for name, own in names for place in places
        }
    else:
        rows.append(["地区", *(written[name] for name, _ in names)])
        if layout.unit == "row":
            rows.append([NO, *(own for _, own in names)])
        rows += [[place, *(values[place, name] for name, _ in names)] for place in places]
        expected = {
            (place, name, values[place, name]): (own, code) for name, own in names for place in places
        }
    if layout.foot:
        rows += [["注：数据为快报数。"], ["填表人：张三", NO, "审核人：李四"]]
    return rows, sheet, expected
