"""Workbooks built in code, as a bureau sends them and as a person fills the blank."""

import datetime
import io
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from data.ingest import blank
from data.plan import plan

Row = dict[str, Any]


def day(text: str) -> datetime.date:
    """A calendar day."""
    return datetime.date.fromisoformat(text)


def credit_code(number: int) -> str:
    """A unified social credit code whose check character is right (GB 32100-2015, worked out here anew)."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    body = f"91450200TEST{number:05d}".replace("S", "5")
    total = sum(letters.index(letter) * weight for letter, weight in zip(body, weights, strict=True))
    return body + letters[(31 - total % 31) % 31]


def workbook(
    template_id: str, rows: Sequence[Row], *, title: str = "", drop: Sequence[str] = (), **headings: str
) -> bytes:
    """An .xlsx as a bureau sends it: title row, blank row, headings with units, rows, a remark at the foot.

    `drop` leaves columns out; keyword arguments replace headings by field name.
    """
    template = plan().templates[template_id]
    unknown = {field for row in rows for field in row} - {column.field for column in template.columns}
    assert not unknown, unknown
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
READY = 25  # rows under the headings of a blank that a test fills


def cell(template_id: str, field: str, row_index: int = 0) -> str:
    """The address at which `workbook` writes a field of the n-th row."""
    fields = [column.field for column in plan().templates[template_id].columns]
    return f"{chr(ord('A') + fields.index(field))}{FIRST_ROW + row_index}"


@cache
def blank_of(template_id: str, ready: int) -> bytes:
    """The blank workbook of a template with so many rows made ready: of the five hundred it has most cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blank, "ROWS", ready)
        return blank.blank(template_id)[1]


def filled_blank(template_id: str, rows: Sequence[Row]) -> bytes:
    """The blank workbook of a template with rows written under its headings and over its example."""
    template = plan().templates[template_id]
    book = load_workbook(io.BytesIO(blank_of(template_id, max(READY, len(rows)))))
    sheet = book[template.name[:31]]
    for number, row in enumerate(rows or [{}], blank.HEADING_ROW + 1):
        unknown = set(row) - {column.field for column in template.columns}
        assert not unknown, unknown
        for place, column in enumerate(template.columns, 1):
            sheet.cell(number, place).value = row.get(column.field)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def named_workbook(template_id: str, rows: Sequence[Row]) -> tuple[bytes, str]:
    """The bytes and file name of a workbook of a template."""
    return workbook(template_id, rows), f"{template_id}.xlsx"


def files(**rows: Sequence[Row]) -> list[tuple[bytes, str]]:
    """Several workbooks at once: files(S6=[project()], S7=[…])."""
    return [named_workbook(template, found) for template, found in rows.items()]
