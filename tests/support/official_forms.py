"""Official layouts as enterprises send them: form 205-1 as it is printed, and the wide export."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from tests.support.workbooks import credit_code

FIRST_ROW = 11
CODE = credit_code(1)

# name, unit, code, 1 … 9, own coefficient, reference coefficient
Line = list[Any]


def line(
    name: str, unit: str, code: str, numbers: Sequence[Any], own: Any = None, reference: Any = None
) -> Line:
    """One line of the form from its numbers in columns 1 to 9."""
    return [name, unit, code, *numbers, own, reference]


def lines() -> list[Line]:
    """A good form: coal with a part, coke, own blast-furnace gas, a blank line, electricity, total."""
    return [
        line("原煤", "吨", "01", [100, 1000, 800, 900, 880, 50, 20, 5, 200], 0.7, 0.7143),
        line("　其中：无烟煤", "吨", "02", [None, 400, 300, 400, 400, None, None, None, None], 0.9, 0.9428),
        line("焦炭", "吨", "09", [10, 100, 200, 90, 90, 0, 0, 0, 20], None, 0.9714),
        line("高炉煤气", "万立方米", "12", [None, None, None, 50, 50, 0, 0, 0, None], 1.1, None),
        line("天然气(气态)", "万立方米", "15", [None] * 9, None, 13.3),
        line("电力", "万千瓦时", "34", [None, 300, 180, 300, 290, 0, 10, 0, None], 1.229, 1.229),
        line("能源合计", "吨标准煤", "40", [None, None, None, 1141.1, None, None, None, None, None]),
    ]


def form_205_1(
    body: Sequence[Line] | None = None,
    *,
    period: str = "2025年1—9月",
    enterprise: str = "测试钢铁有限公司",
    code: str = CODE,
    extra: Sequence[Sequence[Any]] = ((),),
    ordinals: bool = True,
) -> bytes:
    """The form as it is printed: title, number and validity, enterprise, merged headings, ordinals, lines."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "205-1"
    head: list[list[Any]] = [
        ["能源购进、消费与库存"],
        [None] * 9 + ["表    号：２０５－１表"],
        ["统一社会信用代码：" + code] + [None] * 8 + ["制定机关：国家统计局"],
        ["单位详细名称：" + enterprise] + [None] * 8 + ["文    号：国统字（2024）88号"],
        [None] * 4 + [period] + [None] * 4 + ["有效期至：２０２６年１月"],
        list(extra[0]),
        ["能源名称", "计量单位", "代码", "期初库存量", "购进量", None, "消费量"]
        + [None] * 4 + ["期末库存量", "采用折标系数", "参考折标系数"],
        [None] * 4
        + ["实物量", "金额（千元）", "合计", "工业生产消费", None, "非工业生产消费", "合计中：运输工具消费"],
        [None] * 8 + ["用于原材料"],
        ["甲", "乙", "丙", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, "丁"] if ordinals else [],
    ]  # fmt: skip
    for number, row in enumerate([*head, *(body if body is not None else lines())], 1):
        for place, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, place, value)
    for area in ("A7:A9", "B7:B9", "C7:C9", "D7:D9", "E7:F7", "G7:K7", "L7:L9", "M7:M9", "N7:N9", "H8:I8"):
        sheet.merge_cells(area)
    sheet.cell(FIRST_ROW + 20, 1, "单位负责人：　　统计负责人：　　填表人：")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def wide(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """The export: one heading row, a line per enterprise and year."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "导出"
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
