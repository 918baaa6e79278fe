"""Workbooks as bureaus keep them for themselves: each another shape, none of them a template of ours."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Any]
PLACES = ("城中区", "鱼峰区", "柳南区", "柳北区")


def workbook(rows: Rows, merges: Sequence[str] = (), name: str = "Sheet1") -> bytes:
    """An .xlsx of these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def places_by_fields(period: str = "2026年1—10月", more: int = 0, shifted: int = 0) -> bytes:
    """Counties below each other, grouped headings, units in a line and in a heading; `shifted` blank rows."""
    rows: list[list[Any]] = [
        [f"{period}各县区工业能耗与增加值情况"],
        [None, None, None, None, "单位：万吨标准煤、%"],
    ]
    rows += [[] for _ in range(shifted)]
    rows += [
        ["县区", "能源消费", None, "工业增加值", None],
        [None, "本期累计", "同比增长", "累计（亿元）", "可比价增长"],
        ["全市", 130.5, 2.1, 95.25, 6.1],
    ]
    rows += [[place, 10.25 + at, 1.5 + at, 20.5 + at, 4.5 + at] for at, place in enumerate(PLACES)]
    rows += [["柳江区", 9.5, 0.5, 8.25, 3.5]] * more
    rows += [["注：能耗为当量值。"], ["填报人：张三", None, None, "填报日期：2026年11月3日"]]
    head = 3 + shifted
    return workbook(rows, [f"A{head}:A{head + 1}", f"B{head}:C{head}", f"D{head}:E{head}", "A1:E1"])


def fields_by_places(period: str = "2026年1—9月") -> bytes:
    """Figures below each other with a unit each, counties side by side."""
    return workbook(
        [
            [f"各县区规上工业能耗和增加值（{period}）"],
            ["指标名称", "计量单位", "柳州市", *PLACES],
            ["综合能源消费量", "万吨标准煤", 130.5, 10.25, 11.25, 12.25, 13.25],
            ["综合能源消费量增速", "%", 2.1, 1.5, 2.5, 3.5, 4.5],
            ["工业增加值", "亿元", 95.25, 20.5, 21.5, 22.5, 23.5],
            ["工业增加值增速", "%", 6.1, 4.5, 5.5, 6.5, 7.5],
        ]
    )


def kinds_side_by_side(period: str = "2026年1-9月") -> bytes:
    """Counties by kinds of emerging industry, the unit in the title, the period in the sheet's name."""
    kinds = ["新一代信息技术", "高端装备制造", "新材料", "新能源汽车"]
    rows: list[list[Any]] = [["各县区战略性新兴产业产值（单位：亿元）"], ["县区", *kinds]]
    rows += [[place, *(1.5 + at + n for n in range(len(kinds)))] for at, place in enumerate(PLACES)]
    return workbook(rows, name=period)


def fields_by_periods(last: int = 10) -> bytes:
    """The city's figures below each other, months to date side by side."""
    months = [f"2026年1-{month}月" for month in range(last - 2, last + 1)]
    return workbook(
        [
            ["柳州市规模以上工业能耗主要指标"],
            ["指标", "单位", *months],
            ["综合能源消费量", "万吨标准煤", 100.5, 115.5, 130.5],
            ["综合能源消费量同比增长", "%", 1.5, 1.75, 2.1],
            ["规上工业增加值", "亿元", 75.5, 85.5, 95.25],
            ["规上工业增加值同比增长", "%", 5.5, 5.75, 6.1],
        ]
    )


def enterprises(period: str = "2026年三季度") -> bytes:
    """A list of enterprises under headings of the bureau's own, one row each."""
    rows: list[list[Any]] = [
        [f"{period}重点企业一般工业固废产生及利用情况"],
        [
            "序号",
            "企业全称",
            "所属县区",
            "固体废物名称",
            "固废产生量（万吨）",
            "综合利用数量（万吨）",
            "处置数量（万吨）",
        ],
        [1, "柳州甲钢铁有限公司", "柳北区", "冶炼渣", 12.5, 11.5, 1],
        [2, "柳州乙发电有限公司", "鱼峰区", "粉煤灰", 3.25, 3.25, 0],
    ]
    return workbook(rows, name="固废")


