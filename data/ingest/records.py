"""The tidy rows of one upload and how they lie in Parquet: typed by the template, each with sheet and row."""

import datetime
import io
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from data import confine
from data.ingest.findings import Finding
from data.ingest.words.periods import Period
from data.plan import Template
from data.plan.model import Column
from data.snapshot.row_schema import schema_of

Cellvalue = str | float | datetime.date | Period | None


def leave_pandas_out() -> None:
    """Has pyarrow find no pandas when it first looks, so that the first list costs no second of imports.

    Whoever really makes a frame finds pandas all the same.
    """
    sys.meta_path.insert(0, confine.Without)
    pa.array([0])
    sys.meta_path.remove(confine.Without)


def text_of(value: Cellvalue) -> str:
    """A value as the text that keys and messages use."""
    if value is None:
        return ""
    return value.code if isinstance(value, Period) else str(value)


@dataclass
class Row:
    """One record of a workbook: its values by field, and the sheet and 1-based row they stand in.

    `cells` are the addresses of fields that do not stand in that row and their column; `key` is its record
    key once it was asked for: what the key is made of does not change any more.
    """

    sheet: str
    number: int
    values: dict[str, Cellvalue]
    cells: dict[str, str] = field(default_factory=dict)
    key: str | None = field(default=None, compare=False, repr=False)

    def text(self, name: str) -> str:
        """A value as the text that keys and messages use."""
        return text_of(self.values.get(name))


