"""What differs between any two generations in figures: cards of the overview, and records by template."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data.keep.errors import NoSuchGeneration
from data.plan import Template, plan
from data.plan.model import Column
from data.snapshot import moves, past
from data.snapshot.moves import Move
from data.snapshot.statements import statement

STATES = ("changed", "gone", "new")
EACH = 20  # records of one template and state that are told; the rest is counted
ROWS = "SELECT * FROM query_table($table_name) WHERE record_key IN (SELECT unnest($keys))"
FIELDS = "SELECT column_name FROM duckdb_columns() WHERE database_name = $side AND table_name = $table_name"
LETTERS = """
SELECT upload, sheet, field, letter FROM query_table($table_name)
WHERE upload IN (SELECT unnest($uploads))
"""
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """Records of one snapshot by key, and in which column of their sheet each field stands."""

    rows: dict[str, dict[str, Any]]
    letters: dict[tuple[str, str, str], str]

    def cell(self, row: Values, field: str) -> str:
        """The cell of a value in its upload; the row alone where the field has no column."""
        return f"{self.letters.get((row['upload'], row['sheet'], field), '')}{row['row']}"


@dataclass(frozen=True)
class RecordLine:
    """One value of a record that differs; of a new or gone record its first number.

    `state` is changed, gone or new; `difference` is after less before in `unit`, empty for what is no number.
    `key` are the values of the template's key by field; `upload`, `sheet` and `cell` say where it stands (of
    what is gone: where it stood).
    """

    template: str
    state: str
    key: dict[str, str]
    field: str
    before: str
    after: str
    difference: str
    unit: str
    upload: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class SheetCount:
    """How many records of a template are new, changed, gone and the same."""

    template: str
    new: int
    changed: int
    gone: int
    same: int


@dataclass(frozen=True)
class Difference:
    """From a generation to another: cards that differ, counts of each template that does, first records."""

    from_generation: int
    to_generation: int
    moves: tuple[Move, ...]
    sheets: tuple[SheetCount, ...]
    lines: tuple[RecordLine, ...]


def between(first: int, second: int, each: int = EACH) -> Difference:
    """What differs from one generation to another (either order); snapshots that were pruned are made again.

    Raises NoSuchGeneration, and what `past.again` raises.
    """
    before, after = file_of(first), file_of(second)
    counts: list[SheetCount] = []
    lines: list[RecordLine] = []
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        database.execute("ATTACH $path AS before (READ_ONLY)", {"path": str(before)})
        database.execute("ATTACH $path AS after (READ_ONLY)", {"path": str(after)})
        for template in plan().templates.values():
            count, differing = told(database, template, each)
            if differing:
                counts.append(count)
                lines += differing
    return Difference(first, second, tuple(moves.between(before, after)), tuple(counts), tuple(lines))


def file_of(generation: int) -> Path:
    """The snapshot of a generation. Raises NoSuchGeneration, also for 0."""
    path = past.file_of(generation)
    if path is None:
        raise NoSuchGeneration(generation)
    return path


def common_fields(database: duckdb.DuckDBPyConnection, template: Template) -> list[str]:
    """The columns of a template that both snapshots have."""
    sides = [
        {
            str(name)
            for (name,) in database.execute(FIELDS, {"side": side, "table_name": template.table}).fetchall()
        }
        for side in ("before", "after")
    ]
    return [column.field for column in template.columns if all(column.field in side for side in sides)]


def told(
    database: duckdb.DuckDBPyConnection, template: Template, each: int
) -> tuple[SheetCount, list[RecordLine]]:
    """How many records of a template differ and the first of them, value by value.

    None of a template that one of the snapshots does not know.
    """
    fields = common_fields(database, template)
    if not fields:
        return SheetCount(template.id, 0, 0, 0, 0), []
    given = {f"{side}_table": f"{side}.{template.table}" for side in ("before", "after")}
    rows = database.execute(
        statement("sql/records_between.sql"), {**given, "fields": fields, "most": each}
    ).fetchall()
    counts = {str(state): int(count) for state, count, _ in rows}
    first = {str(state): list(keys or ()) for state, _, keys in rows}
    count = SheetCount(template.id, *(counts.get(state, 0) for state in ("new", "changed", "gone", "same")))
    keys = [key for state in STATES for key in first.get(state, ())]
    before, after = (side(database, name, template, keys) for name in ("before", "after"))
    found: list[RecordLine] = []
    for state in STATES:
        for key in first.get(state, ()):
            found += of_record(template, fields, state, key, before, after)
    return count, found


def side(database: duckdb.DuckDBPyConnection, name: str, template: Template, keys: list[str]) -> Side:
    """What one snapshot says of these keys."""
    answer = database.execute(ROWS, {"table_name": f"{name}.{template.table}", "keys": keys})
    names = [item[0] for item in answer.description or []]
    made = [dict(zip(names, values, strict=True)) for values in answer.fetchall()]
    uploads = sorted({str(row["upload"]) for row in made})
    letters = database.execute(LETTERS, {"table_name": f"{name}.cells", "uploads": uploads}).fetchall()
    return Side(
        {str(row["record_key"]): row for row in made},
        {(upload, sheet, field): letter for upload, sheet, field, letter in letters},
    )


def of_record(
    template: Template, fields: Sequence[str], state: str, key: str, before: Side, after: Side
) -> list[RecordLine]:
    """The values of a record that differ; of one that only one side has, its first number."""
    was, now = before.rows.get(key, {}), after.rows.get(key, {})
    stands, row = (after, now) if now else (before, was)
    columns = [column for column in template.columns if column.field in fields]
    differing = [one for one in columns if text(was.get(one.field)) != text(now.get(one.field))]
    return [
        RecordLine(
            template.id, state, key_of(template, row), column.field, text(was.get(column.field)),
            text(now.get(column.field)), rise(column, was, now), column.unit or "", str(row["upload"]),
            str(row["sheet"]), stands.cell(row, column.field),
        )
        for column in (differing if state == "changed" else [first_told(template, columns, row)])
    ]  # fmt: skip


def first_told(template: Template, columns: Sequence[Column], row: Values) -> Column:
    """The first number of a row, else its first value that is no part of the key."""
    filled = [one for one in columns if one.field not in template.key and row[one.field] is not None]
    return next((one for one in filled if one.numeric), (filled or list(columns))[0])


def key_of(template: Template, row: Values) -> dict[str, str]:
    """The values of a key by field, the name of an enterprise for its code."""
    fields = ["enterprise" if name == "enterprise_key" else name for name in template.key]
    return {field: text(row.get(field)) for field in fields}


def rise(column: Column, before: Values, after: Values) -> str:
    """After less before; nothing for what is no number on both sides."""
    was, now = before.get(column.field), after.get(column.field)
    return text(now - was) if column.numeric and was is not None and now is not None else ""


def text(value: object) -> str:
    """A stored value as a difference tells it."""
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value)
