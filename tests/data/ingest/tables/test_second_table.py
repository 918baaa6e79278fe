"""Another table below the rows of a template is named, and its rows are no records."""

from typing import Any

import pytest

from data.ingest.cells.grid import Book, Sheet, Value
from data.ingest.tables.recognise import recognise
from data.ingest.tables.understand import understand
from data.plan import plan
from tests.support.numbers import energy_row

GAP: list[Any] = []
SECOND: list[list[Any]] = [
    ["行业", "综合能耗（万吨）", "占比%"],
    ["钢铁", 800.0, 60.1],
    ["水泥", 200.0, 15.2],
]


def told(*below: list[Any]) -> tuple[int, list[tuple[str, str]]]:
    """How many records there are above these rows, and where another table is told of."""
    fields = plan().templates["S1"].columns
    rows = [energy_row(region=place) for place in ("柳南区", "柳北区")]
    lines: list[list[Any]] = [
        [c.heading for c in fields],
        *[[row.get(c.field) for c in fields] for row in rows],
        *below,
    ]
    cells: dict[tuple[int, int], Value] = {
        (row, at): float(value) if isinstance(value, int) else value
        for row, line in enumerate(lines, 1)
        for at, value in enumerate(line, 1)
        if value is not None
    }
    records, findings = understand(recognise(Book("xlsx", [Sheet("表", cells)]))[0])
    return len(records.rows), [(f.cell, f.found) for f in findings if f.rule == "table_unused"]


def test_another_table_below_is_named_by_its_title_or_headings() -> None:
    assert told(GAP, ["附表：分行业"], *SECOND) == (2, [("A5", "附表：分行业")])
    assert told(GAP, *SECOND) == (2, [("A5", "行业、综合能耗（万吨）、占比%")])


@pytest.mark.parametrize(
    "below",
    [
        [energy_row(region="鹿寨县")[c.field] for c in plan().templates["S1"].columns],
        ["2025年", "鹿寨县", "规上工业"],
        ["制表人", "张三"],
    ],
)
def test_rows_after_a_gap_are_rows(below: list[Any]) -> None:
    assert told(GAP, below)[1] == []
