"""Holds the records of one upload against the rules of its template, collecting every finding."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from data.ingest.checks.arithmetic import ARITHMETIC
from data.ingest.checks.at_once import odd_rows
from data.ingest.checks.ledgers import CHECKS as LEDGER_CHECKS
from data.ingest.checks.said import key_in_words
from data.ingest.findings import Finding
from data.ingest.progress import counted
from data.ingest.records import Records, Row, at
from data.ingest.words.names import squeeze
from data.ingest.words.numbers import shown
from data.plan import checks, plan
from data.plan.model import Column


def validate(records: Records) -> Iterator[Finding]:
    """Bounds, repeated keys, the template's own checks, mixed bases, missing credit codes."""
    columns = [column for column in records.template.columns if bounded(column)]
    code = records.template.column("credit_code")
    odd = odd_rows(records)
    for place, row in enumerate(counted("checks", records.rows, len(records.rows))):
        if place in odd:
            yield from of_row(records, row, columns, code)
    yield from repeated(records)
    yield from mixed_bases(records)


def bounded(column: Column) -> bool:
    """Whether a number of a column can be out of bounds at all."""
    ends = (column.minimum, column.maximum, column.above)
    return column.numeric and any(end is not None for end in ends)


def of_row(records: Records, row: Row, columns: list[Column], code: Column | None) -> list[Finding]:
    """Everything wrong with one row by itself: `columns` are those with bounds, `code` that of the code."""
    findings = []
    for column in columns:
        value = row.values.get(column.field)
        if isinstance(value, float):
            findings += bounds(records, row, column, value)
    if code and not row.text("credit_code") and row.text("enterprise"):
        findings.append(at(records, row, "credit_code_missing", code, found=row.text("enterprise")))
    for check in records.template.checks:
        findings += CHECKS[type(check)](records, row, check)
    return findings


def bounds(records: Records, row: Row, column: Column, value: float) -> list[Finding]:
    """A number outside what its column may hold."""
    findings = []
    if column.minimum is not None and value < column.minimum:
        findings.append(at(records, row, "below_minimum", column, shown(column.minimum), shown(value)))
    if column.maximum is not None and value > column.maximum:
        findings.append(at(records, row, "above_maximum", column, shown(column.maximum), shown(value)))
    if column.above is not None and value <= column.above:
        findings.append(at(records, row, "not_above", column, shown(column.above), shown(value)))
    if column.kind == "percent" and column.above == -100:
        usual = plan().setting("validation", "growth_plausible")
        if abs(value) > usual and value > -100:
            findings.append(at(records, row, "growth_implausible", column, shown(usual), shown(value)))
    return findings


def part_within_whole(records: Records, row: Row, check: checks.PartWithinWhole) -> list[Finding]:
    """A part may not exceed its whole."""
    part, whole = row.values.get(check.part), row.values.get(check.whole)
    column, other = records.template.column(check.part), records.template.column(check.whole)
    if isinstance(part, float) and isinstance(whole, float) and part > whole and column and other:
        return [
            at(records, row, "part_exceeds_whole", column, f"{other.heading} {shown(whole)}", shown(part))
        ]
    return []


def date_order(records: Records, row: Row, check: checks.DateOrder) -> list[Finding]:
    """A later date must come after the earlier one."""
    earlier, later = row.values.get(check.earlier), row.values.get(check.later)
    column, other = records.template.column(check.later), records.template.column(check.earlier)
    if (
        isinstance(earlier, datetime.date)
        and isinstance(later, datetime.date)
        and column
        and other
        and later <= earlier
    ):
        return [at(records, row, "date_order", column, f"{other.heading} {earlier}", str(later))]
    return []


def state_needs(records: Records, row: Row, check: checks.StateNeeds) -> list[Finding]:
    """A state that asks for another field to be filled."""
    column, needed = records.template.column(check.field), records.template.column(check.needs)
    if (
        column
        and needed
        and row.values.get(check.field) == check.state
        and row.values.get(check.needs) is None
    ):
        name = next((choice.name for choice in column.choices if choice.code == check.state), check.state)
        return [at(records, row, "state_needs", needed, needed.heading, name)]
    return []


CHECKS: dict[type[Any], Callable[[Records, Row, Any], list[Finding]]] = {
    checks.PartWithinWhole: part_within_whole,
    checks.DateOrder: date_order,
    checks.StateNeeds: state_needs,
    **ARITHMETIC,
    **LEDGER_CHECKS,
}


def repeated(records: Records) -> Iterator[Finding]:
    """Rows that say the same thing twice."""
    seen: dict[str, Row] = {}
    keys = [squeeze(key) if "name:" in key else key for key in records.all_keys()]
    if len(set(keys)) == len(keys):
        return
    parts = [column for name in records.template.key if (column := records.template.column(name))]
    sure = [column.field for column in parts if column.required]
    for row in records.rows:
        if any(row.values.get(field) is None for field in sure):
            continue  # nobody can tell whom it repeats
        key = records.key(row)
        key = squeeze(key) if "name:" in key else key  # （） and () are one name
        first = seen.setdefault(key, row)
        if first is not row and all(part for part in key.split("|")[:1]):
            place = (
                f"第 {first.number} 行"
                if first.sheet == row.sheet
                else f"“{first.sheet}”第 {first.number} 行"
            )
            column = records.template.columns[0]
            fields = [records.template.column(name) for name in records.template.key]
            names = "、".join(item.heading for item in fields if item) or column.heading
            yield Finding(
                "duplicate_key",
                row.sheet,
                records.address(row, column.field),
                place,
                key_in_words(records, row),
                names,
            )


def mixed_bases(records: Records) -> list[Finding]:
    """Calorific and coal-equivalent values in one sheet."""
    column = records.template.column("basis")
    if column is None:
        return []
    findings = []
    for sheet in dict.fromkeys(row.sheet for row in records.rows):
        rows = [row for row in records.rows if row.sheet == sheet and row.text("basis")]
        bases = dict.fromkeys(row.text("basis") for row in rows)
        if len(bases) > 1:
            other = next(row for row in rows if row.text("basis") != rows[0].text("basis"))
            names = "、".join(plan().bases[basis].name for basis in bases)
            findings.append(
                at(records, other, "two_bases", column, plan().bases[rows[0].text("basis")].name, names)
            )
    return findings
