"""Workbooks built in code: a good one per template with one thing changed."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from data.plan import plan

Row = dict[str, Any]


def energy_row(**changes: Any) -> Row:
    """One good row of S1: 柳南区, 2025."""
    return {
        "period": "2025年",
        "region": "柳南区",
        "sector": "规上工业",
        "energy_tce": 2_000_000,
        "energy_growth": 2.0,
        "value_added": 1_500_000,
        "value_added_growth": 5.0,
        "intensity_change": -2.86,
        "basis": "当量值",
        "maturity": "终核",
    } | changes


def emerging_row(**changes: Any) -> Row:
    """One good row of S4: the city's total, 2025."""
    return {
        "period": "2025年",
        "region": "柳州市",
        "category": "合计",
        "emerging_output": 2_600_000,
        "total_output": 10_000_000,
        "maturity": "终核",
    } | changes


def green_row(number: int = 1, **changes: Any) -> Row:
    """One good row of S5: an enterprise of that number, national, in force."""
    return {
        "credit_code": credit_code(number),
        "enterprise": f"测试企业{number}",
        "kind": "工厂",
        "level": "国家级",
        "batch": "2024年度",
        "document": "测试1号",
        "published_on": datetime.date(2024, 1, 31),
        "region": "柳南区",
        "sector": "C36",
        "state": "有效",
        "withdrawn_on": None,
    } | changes


def published_row(**changes: Any) -> Row:
    """One good row of S0: a figure of grade A."""
    return {
        "indicator": "规模以上工业增加值增速",
        "region": "柳州市",
        "period": "2017年上半年",
        "figure": 3.2,
        "published_unit": "%",
        "source_grade": "A",
        "source": "http://www.liuzhou.gov.cn/",
        "note": "",
    } | changes


def credit_code(number: int) -> str:
    """A unified social credit code whose check character is right (GB 32100-2015, worked out here anew)."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    body = f"91450200TEST{number:05d}".replace("S", "5")
    total = sum(letters.index(letter) * weight for letter, weight in zip(body, weights, strict=True))
    return body + letters[(31 - total % 31) % 31]


GOOD: dict[str, Any] = {"S0": published_row, "S1": energy_row, "S4": emerging_row, "S5": green_row}


def workbook(
    template_id: str, rows: Sequence[Row], *, title: str = "", drop: Sequence[str] = (), **headings: str
) -> bytes:
    """An .xlsx as a bureau sends it: title row, blank row, headings with units, rows, a remark at the foot.

    `drop` leaves columns out; keyword arguments replace headings by field name.
    """
    template = plan().templates[template_id]
    columns = [column for column in template.columns if column.field not in drop]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = template.name
    sheet.append([title or f"柳州市{template.name}"])
    sheet.append([])
    sheet.append(
        [headings.get(c.field) or (f"{c.heading}（{c.unit}）" if c.unit else c.heading) for c in columns]
    )
    for row in rows:
        sheet.append([row.get(column.field) for column in columns])
    sheet.append([])
    sheet.append(["注：测试用表"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


FIRST_ROW = 4


def cell(template_id: str, field: str, row_index: int = 0) -> str:
    """The address at which `workbook` writes a field of the n-th row."""
    fields = [column.field for column in plan().templates[template_id].columns]
    return f"{chr(ord('A') + fields.index(field))}{FIRST_ROW + row_index}"
