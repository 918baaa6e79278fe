"""Every ledger template: the blank filled as a person would, accepted, and what is told of mistakes."""

import datetime
import os
from typing import Any

import duckdb
import pandas
import pytest

from data import clock
from data.ingest import receive
from data.plan import plan
from queries import ask
from tests.support.ledgers import LEDGERS
from tests.support.workbooks import Row, day, filled_blank, named_workbook


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Row, dict[Any, Any]]]:
    """The row written into each blank workbook, and the row of its table after one publication."""
    before = os.environ.get("PEAK_STORE", "")
    os.environ["PEAK_STORE"] = str(tmp_path_factory.mktemp("blanks") / "store")
    ask.forget()
    given = {template: good() for template, good in LEDGERS.items()}
    receive.accept_many(
        [(filled_blank(template, [row]), f"{template}.xlsx") for template, row in given.items()], "测试"
    )
    with duckdb.connect(str(ask.current().path), read_only=True) as database:
        found = {
            template: database.execute(
                "SELECT * FROM query_table($name)", {"name": plan().templates[template].table}
            ).df()
            for template in given
        }
    os.environ["PEAK_STORE"] = before
    ask.forget()
    assert all(len(rows) == 1 for rows in found.values())
    return {template: (row, found[template].to_dict("records")[0]) for template, row in given.items()}


@pytest.mark.parametrize("template", LEDGERS)
def test_a_filled_blank_is_accepted_and_says_what_was_written(
    template: str, filled: dict[str, tuple[Row, dict[Any, Any]]]
) -> None:
    row, found = filled[template]
    for column in plan().templates[template].columns:
        given, got = row.get(column.field), found[column.field]
        if given is None:
            assert pandas.isna(got) or got == column.default
        elif column.kind == "date":
            assert pandas.Timestamp(given) == got
        elif column.kind in ("choice", "region", "sector", "period"):
            assert got and (given in spellings(column, got))
        else:
            assert got == given


def spellings(column: Any, code: str) -> set[str]:
    """What a person may have written for a code."""
    known = plan()
    if column.kind == "region":
        return {known.regions[code].name, known.regions[code].short}
    if column.kind == "sector":
        return {code, known.sectors[code].short}
    if column.kind == "period":
        return {f"{code[:4]}年", f"{code[:4]}年四季度"}
    return {text for choice in column.choices if choice.code == code for text in (choice.code, choice.name)}


FAULTS = [
    ("S7", {"extended_to": day("2025-01-31")}, "filled_needs", "warn"),
    ("S7", {"finished_on": clock.today() + datetime.timedelta(days=1)}, "date_future", "stop"),
    ("S7", {"planned_on": day("2023-05-31")}, "date_order", "stop"),
    ("S14", {"closed_on": day("2024-06-27")}, "date_before", "stop"),
    ("S14", {"rectify_by": None}, "filled_needs", "warn"),
    ("S15", {"period": "2025年1—8月"}, "quarter_only", "stop"),
    ("S15", {"department": "市科技局"}, "department_not_named", "warn"),
    ("S15", {"progress_share": 100.0}, "done_not_full", "warn"),
    ("S15", {"progress_share": 100.5}, "above_maximum", "stop"),
    ("S15", {"task": "九(九)9"}, "choice_unknown", "stop"),
    ("S17", {"evidence": None}, "value_missing", "stop"),
    ("S17", {"judgement": "很好"}, "choice_unknown", "stop"),
    ("S21", {"department": "市科技局"}, "one_of", "stop"),
    ("S21", {"points": 100.1}, "part_exceeds_whole", "stop"),
    ("S6", {"state": "移出"}, "state_needs", "stop"),
]


@pytest.mark.parametrize(("template", "change", "rule", "severity"), FAULTS)
def test_a_mistake_in_a_ledger_is_found(
    template: str, change: Row, rule: str, severity: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    inspected = receive.inspect(*named_workbook(template, [LEDGERS[template](**change)]))
    assert (rule, severity) in {(finding.rule, finding.severity) for finding in inspected.findings}


def test_tasks_are_known_in_full_and_half_width(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    inspected = receive.inspect(
        *named_workbook("S15", [LEDGERS["S15"]("二（一）1"), LEDGERS["S15"]("推动工业用能电气化")]),
    )
    assert inspected.records is not None and not inspected.findings
    assert [row.text("task") for row in inspected.records.rows] == ["二(一)1", "二(二)2"]