def register() -> bytes:
    """A list of names without a number, under headings of the bureau's own."""
    return workbook(
        [
            ["柳州市绿色制造示范名单"],
            ["获评单位名称", "名单类别", "评定级别", "第几批次", "发文日期", "所在地区", "目前状态"],
            ["柳州甲机械有限公司", "绿色工厂", "国家级", "第六批", "2025-03-01", "柳南区", "有效"],
            ["柳州乙食品有限公司", "绿色工厂", "自治区级", "第三批", "2024-11-20", "鱼峰区", "有效"],
            [
                "柳州丙汽车有限公司",
                "绿色供应链管理企业",
                "国家级",
                "第六批",
                "2025-03-01",
                "柳东新区",
                "有效",
            ],
        ],
        name="名单",
    )


def sectors(period: str = "2026年1—10月") -> bytes:
    """Industries below each other; the place is in the title, month and months to date side by side."""
    return workbook(
        [
            [f"{period}柳州市分行业能源消费情况"],
            ["行业名称", "综合能源消费量（吨标准煤）", None, "能耗增速（%）", "增加值增速（%）"],
            [None, "本月", "1-本月累计", "累计", "累计"],
            ["黑色金属冶炼和压延加工业", 61000, 650000, 2.5, 4.5],
            ["汽车制造业", 3100, 31000, -1.5, 6.5],
            ["非金属矿物制品业", 9100, 92000, 1.25, 3.25],
        ],
        ["A2:A3", "B2:C2"],
    )


def energies_side_by_side(year: int = 2025) -> bytes:
    """Enterprises by kinds of energy, each in a unit of its own."""
    return workbook(
        [
            [f"{year}年重点用能企业分品种能源消费情况"],
            ["企业名称", "所在县区", "原煤（吨）", "焦炭（吨）", "电力（万千瓦时）"],
            ["柳州甲钢铁有限公司", "柳北区", 1200, 300, 4500],
            ["柳州乙水泥有限公司", "柳江区", 800, None, 1500],
        ]
    )


def kinds_over_fields(period: str = "2026年三季度") -> bytes:
    """Enterprises by kinds of waste, each kind over its figures, the units in a row of their own."""
    return workbook(
        [
            [f"{period}一般工业固体废物产生利用处置情况表"],
            ["企业名称", "县区", "冶炼废渣", None, "粉煤灰", None],
            [None, None, "产生量", "综合利用量", "产生量", "综合利用量"],
            [None, None, "万吨", "万吨", "万吨", "万吨"],
            ["柳州甲钢铁有限公司", "柳北区", 12.5, 11, None, None],
            ["柳州乙发电有限公司", "鱼峰区", None, None, 3, 3],
        ],
        ["A2:A4", "B2:B4", "C2:D2", "E2:F2"],
    )


def months_below(last: int = 10) -> bytes:
    """Months to date below each other, the year in the title only."""
    rows: list[list[Any]] = [
        ["柳州市规模以上工业能耗情况（2026年）"],
        ["月份", "综合能源消费量（万吨标准煤）", "同比（%）", "工业增加值增速（%）"],
    ]
    return workbook(rows + [[f"1-{month}月", month * 10.5, 1.25, 5.5] for month in range(2, last + 1)])


SHAPES: dict[str, Callable[[], bytes]] = {
    "places_by_fields": places_by_fields,
    "fields_by_places": fields_by_places,
    "kinds_side_by_side": kinds_side_by_side,
    "fields_by_periods": fields_by_periods,
    "enterprises": enterprises,
    "register": register,
    "sectors": sectors,
    "energies_side_by_side": energies_side_by_side,
    "kinds_over_fields": kinds_over_fields,
    "months_below": months_below,
}
