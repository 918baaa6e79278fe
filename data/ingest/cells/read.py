"""Turns the bytes of a foreign workbook into a Book or a Refused; runs in the child process alone."""

import datetime
import logging
from typing import Any

from data.ingest.cells import guard, reader
from data.ingest.cells.grid import Book, ByRow, Sheet, Value
from data.ingest.findings import Finding, Refused

LOG = logging.getLogger(__name__)
PLAIN = {str, float}  # what a cell holds as it comes
OWN = (Refused, MemoryError, KeyboardInterrupt, SystemExit)


def read_book(content: bytes, name: str) -> Book:
    """The workbook in `content`; `name` is only shown and tells .et from .xls. Raises Refused, nothing else.

    Sheets keep their order, hidden ones included and marked; error cells, hidden parts and formulas
    without a result are in `Book.findings`.
    """
    kind = guard.kind_of(content, name)
    try:
        answer = reader.read(content, kind)
    except OWN:
        raise
    except BaseException as error:  # a panic of the Rust reader is no Exception
        LOG.warning("a reader stopped on a %s: %s", kind, error)
        raise guard.refuse("damaged", found=kind.upper()) from error
    book = Book(kind, [_sheet(sheet) for sheet in answer["sheets"]], [])
    if kind != "xlsx":
        book.findings.append(Finding("old_format", found="." + kind))
    book.findings += [Finding(**finding) for finding in answer["findings"]]
    if not any(sheet.cells for sheet in book.sheets):
        raise guard.refuse("no_cells")
    return book


def _sheet(raw: dict[str, Any]) -> Sheet:
    lines: dict[int, dict[int, Value]] = raw["lines"] or {}
    for row, first, values in raw["rows"]:
        told = zip(range(first, first + len(values)), values, strict=True)
        if PLAIN.issuperset(map(type, values)):
            lines[row] = dict(told)
        else:
            lines[row] = {column: _value(value) for column, value in told if value is not None}
    sheet = Sheet(
        raw["name"],
        ByRow(lines),
        [(r1, c1, r2, c2) for r1, c1, r2, c2 in raw["merges"]],
        raw["hidden"],
        set(raw["hidden_rows"]),
        set(raw["hidden_columns"]),
        {(row, column) for row, column in raw["percent_cells"]},
        {(row, column): steps for row, column, steps in raw["indents"]},
    )
    sheet.lines = lines  # they come by row: nobody need sort them
    return sheet


def _value(raw: Any) -> Value:
    if isinstance(raw, bool | str):
        return raw
    if isinstance(raw, list):
        kind, text = raw
        moment = datetime.datetime.fromisoformat(text)
        return moment.date() if kind == "date" else moment
    return float(raw)
