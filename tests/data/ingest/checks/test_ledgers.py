"""Each check of the ledgers speaks up on the wrong side of its line and is silent on the right one."""

import datetime
from typing import Any

import pytest

from data import clock
from data.ingest.checks import ledgers
from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import checks, plan

DAY = datetime.date(2026, 5, 4)
TASK = next(iter(plan().tasks.values()))
STRANGER = next(code for code in plan().departments if code not in TASK.departments)


def check(shape: Any, **fields: Any) -> Any:
    return shape(**fields)


@pytest.mark.parametrize(
    ("asked", "values", "rule"),
    [
        (check(checks.FilledNeeds, field="a", needs="b"), {"a": "x"}, "filled_needs"),
        (check(checks.FilledNeeds, field="a", needs="b"), {"a": "x", "b": "y"}, ""),
        (check(checks.FilledNeeds, field="a", needs="b"), {}, ""),
        (check(checks.NotInFuture, field="a"), {"a": DAY + datetime.timedelta(1)}, "date_future"),
        (check(checks.NotInFuture, field="a"), {"a": DAY}, ""),
        (check(checks.DateNotBefore, earlier="a", later="b"), {"a": DAY, "b": DAY}, ""),
        (
            check(checks.DateNotBefore, earlier="a", later="b"),
            {"a": DAY, "b": DAY - datetime.timedelta(1)},
            "date_before",
        ),
        (check(checks.QuarterEnd, field="a"), {"a": Period.of(2026, 8)}, "quarter_only"),
        (check(checks.QuarterEnd, field="a"), {"a": Period.of(2026, 9)}, ""),
        (
            check(checks.TaskOfDepartment, field="d", task="t"),
            {"d": STRANGER, "t": TASK.code},
            "department_not_named",
        ),
        (check(checks.TaskOfDepartment, field="d", task="t"), {"d": TASK.departments[0], "t": TASK.code}, ""),
        (
            check(checks.ShareOfDone, field="s", state="z", done="done"),
            {"s": 99.0, "z": "done"},
            "done_not_full",
        ),
        (
            check(checks.ShareOfDone, field="s", state="z", done="done"),
            {"s": 100.0, "z": "open"},
            "done_not_full",
        ),
        (check(checks.ShareOfDone, field="s", state="z", done="done"), {"s": 100.0, "z": "done"}, ""),
        (check(checks.OneOf, field="a", other="b"), {"a": "x", "b": "y"}, "one_of"),
        (check(checks.OneOf, field="a", other="b"), {}, "one_of"),
        (check(checks.OneOf, field="a", other="b"), {"b": "y"}, ""),
        (check(checks.YearOrder, earlier="a", later="b"), {"a": 2025.0, "b": 2025.0}, "year_order"),
        (check(checks.YearOrder, earlier="a", later="b"), {"a": 2025.0, "b": 2026.0}, ""),
        (check(checks.YearOrder, earlier="a", later="b"), {"b": 2026.0}, ""),
        (
            check(checks.ComparisonOfRule, field="c", statement="s"),
            {"s": "T01", "c": "at_most"},
            "comparison_contradicts",
        ),
        (
            check(checks.ComparisonOfRule, field="c", statement="s"),
            {"s": "T29", "c": "above"},
            "comparison_contradicts",
        ),
        (check(checks.ComparisonOfRule, field="c", statement="s"), {"s": "T29", "c": "below"}, ""),
        (check(checks.ComparisonOfRule, field="c", statement="s"), {"s": "T01", "c": "above"}, ""),
    ],
)
def test_a_check_of_the_ledgers(
    monkeypatch: pytest.MonkeyPatch, asked: Any, values: dict[str, Any], rule: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)
    records, row = Records(plan().templates["S6"]), Row("表", 4, values)
    found = ledgers.CHECKS[type(asked)](records, row, asked)
    assert [(finding.rule, finding.sheet, finding.cell) for finding in found] == (
        [(rule, "表", "4")] if rule else []
    )