@dataclass
class Records:
    """Everything understood of one upload for one template."""

    template: Template
    rows: list[Row] = field(default_factory=list)
    letters: dict[tuple[str, str], str] = field(default_factory=dict)
    _columns: dict[str, list[Cellvalue]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _texts: dict[str, list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _by_period: tuple[int, dict[Period, list[Row]]] = field(
        default=(-1, {}), init=False, compare=False, repr=False
    )

    @cached_property
    def beside_key(self) -> tuple[Column, ...]:
        """The columns that are no part of what makes a row the same row."""
        return tuple(column for column in self.template.columns if column.field not in self.template.key)

    def key(self, row: Row) -> str:
        """What makes a row the same row in a later upload."""
        if row.key is None:
            row.key = "|".join(part_of_key(row, name) for name in self.template.key)
        return row.key

    def all_keys(self) -> list[str]:
        """The key of every row, in order."""
        if any(row.key is None for row in self.rows):
            parts = [self.texts(name) for name in self.template.key]
            for row, key in zip(self.rows, map("|".join, zip(*parts, strict=True)), strict=True):
                row.key = key
        return [row.key or "" for row in self.rows]

    def column(self, name: str) -> list[Cellvalue]:
        """What every row has in a field, in order; kept until there are more rows."""
        known = self._columns.get(name)
        if known is None or len(known) != len(self.rows):
            known = self._columns[name] = [row.values.get(name) for row in self.rows]
        return known

    def texts(self, name: str) -> list[str]:
        """What every row says in a field (or as `enterprise_key`), as messages say it; kept likewise."""
        known = self._texts.get(name)
        if known is None or len(known) != len(self.rows):
            if name == "enterprise_key":
                known = [enterprise_key(row) for row in self.rows]
            else:
                known = [value if type(value) is str else text_of(value) for value in self.column(name)]
            self._texts[name] = known
        return known

    def by_period(self) -> dict[Period, list[Row]]:
        """The rows that have a period, in order, under it; kept until there are more rows."""
        if self._by_period[0] == len(self.rows):
            return self._by_period[1]
        found: dict[Period, list[Row]] = {}
        lists: dict[int, list[Row]] = {}  # rows mostly share one object for the same words
        for row, period in zip(self.rows, self.column("period"), strict=True):
            if isinstance(period, Period):
                known = lists.get(id(period))
                if known is None:
                    known = lists[id(period)] = found.setdefault(period, [])
                known.append(row)
        self._by_period = (len(self.rows), found)
        return found

    def keys_at(self, when: Callable[[Period], str]) -> list[str]:
        """The record key of each row's series at the period whose code is told for its own, '' for none."""
        if self.template.key[0] != "period":
            codes = [when(each) if isinstance(each, Period) else "" for each in self.column("period")]
            return [
                self.key_at(row, code) if code else "" for row, code in zip(self.rows, codes, strict=True)
            ]
        told: dict[int, tuple[str, int]] = {}  # rows mostly share one object for the same words
        found = []
        for period, key in zip(self.column("period"), self.all_keys(), strict=True):
            known = told.get(id(period))
            if known is None:
                said = (when(period), len(period.code)) if isinstance(period, Period) else ("", 0)
                known = told[id(period)] = said
            code, cut = known
            found.append(code + key[cut:] if code else "")
        return found

    def key_at(self, row: Row, code: str) -> str:
        """The record key of a row's series at another period, by its code."""
        period, names = row.values.get("period"), self.template.key
        if names[0] == "period" and isinstance(period, Period):
            return code + self.key(row)[len(period.code) :]
        return "|".join(code if name == "period" else part_of_key(row, name) for name in names)

    def address(self, row: Row, name: str) -> str:
        """The cell a value stands in; without a column another cell of the record, or the row alone."""
        letter = self.letters.get((row.sheet, name), "")
        alone = not row.cells or any(
            (row.sheet, each.field) in self.letters for each in self.template.columns
        )
        if name in row.cells or letter or alone:
            return row.cells.get(name) or f"{letter}{row.number}"
        return next(iter(row.cells.values()))


def at(records: Records, row: Row, rule: str, column: Column, expected: str = "", found: str = "") -> Finding:
    """A finding at a value of a row."""
    return Finding(rule, row.sheet, records.address(row, column.field), expected, found, column.heading)


def part_of_key(row: Row, name: str) -> str:
    """The text of one field of a key."""
    return enterprise_key(row) if name == "enterprise_key" else row.text(name)


def enterprise_key(row: Row) -> str:
    """The unified social credit code, else the name without spaces, '' where no one is named."""
    code = row.values.get("credit_code")
    if code:
        return text_of(code)
    name = "".join(row.text("enterprise").split())
    return f"name:{name}" if name else ""


def to_parquet(records: Records) -> bytes:
    """The rows as one Parquet file (zstd)."""
    from pyarrow import parquet

    schema = schema_of(records.template)
    told = columns_of(records)
    table = pa.Table.from_arrays([pa.array(told[each.name], each.type) for each in schema], schema=schema)
    sink = io.BytesIO()
    parquet.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def from_parquet(
    content: bytes, template: Template, letters: Iterable[tuple[str, str, str]] = (),
    cells: Mapping[int, Mapping[str, str]] | None = None,
) -> Records:  # fmt: skip
    """The records of such a file again, with the letters and odd cells that were kept beside it."""
    from pyarrow import parquet

    where = cells or {}
    records = Records(template, letters={(sheet, name): letter for sheet, name, letter in letters})
    for number, told in enumerate(parquet.read_table(io.BytesIO(content)).to_pylist()):
        values = {column.field: told[column.field] for column in template.columns}
        for column in template.columns:
            if column.kind == "period" and values[column.field] is not None:
                values[column.field] = Period.of(told["year"], told["month"])
        records.rows.append(Row(told["sheet"], told["row"], values, dict(where.get(number, {}))))
    return records


def columns_of(records: Records) -> dict[str, list[Any]]:
    """The values of every Parquet column, row by row."""
    rows = records.rows
    told: dict[str, list[Any]] = {}
    for column in records.template.columns:
        values: list[Any] = records.column(column.field)
        if column.kind == "period":
            told["year"] = [value.year if isinstance(value, Period) else None for value in values]
            told["month"] = [value.month if isinstance(value, Period) else None for value in values]
            values = [value.code if isinstance(value, Period) else value for value in values]
        told[column.field] = values
    if records.template.column("credit_code"):
        told["enterprise_key"] = records.texts("enterprise_key")
    grades = records.column("source_grade")
    return told | {
        "record_key": records.all_keys(),
        "row_grade": [grade if isinstance(grade, str) else None for grade in grades],
        "sheet": [row.sheet for row in rows],
        "row": [row.number for row in rows],
    }
