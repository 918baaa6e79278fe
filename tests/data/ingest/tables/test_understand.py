"""Rows under recognised headings become records: units, merged cells, feet, codes, to the cell."""

from typing import Any

import pytest

from data.ingest.cells.grid import Book, Sheet, Value
from data.ingest.findings import Finding
from data.ingest.records import Records
from data.ingest.tables.recognise import recognise
from data.ingest.tables.understand import understand
from data.ingest.words.credit_codes import check_character, credit_code_fault
from data.plan import plan
from tests.support.numbers import energy_row, green_row
from tests.support.workbooks import credit_code

Merges = list[tuple[int, int, int, int]]


def read(
    template_id: str,
    rows: list[dict[str, Any]],
    above: tuple[str, ...] = ("标题",),
    foot: tuple[str, ...] = (),
    merges: Merges | None = None,
    **headings: str,
) -> tuple[Records, list[Finding]]:
    """What is understood of a sheet: lines above, headings, rows, lines at the foot."""
    columns = plan().templates[template_id].columns
    lines: list[list[Any]] = [[text] for text in above]
    lines.append([headings.get(column.field, column.heading) for column in columns])
    lines += [[row.get(column.field) for column in columns] for row in rows]
    lines += [[text] for text in foot]
    cells: dict[tuple[int, int], Value] = {
        (row, column): float(value) if type(value) is int else value
        for row, values in enumerate(lines, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    return understand(recognise(Book("xlsx", [Sheet("表", cells, merges or [])]))[0])


def value(records: Records, name: str, row: int = 0) -> object:
    return records.rows[row].values[name]


@pytest.mark.parametrize(
    ("above", "heading", "written", "expected"),
    [
        (("标题",), "综合能耗", 200.0, 200.0),
        (("单位：万吨标准煤",), "综合能耗", 200.0, 2_000_000.0),
        (("填报单位：柳州市工信局", "计量单位：万吨标准煤"), "综合能耗", 200.0, 2_000_000.0),
        (("单位：万元",), "综合能耗", 200.0, 200.0),
        (("单位：吨标准煤",), "综合能耗（万吨标准煤）", 200.0, 2_000_000.0),
        (("标题",), "综合能耗", "200万吨标准煤", 2_000_000.0),
        (("标题",), "综合能耗（千克标煤）", 5000.0, 5.0),
    ],
)
def test_the_unit_is_the_cells_then_the_headings_then_the_lines_above(
    above: tuple[str, ...], heading: str, written: object, expected: float
) -> None:
    column = plan().templates["S1"].column("energy_tce")
    assert column is not None
    heading = heading.replace("综合能耗", column.heading)
    records, _ = read("S1", [energy_row(energy_tce=written)], above, energy_tce=heading)
    assert value(records, "energy_tce") == pytest.approx(expected)


def test_a_cell_merged_downwards_speaks_for_all_its_rows_one_merged_sideways_does_not() -> None:
    rows = [energy_row(), energy_row(period=None, region="柳北区", energy_growth=None)]
    fields = [column.field for column in plan().templates["S1"].columns]
    period, energy = fields.index("period") + 1, fields.index("energy_tce") + 1
    assert fields[energy] == "energy_growth"
    merges = [(3, period, 4, period), (4, energy, 4, energy + 1)]
    records, _ = read("S1", rows, merges=merges)
    assert records.rows[1].text("period") == "2025"
    assert value(records, "energy_growth", 1) is None


def test_feet_are_passed_over_and_an_enterprise_that_begins_alike_is_not() -> None:
    unnumbered = {"credit_code": None, "batch": None}
    named = ("注塑厂", "联系电器")
    rows = [green_row(n, **unnumbered, enterprise=name) for n, name in enumerate(named, 1)]
    feet = ("注：测试用表", "填表人：张三", "说明")
    records, _ = read("S5", rows, foot=feet)
    assert [row.values["enterprise"] for row in records.rows] == list(named)


def test_a_period_written_once_speaks_for_the_rows_below() -> None:
    rows = [energy_row(), energy_row(region="柳北区", period=None), energy_row(region="城中区", period=None)]
    records, findings = read("S1", rows)
    assert [row.text("period") for row in records.rows] == ["2025"] * 3
    assert [finding.rule for finding in findings] == ["period_carried"]
    _, findings = read("S1", [*rows, energy_row(region="柳城县", period="2024年")])
    assert {finding.rule for finding in findings} == {"value_missing"}, "two periods: nobody can tell"


def test_rows_of_one_remark_are_passed_over_and_named_unless_they_are_a_date() -> None:
    records, findings = read("S1", [energy_row()], foot=("2026年11月8日", "2026-11", "柳江区另报"))
    assert len(records.rows) == 1
    assert [(finding.rule, finding.found) for finding in findings] == [("row_passed_over", "柳江区另报")]


def test_a_title_of_another_period_is_asked_about() -> None:
    _, findings = read("S1", [energy_row()], ("柳州市2024年规上工业能耗",))
    assert [(f.rule, f.expected, f.found) for f in findings] == [("period_title_differs", "2024年", "2025年")]


def test_what_cannot_be_understood_is_a_finding_at_its_cell_and_the_row_stays() -> None:
    records, findings = read("S1", [energy_row(region="火星", energy_tce="很多", period="今年")])
    assert {finding.rule for finding in findings} >= {
        "region_unknown",
        "number_expected",
        "period_unreadable",
    }
    assert len(records.rows) == 1 and value(records, "value_added") == 1_500_000
    assert all(finding.cell.endswith("3") for finding in findings)


def test_credit_codes_hold_by_their_check_character() -> None:
    good = credit_code(1)
    assert credit_code_fault(good) == "" and check_character(good[:17]) == good[17]
    for wrong in (good[:-1], good[:-1] + ("0" if good[-1] != "0" else "1"), "I" + good[1:]):
        assert credit_code_fault(wrong)


def test_headings_repeated_at_the_top_of_a_page_are_no_row() -> None:
    again = {column.field: column.heading for column in plan().templates["S1"].columns}
    records, findings = read("S1", [energy_row(), again, energy_row(region="柳北区")])
    assert [row.number for row in records.rows] == [3, 5] and findings == []


def test_a_month_that_is_not_over_is_said_once() -> None:
    rows = [energy_row(period="2026年1—11月"), energy_row(period="2026年1—11月", region="柳北区")]
    told = [finding for finding in read("S1", rows)[1] if finding.rule == "period_running"]
    assert [(each.found, each.expected) for each in told] == [("2026年1—11月", "2026-11-20")]
    assert not [f for f in read("S1", [energy_row(period="2026年1—10月")])[1] if f.rule == "period_running"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("单位：万吨标准煤、亿元", "unit_below"),
        ("单位：亿元", "unit_below"),
        ("单位：吨标准煤、万元", "row_passed_over"),
        ("以上为快报", "row_passed_over"),
    ],
)
def test_a_unit_below_the_table_is_no_mere_remark(line: str, rule: str) -> None:
    records, findings = read("S1", [energy_row()], foot=(line,))
    assert [(finding.rule, finding.found) for finding in findings] == [(rule, line)]
    assert records.rows[0].values["value_added"] == 1_500_000
