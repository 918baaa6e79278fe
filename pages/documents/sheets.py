"""Writes a table as CSV that a spreadsheet opens safely, rounded as it is shown (as one: `workbook`)."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from data.inert import safe

NUMBERS = ("number", "whole", "year")


@dataclass(frozen=True)
class Told:
    """One column as it goes out: its heading, its kind, its decimals, its values."""

    heading: str
    kind: str
    decimals: int
    values: Sequence[Any]

    @property
    def places(self) -> int:
        return self.decimals if self.kind == "number" else 0


@dataclass(frozen=True)
class Side:
    """A sheet beside the table: its name, and lines of a name and what is said."""

    name: str
    lines: Sequence[tuple[str, str]]


def rounded(value: object, places: int) -> Decimal | None:
    """A number as the screen rounds it: halves away from zero; nothing for what is no number."""
    if value is None or isinstance(value, str) or value != value:  # NaN is unlike itself
        return None
    made = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)  # type: ignore[arg-type]
    return abs(made) if made.is_zero() else made


def to_csv(columns: Sequence[Told]) -> bytes:
    """UTF-8 with BOM: the headings first, then one line a row, and nothing else."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow([safe(column.heading) for column in columns])
    for line in lines(columns):
        out.writerow(["" if cell is None else safe(_written(cell)) for cell in line])
    return text.getvalue().encode("utf-8-sig")


def lines(columns: Sequence[Told]) -> Iterator[list[Any]]:
    """The cells of a table, line by line."""
    for line in zip(*(column.values for column in columns), strict=True):
        yield [_cell(column, value) for column, value in zip(columns, line, strict=True)]


def _cell(column: Told, value: object) -> object:
    """What stands in a cell: a rounded number, a day, a text; nothing where there is none."""
    if column.kind in NUMBERS:
        return rounded(value, column.places)
    if value is None or value != value:
        return None
    if isinstance(value, dt.date | str):
        return value
    return f"{value:g}" if isinstance(value, float) else str(value)


def _written(cell: object) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
