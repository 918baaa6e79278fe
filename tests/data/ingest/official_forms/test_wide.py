"""The export with a column per energy: recognised by its headings, read line by line."""

from dataclasses import replace

import pytest

from data.ingest.cells.grid import Sheet
from data.ingest.cells.read import read_book
from data.ingest.official_forms.energies import Seen
from data.ingest.official_forms.wide import Export, export_of, letters_of, rows_of
from tests.support.official_forms import wide
from tests.support.workbooks import credit_code

HEADINGS = [
    "统一社会信用代码",
    "年份",
    "原煤(万吨)",
    "焦炭(吨)",
    "电力(万千瓦时)",
    "焦炭折标系数",
    "用水量(万吨)",
]
LINE = [credit_code(1), 2025, 0.1, 20, "—", 0.97, None]


def export(*lines: list[object]) -> Export:
    found = export_of(read_book(wide(HEADINGS, lines), "表.xlsx").sheets[0])
    assert found is not None
    return found


def test_code_year_and_three_energies_in_a_row_make_it() -> None:
    found = export(LINE)
    assert set(found.energies) == {"raw_coal", "coke", "electricity"} and found.coefficients == {"coke": 6}
    assert letters_of(found)[found.sheet.name, "quantity:coke"] == "D"
    few: Sheet = read_book(wide(HEADINGS[:4], [LINE[:4]]), "表.xlsx").sheets[0]
    assert export_of(few) is None


def test_lines_are_records_in_the_plans_units_and_blanks_are_none() -> None:
    seen = Seen("导出")
    found = export(LINE)
    rows = {row.text("energy"): row for row in rows_of(found, seen, {})}
    assert set(rows) == {"raw_coal", "coke"}
    assert rows["raw_coal"].values["quantity"] == pytest.approx(1000.0)
    assert (rows["coke"].values["quantity"], rows["coke"].values["coefficient"]) == (20.0, 0.97)
    assert rows["coke"].cells["quantity"] == "D2" and rows["coke"].text("period") == "2025"


def test_a_column_nobody_knows_is_told_only_when_it_is_filled() -> None:
    told = {}
    for water in (None, 5.0):
        seen = Seen("导出")
        rows_of(export([*LINE[:6], water]), seen, {})
        told[water] = [finding.cell for finding in seen.findings if finding.rule == "energy_unknown"]
    assert told == {None: [], 5.0: ["G1"]}


def test_an_unreadable_year_is_told_at_its_cell_and_an_empty_export_too() -> None:
    seen = Seen("导出")
    rows_of(export([LINE[0], "去年", *LINE[2:]]), seen, {})
    assert [finding.cell for finding in seen.findings if finding.rule == "period_unreadable"] == ["B2"]
    seen = Seen("导出")
    assert rows_of(export(), seen, {}) == [] and "no_rows" in {finding.rule for finding in seen.findings}


def test_an_enterprise_that_is_merged_over_its_years_is_that_of_each() -> None:
    found = export(LINE, [None, 2024, *LINE[2:]])
    merged = Sheet("导出", found.sheet.cells, [(2, 1, 3, 1)])
    rows = rows_of(replace(found, sheet=merged), Seen("导出"), {})
    assert [(row.text("credit_code"), row.text("period")) for row in rows[::2]] == [
        (LINE[0], "2025"), (LINE[0], "2024"),
    ]  # fmt: skip
