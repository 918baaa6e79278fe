"""Makes sheets of rows and reads them as any statistical table, for the tests of the messy reader."""

import io
from typing import Any

from openpyxl import Workbook

from data.ingest.cells.grid import Book, Sheet, Value
from data.ingest.tables.tidy import Record, tidy_records

Rows = list[list[Any]]
NO = None  # an empty cell


def sheet_of(rows: Rows, merges: list[tuple[int, int, int, int]] | None = None, name: str = "表") -> Sheet:
    """A sheet from rows; None is a blank, whole numbers become floats as they do in reading."""
    cells: dict[tuple[int, int], Value] = {}
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                cells[row, column] = float(value) if type(value) is int else value
    return Sheet(name, cells, merges or [])


def tidied(
    rows: Rows, merges: list[tuple[int, int, int, int]] | None = None, name: str = "表"
) -> dict[str, Record]:
    records = tidy_records(Book("xlsx", [sheet_of(rows, merges, name)]))
    assert len({record.cell for record in records}) == len(records)
    return {record.cell: record for record in records}


def said(record: Record) -> tuple[list[str], list[str], str | None, str | None, float]:
    return record.row, record.col, record.unit, record.period, record.value


def content_of(rows: Rows, merges: list[tuple[int, int, int, int]] | None = None, name: str = "表") -> bytes:
    """The same rows as the bytes of an .xlsx."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for top, left, bottom, right in merges or []:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
