"""What a child says is held against what it may say; a lie is a child that died."""

from typing import Any

import pytest

from data.ingest import answers
from data.ingest.compare import ChangeLine, Changes
from data.ingest.findings import Finding, Refused
from data.ingest.records import Records, Row, to_parquet
from data.ingest.understanding import Understood
from data.ingest.words.periods import Period
from data.plan import plan
from data.plan.model import Named

S1 = plan().templates["S1"]
RECORDS = Records(
    S1,
    [
        Row("表", 4, {"period": Period.of(2025, 9), "region": "450204", "energy_tce": 5.5}, {"region": "B1"}),
        Row("表", 5, {"period": None, "region": "450203"}),
    ],
    {("表", "energy_tce"): "D"},
)
LINE = ChangeLine("new", ("2025-09", "450204"), "energy_tce", "综合能源消费量", "", "5.5", "", "表", "D4")
FOUND = Understood(
    "xlsx",
    Named("205-1", "表", "form"),
    RECORDS,
    (Finding("unit_slip", "表", "D4"),),
    Changes(2, 0, 0, (LINE,), 7),
)


def test_everything_comes_back_as_it_was() -> None:
    made = answers.unpacked(answers.packed(FOUND), "表.xlsx", "abc")
    assert (made.kind, made.rows, made.periods, made.regions) == (
        "xlsx",
        2,
        ["2025-09"],
        ["450203", "450204"],
    )
    assert (made.findings, made.changes) == (FOUND.findings, FOUND.changes)
    assert made.form is not None and made.form.code == "205-1"
    assert made.records is not None
    first, second = made.records.rows
    assert first.values["period"] == Period.of(2025, 9) and second.values["period"] is None
    assert [made.records.address(first, name) for name in ("energy_tce", "region")] == ["D4", "B1"]
    assert made.records.key(first) == RECORDS.key(RECORDS.rows[0])
    bare = answers.unpacked(answers.packed(Understood("csv")), "表.csv", "abc")
    assert bare.template is None and bare.records is None and not bare.can_publish


@pytest.mark.parametrize(
    "lie",
    [
        {"kind": 5},
        {"rows": 3},
        {"rows": -1},
        {"rows": True},
        {"template": "S99"},
        {"template": "S5"},
        {"findings": [["no_such_rule", "", "", "", "", ""]]},
        {"findings": [["damaged", "", "", "", "", 5]]},
        {"findings": 7},
        {"changes": [1, 2]},
        {"lines": [["new", "key"]]},
        {"letters": [["表", "energy_tce"]]},
        {"cells": [[0, ["B1"]]]},
        {"form": ["205-1"]},
        {"sheets": None},
    ],
)
def test_a_lie_is_a_child_that_died(lie: dict[str, Any]) -> None:
    told, rows = answers.packed(FOUND)
    with pytest.raises(Refused) as refusal:
        answers.unpacked((told | lie, rows), "表.xlsx", "abc")
    assert refusal.value.finding.rule == "reader_died"


@pytest.mark.parametrize(
    "rows", [b"", b"PAR1 and nothing more PAR1", to_parquet(Records(plan().templates["S5"]))]
)
def test_rows_that_are_no_rows_of_the_template_are_none(rows: bytes) -> None:
    with pytest.raises(Refused):
        answers.unpacked((answers.packed(FOUND)[0], rows), "表.xlsx", "abc")
