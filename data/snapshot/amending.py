"""Lays corrections over the rows that speak in a snapshot, and writes down what is corrected and locked."""

import datetime
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, Expression

from data.keep.amendments import Amendments, Corrected, Locked
from data.plan import Plan, Template
from data.plan.model import Column
from data.snapshot.identities import REGISTER
from data.snapshot.statements import Draft

CORRECTIONS = pa.schema(
    [
        ("generation", pa.int32()),
        ("template", pa.string()),
        ("record_key", pa.string()),
        ("field", pa.string()),
        ("was", pa.string()),
        ("becomes", pa.string()),
        ("unit", pa.string()),
        ("reason", pa.string()),
        ("document", pa.string()),
        ("by_whom", pa.string()),
        ("at", pa.string()),
        ("seen_upload", pa.string()),
        ("seen_sheet", pa.string()),
        ("seen_cell", pa.string()),
        # applied; spent (the sheet says it by now); open (the sheet says a third value); gone; replaced
        ("state", pa.string()),
        # what the sheet says now, and where: empty where the record is gone or a later one speaks
        ("says", pa.string()),
        ("upload", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int32()),
    ]
)
LOCKS = pa.schema(
    [
        ("generation", pa.int32()),
        ("template", pa.string()),
        ("period", pa.string()),
        ("region", pa.string()),
        ("reason", pa.string()),
        ("by_whom", pa.string()),
        ("at", pa.string()),
    ]
)
# what decides which row speaks, of which enterprise, in which place: an upload changes these
DECIDING = frozenset({"period", "region", "maturity", "credit_code"})
NAMING = frozenset({"enterprise", "source_grade"})
Value = float | str | datetime.date | None


def can_be_corrected(template: Template, column: Column) -> bool:
    """Whether a column is a value of its record, and nothing that says which record it is."""
    deciding = column.kind in DECIDING or column.field in NAMING or column.field in template.key
    return template.id != REGISTER and not deciding


def as_text(value: Any) -> str:
    """A value of a row as a correction writes it: '' for a blank, ISO days, numbers as Python writes them."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return repr(float(value)).removesuffix(".0") if isinstance(value, float | int) else str(value)


def typed(column: Column, text: str) -> Value:
    """The value that a correction writes so. Raises ValueError where the column holds no such thing."""
    if not text:
        return None
    if column.numeric:
        return float(text)
    return datetime.date.fromisoformat(text) if column.kind == "date" else text


def amendment_tables(draft: Draft, known: Plan, amendments: Amendments) -> None:
    """`corrections` and `locks`; the rows that speak say what is corrected from here on."""
    draft.put_empty("corrections", CORRECTIONS)
    draft.put_empty("locks", LOCKS)
    told: list[dict[str, Any]] = []
    done: set[tuple[str, str, str]] = set()
    for one in reversed(amendments.corrections):
        line = applied(draft, known, one, done)
        done.add((line["template"], line["record_key"], line["field"]))
        told.insert(0, line)
    put(draft, "corrections", told, CORRECTIONS)
    put(draft, "locks", [line for one in amendments.locks for line in locked(one)], LOCKS)


def put(draft: Draft, table: str, lines: list[dict[str, Any]], schema: pa.Schema) -> None:
    """Lines into a table that is there."""
    if lines:
        draft.add(table, draft.database.from_arrow(pa.Table.from_pylist(lines, schema=schema)))


def applied(draft: Draft, known: Plan, one: Corrected, done: set[tuple[str, str, str]]) -> dict[str, Any]:
    """One correction, applied where its record still says what was corrected; its line for `corrections`.

    `done` are the cells that later corrections speak of: an earlier one of the same cell is replaced.
    """
    what, template = one.what, known.templates.get(one.what.template)
    key = what.record if template is None else key_now(draft, template, what.record)
    line: dict[str, Any] = {
        "generation": one.generation, "template": what.template, "record_key": key, "field": what.field,
        "was": what.was, "becomes": what.to, "unit": what.unit, "reason": one.reason,
        "document": what.document, "by_whom": one.by, "at": one.at, "seen_upload": what.upload,
        "seen_sheet": what.sheet, "seen_cell": what.cell, "state": "gone", "says": "", "upload": None,
        "sheet": None, "row": None,
    }  # fmt: skip
    column = template.column(what.field) if template else None
    if template is None or column is None:
        return line
    here = ColumnExpression("record_key") == ConstantExpression(key)
    chosen = [ColumnExpression(name) for name in (what.field, "upload", "sheet", "row")]
    found = draft.database.table(template.table).filter(here).select(*chosen).fetchall()
    if not found:
        return line
    says, upload, sheet, row = found[0]
    line |= {"upload": upload, "sheet": sheet, "row": row}
    if (what.template, key, what.field) in done:
        return line | {"state": "replaced"}
    line["says"] = as_text(says)
    line["state"] = standing(what.was, what.to, line["says"])
    if line["state"] == "applied":
        value = ConstantExpression(typed(column, what.to))
        draft.database.table(template.table).update({what.field: value}, condition=here)
    return line


def standing(was: str, becomes: str, says: str) -> str:
    """How a correction stands beside what its record says: applied, spent, or open (a third value)."""
    return {was: "applied", becomes: "spent"}.get(says, "open")


def key_now(draft: Draft, template: Template, record: str) -> str:
    """The key of a record as this snapshot has it: the enterprise under its one key."""
    if "enterprise_key" not in template.key:
        return record
    parts, place = record.split("|"), template.key.index("enterprise_key")
    asked = "SELECT enterprise_key FROM enterprise_identities WHERE seen = $seen"
    found = draft.database.execute(asked, {"seen": parts[place]}).fetchall()
    return "|".join([*parts[:place], str(found[0][0]) if found else parts[place], *parts[place + 1 :]])


def locked(one: Locked) -> list[dict[str, Any]]:
    """The lines of a lock for `locks`, one a period."""
    told = {"generation": one.generation, "template": one.what.template, "region": one.what.region}
    told |= {"reason": one.reason, "by_whom": one.by, "at": one.at}
    return [{**told, "period": period} for period in one.what.periods]


def correct_observations(draft: Draft, known: Plan) -> None:
    """Numbers of corrected cells say what was corrected; `published` keeps what the cell says."""
    if "corrections" not in draft.came and "corrections" in draft.standing:
        return
    asked = ColumnExpression("state") == ConstantExpression("applied")
    lines = draft.database.table("corrections").filter(asked)
    for line in lines.to_arrow_table().to_pylist():
        column = known.templates[line["template"]].column(line["field"])
        if column is not None and column.numeric:
            values = {"value": typed(column, line["becomes"]), "published": typed(column, line["was"])}
            given = {name: ConstantExpression(value) for name, value in values.items()}
            draft.database.table("observations").update(given, condition=cell_of(line))


def cell_of(line: Mapping[str, Any]) -> Expression:
    """Whether an observation is of the cell that a correction was applied to."""
    names = ("template", "field", "record_key", "upload", "sheet", "row")
    conditions = [ColumnExpression(name) == ConstantExpression(line[name]) for name in names]
    found = conditions[0]
    for condition in conditions[1:]:
        found = found & condition
    return found
