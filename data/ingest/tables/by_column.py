"""Reads the cells of a sheet by column, each content once, where nothing in them needs to be told."""

import datetime
from collections.abc import Mapping
from typing import Any

from data.ingest.cells.grid import Value
from data.ingest.records import Cellvalue
from data.ingest.tables.reading import Reading
from data.ingest.tables.recognise import Layout
from data.ingest.tables.values import expectation, factor_of, value_of
from data.ingest.words.numbers import is_blank
from data.plan.model import Column

INFINITE = float("inf")
PLAIN = (str, float, datetime.datetime, datetime.date)
LOUD = object()  # a cell of which something must be told


def raws_of(layout: Layout, rows: list[int]) -> dict[int, list[Value | None]]:
    """What stands in these rows, by each column of the sheet that is of the template."""
    lines = [layout.sheet.lines[row] for row in rows]
    return {at: [line.get(at) for line in lines] for at in layout.taken}


def by_column(
    reading: Reading, raws: Mapping[int, list[Value | None]], numbers: list[int]
) -> list[dict[str, Cellvalue] | None]:
    """The values of each of these rows by field; None for one that must be read cell by cell.

    `raws` is what stands in the rows by column.
    Nothing is told of a row that is read here: all its cells are of contents that need no remark.
    """
    layout, merges = reading.layout, reading.layout.sheet.merges
    if any(bottom > max(top, layout.heading_row) for top, _, bottom, _ in merges):
        return [None] * len(numbers)
    fields = [column.field for column, _ in layout.places]
    columns = [values_of(reading, column, at, raws, numbers) for column, at in layout.places]
    found: list[dict[str, Any] | None] = [dict(zip(fields, values)) for values in zip(*columns)]  # noqa: B905  in step
    for column in columns:
        for at in [at for at, value in enumerate(column) if value is LOUD]:
            found[at] = None
    return found


def values_of(
    reading: Reading,
    column: Column,
    at: int | None,
    told: Mapping[int, list[Value | None]],
    numbers: list[int],
) -> list[object]:
    """What one column says in these rows, LOUD for what must be told."""
    if at is None:
        return [elsewhere(reading, 0, column)] * len(numbers) if numbers else []
    raws = told[at]
    known: dict[object, object] = {None: quietly(reading, column, None)}
    if not column.numeric:
        known |= {raw: quietly(reading, column, raw) for raw in set(raws) if type(raw) in PLAIN}
        return [known[raw] if raw is None or type(raw) in PLAIN else LOUD for raw in raws]
    words = {raw for raw in raws if type(raw) is str}
    known |= {raw: quietly(reading, column, raw) if is_blank(raw) else LOUD for raw in words}
    factor, percents = factor_of(reading, column), reading.layout.sheet.percent_cells
    values = [
        raw * factor if type(raw) is float and -INFINITE < raw < INFINITE
        else known[raw] if raw is None or type(raw) is str else LOUD
        for raw in raws
    ]  # fmt: skip
    if not percents:
        return values
    return [
        value * 100 if type(value) is float and (number, at) in percents else value
        for number, value in zip(numbers, values, strict=True)
    ]


def quietly(reading: Reading, column: Column, raw: Value | None) -> object:
    """What a content is read as, LOUD when something must be told of it."""
    unheard = Reading(reading.layout, reading.sense, carried=reading.carried, factors=reading.factors)
    value = read_cell(unheard, 0, column, raw)
    return LOUD if unheard.told else value


def read_cell(reading: Reading, row: int, column: Column, raw: Value | None) -> Cellvalue:
    """One cell by the kind of its column; a blank one is what the column has for it."""
    if raw is None or is_blank(raw):
        carried = reading.carried if column.kind == "period" else None
        return carried or empty(reading, row, column)
    return value_of(reading, row, column, raw)


def empty(reading: Reading, row: int, column: Column) -> Cellvalue:
    """A blank cell: the column's default, or a finding where it must be filled."""
    if column.default is not None:
        return column.default
    if column.required and column.field in reading.layout.columns:
        example = reading.layout.template.example.get(column.field, "")
        wanted = expectation(column)
        reading.add("value_missing", row, column, example if example and wanted == column.heading else wanted)
    return None


def elsewhere(reading: Reading, row: int, column: Column) -> Cellvalue:
    """What has no column: the same in every row, or the period of the title, or what a blank cell is."""
    if column.field in reading.layout.fixed:
        return fixed_value(reading, column)
    return reading.sense.period if column.kind == "period" else empty(reading, row, column)


def fixed_value(reading: Reading, column: Column) -> Cellvalue:
    """What is the same in every row of a sheet; read once, so that a fault in it is one finding."""
    if column.field not in reading.fixed:
        layout = reading.layout
        reading.fixed[column.field] = value_of(
            reading, layout.first_heading_row, column, layout.fixed[column.field]
        )
    return reading.fixed[column.field]
