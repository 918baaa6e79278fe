"""Checks the rows of ledgers: dates that need a document or cannot be yet, tasks and departments."""

import datetime
from collections.abc import Callable
from typing import Any

from data import clock
from data.ingest.findings import Finding
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import checks, plan

MORE = frozenset({"at_least", "above"})


def say(records: Records, row: Row, rule: str, name: str, expected: str = "", found: str = "") -> Finding:
    """A finding at a field of a row."""
    column = records.template.column(name)
    return Finding(
        rule, row.sheet, records.address(row, name), expected, found, column.heading if column else name
    )


def heading(records: Records, name: str) -> str:
    """What a field is called in the workbook."""
    column = records.template.column(name)
    return column.heading if column else name


def filled_needs(records: Records, row: Row, check: checks.FilledNeeds) -> list[Finding]:
    """A field that says nothing without another one, such as an extension without its document."""
    if row.text(check.field) and not row.text(check.needs):
        return [
            say(
                records,
                row,
                "filled_needs",
                check.needs,
                heading(records, check.needs),
                heading(records, check.field),
            )
        ]
    return []


def not_in_future(records: Records, row: Row, check: checks.NotInFuture) -> list[Finding]:
    """A date of something that has happened cannot lie after today."""
    value, today = row.values.get(check.field), clock.today()
    if isinstance(value, datetime.date) and value > today:
        return [say(records, row, "date_future", check.field, str(today), str(value))]
    return []


def date_not_before(records: Records, row: Row, check: checks.DateNotBefore) -> list[Finding]:
    """A later step may fall on the same day as the earlier one, never before it."""
    earlier, later = row.values.get(check.earlier), row.values.get(check.later)
    if isinstance(earlier, datetime.date) and isinstance(later, datetime.date) and later < earlier:
        return [
            say(
                records,
                row,
                "date_before",
                check.later,
                f"{heading(records, check.earlier)} {earlier}",
                str(later),
            )
        ]
    return []


def quarter_end(records: Records, row: Row, check: checks.QuarterEnd) -> list[Finding]:
    """A quarterly sheet speaks of quarters only."""
    period = row.values.get(check.field)
    if isinstance(period, Period) and period.month % 3:
        return [say(records, row, "quarter_only", check.field, "2026年一季度、2026年三季度", period.words)]
    return []


def place_of_kind(records: Records, row: Row, check: checks.PlaceOfKind) -> list[Finding]:
    """A place of another kind than the column asks for, such as a zone where the county is meant."""
    place = plan().regions.get(row.text(check.field))
    if place is None or place.kind == check.kind:
        return []
    wanted = "、".join(plan().regions[code].name for code in plan().places(check.kind))
    return [say(records, row, "place_kind", check.field, wanted, place.name)]


def task_of_department(records: Records, row: Row, check: checks.TaskOfDepartment) -> list[Finding]:
    """A department that the plan does not name for the task."""
    task, department = row.text(check.task), row.text(check.field)
    if task not in plan().tasks or department not in plan().departments:
        return []
    given = plan().tasks[task].departments
    answering = plan().answering(given, clock.today())
    if department in (*given, *answering):
        return []
    named = "、".join(plan().departments[code].name for code in answering)
    own = plan().departments[department].name
    return [say(records, row, "department_not_named", check.field, named, own)]


def share_of_done(records: Records, row: Row, check: checks.ShareOfDone) -> list[Finding]:
    """A finished task is at 100 %, and a task at 100 % is finished."""
    share = row.values.get(check.field)
    if (
        isinstance(share, float)
        and (share >= 100) != (row.text(check.state) == check.done)
        and row.text(check.state)
    ):
        return [say(records, row, "done_not_full", check.field, "100", f"{share:g}")]
    return []


def one_of(records: Records, row: Row, check: checks.OneOf) -> list[Finding]:
    """Exactly one of two fields is filled."""
    if bool(row.text(check.field)) == bool(row.text(check.other)):
        both = f"{heading(records, check.field)}、{heading(records, check.other)}"
        return [say(records, row, "one_of", check.field, both)]
    return []


def year_order(records: Records, row: Row, check: checks.YearOrder) -> list[Finding]:
    """A target's due year comes after the year it is counted from."""
    earlier, later = row.values.get(check.earlier), row.values.get(check.later)
    if isinstance(earlier, float) and isinstance(later, float) and later <= earlier:
        expected = f"{heading(records, check.earlier)} {earlier:.0f}"
        return [say(records, row, "year_order", check.later, expected, f"{later:.0f}")]
    return []


def comparison_of_rule(records: Records, row: Row, check: checks.ComparisonOfRule) -> list[Finding]:
    """A target that asks for less where the statement promises more, or the other way round."""
    known, chosen = plan().statements.get(row.text(check.statement)), row.text(check.field)
    if known is None or not chosen or (chosen in MORE) == (known.direction > 0):
        return []
    column = records.template.column(check.field)
    names = {choice.code: choice.name for choice in column.choices} if column else {}
    fitting = "、".join(name for code, name in names.items() if (code in MORE) == (known.direction > 0))
    return [say(records, row, "comparison_contradicts", check.field, fitting, names.get(chosen, chosen))]


CHECKS: dict[type[Any], Callable[[Records, Row, Any], list[Finding]]] = {
    checks.FilledNeeds: filled_needs,
    checks.NotInFuture: not_in_future,
    checks.DateNotBefore: date_not_before,
    checks.QuarterEnd: quarter_end,
    checks.PlaceOfKind: place_of_kind,
    checks.TaskOfDepartment: task_of_department,
    checks.ShareOfDone: share_of_done,
    checks.OneOf: one_of,
    checks.YearOrder: year_order,
    checks.ComparisonOfRule: comparison_of_rule,
}
