"""Writes sample rows as the kind of workbook a bureau sends: title, headings with units, rows, a remark."""

import csv
import datetime
import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from data.plan import plan

WRITTEN = datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
Cell = str | float | int | datetime.date | None


def write(path: Path, template_id: str, title: str, rows: list[dict[str, Cell]], remark: str) -> None:
    """One workbook of a template; rows are keyed by field name and hold what a person would write."""
    template = plan().templates[template_id]
    columns = [column for column in template.columns if any(column.field in row for row in rows)]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = template.name[:31]
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append([])
    sheet.append([f"{c.heading}（{c.unit}）" if c.unit else c.heading for c in columns])
    for row in rows:
        sheet.append([row.get(column.field) for column in columns])
    sheet.append([])
    sheet.append([f"注：{remark}"])
    for number, column in enumerate(columns, 1):
        letter = sheet.cell(3, number).column_letter
        sheet.column_dimensions[letter].width = max(11, 2 * len(column.heading))
    book.properties.created = book.properties.modified = WRITTEN
    made = io.BytesIO()
    book.save(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(timeless(made.getvalue()))


def timeless(content: bytes) -> bytes:
    """The same workbook without the moment at which it was saved, so that making it again changes nothing."""
    stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            target.writestr(zipfile.ZipInfo(name, WRITTEN.timetuple()[:6]), part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def facts(path: Path, template_id: str) -> list[dict[str, Cell]]:
    """The rows of a facts file whose headings are the template's own, typed by the template's columns."""
    template = plan().templates[template_id]
    kinds = {column.heading: column for column in template.columns}
    found: list[dict[str, Cell]] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            made: dict[str, Cell] = {}
            for heading, text in row.items():
                column = kinds[heading]
                if text and column.numeric:
                    made[column.field] = float(text)
                elif text and column.kind == "date":
                    made[column.field] = datetime.date.fromisoformat(text)
                else:
                    made[column.field] = text or None
            found.append(made)
    return found
