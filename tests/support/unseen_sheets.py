"""Workbooks of other systems and habits: English headings, a pivot, growth beside each figure, serials."""

import io
from typing import Any

from openpyxl import Workbook

from tests.support.bureau_sheets import workbook
from tests.support.workbooks import credit_code

PLACES = ("柳南区", "柳北区", "鱼峰区")


def english() -> bytes:
    """English headings and title, each figure with its growth to the right."""
    rows: list[list[Any]] = [
        ["Industrial energy use and value added, Liuzhou, Jan-Oct 2026"],
        [],
        ["County", "Energy (10 000 tce)", "Growth, %", "Value added (100 million yuan)", "Growth, %"],
    ]
    places = ("Liunan", "Liubei", "Yufeng")
    return workbook([*rows, *([place, 10.5 + at, 1.5, 20.5, 5.5] for at, place in enumerate(places))])


def flat_growths() -> bytes:
    """Two figures, each with 增速 beside it, and nothing above them."""
    rows: list[list[Any]] = [
        ["2026年1—10月各县区能耗与增加值"],
        ["县区", "综合能耗（吨标准煤）", "增速（%）", "工业增加值（万元）", "增速（%）"],
    ]
    return workbook([*rows, *([place, 1000.0 + at, 1.5, 500.0, 5.5] for at, place in enumerate(PLACES))])


def system_export() -> bytes:
    """A csv as a database writes it: English words joined by underscores, units at their ends, codes."""
    lines = [
        "stat_period,region_code,region_name,energy_consumption_tce,energy_yoy_pct,va_yoy_pct,basis,status"
    ]
    lines += [f"2026-10,{at},{place},{1000 + at},1.5,5.5,equivalent,flash" for at, place in enumerate(PLACES)]
    return "\r\n".join(lines).encode("utf-8-sig")


def pivot() -> bytes:
    """A pivot of places and sectors; no period anywhere."""
    rows: list[list[Any]] = [["求和项:综合能耗", "列标签"], ["行标签", "C30", "C31", "总计"]]
    return workbook(
        [*rows, *([place, 100.0, 200.0, 300.0] for place in PLACES), ["总计", 300.0, 600.0, 900.0]]
    )


def kinds_with_total() -> bytes:
    """Kinds below each other, the first one 合计, and another table below."""
    return workbook([
        ["战略性新兴产业产值（2026年1—9月）"],
        ["类别", "新兴产业产值（亿元）", "规上工业总产值（亿元）"],
        ["合计", 320.5, 1000.0], ["新能源汽车产业", 200.1], ["高端装备制造产业", 80.2], ["新材料产业", 40.2],
        [], [], ["附：绿色工厂数量"], ["县区", "国家级", "自治区级"], ["柳南区", 3, 4], ["柳北区", 2, 5],
    ])  # fmt: skip


def codes_beside_names() -> bytes:
    """Enterprises with code and place, kinds of waste side by side above their figures."""
    return workbook(
        [
            ["2026年三季度一般工业固体废物情况"],
            ["单位：吨"],
            ["企业名称", "统一社会信用代码", "所在县区", "冶炼废渣", None, "粉煤灰", None],
            [None, None, None, "产生量", "综合利用量", "产生量", "综合利用量"],
            *(
                [f"柳州市第{at}冶炼有限公司", credit_code(at), PLACES[at % 3], 100.0, 80.0, 50.0, 40.0]
                for at in (1, 2, 3)
            ),
        ],
        ["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3"],
    )


def serial_months() -> bytes:
    """Months that lost their format: 46081 for 28 February 2026."""
    rows: list[list[Any]] = [
        ["柳南区逐月累计能耗"],
        ["月份", "累计能耗（tce）", "累计增速（%）", "工业增加值增速（%）"],
    ]
    return workbook([*rows, *([46081 + 30 * at, 1000.0 * (at + 2), 1.5, 5.5] for at in range(3))])


def marked_growths() -> bytes:
    """Footnote marks behind headings that are called the same without them, and behind numbers."""
    rows: list[list[Any]] = [
        ["表1　各县区综合能源消费量和增加值（2026年1—9月）"],
        ["县区", "综合能源消费量①（万吨标准煤）", "增长②（%）", "工业增加值③（亿元）", "增长（%）"],
    ]
    figures = [[place, 10.5 + at, 1.5, 20.5, f"{5 + at}.5[1]"] for at, place in enumerate(PLACES)]
    return workbook([*rows, *figures, ["注：①当量值。②按可比口径。③现价。"]])


def county_by_county() -> bytes:
    """A sheet for each county, which its title names; nothing else does."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for at, place in enumerate(PLACES):
        sheet = book.create_sheet(place)
        sheet.append([f"{place}2026年三季度一般工业固体废物产生和利用（吨）"])
        sheet.append(["企业", "代码", "废物种类", "产生量", "综合利用量"])
        sheet.append([f"{place}一厂", credit_code(at + 1), "冶炼废渣", 100.0 + at, 80.0])
        sheet.append([f"{place}二厂", credit_code(at + 11), "粉煤灰", 50.0, 40.0])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def energies_with_their_sum() -> bytes:
    """Enterprises down, energies across with their units below them, and among them what they add up to."""
    return workbook([
        ["重点用能企业分品种能源消费（2026年1—9月）"],
        ["企业名称", "统一社会信用代码", "县区", "原煤", "焦炭", "电力", "综合能耗"],
        [None, None, None, "吨", "吨", "万千瓦时", "吨标准煤"],
        *([f"{at}号厂", credit_code(at), PLACES[at % 3], 100.0, 20.0, 3.0, 94.5] for at in (1, 2, 3)),
    ])  # fmt: skip
