"""Workbooks of other systems and habits are proposed for, and read as a person would read them."""

from typing import Any

from data.ingest.cells.read import read_book
from data.ingest.layouts import reading
from data.ingest.layouts.answer import answered
from data.ingest.layouts.fitting import fits_of
from data.ingest.layouts.proposing import proposed
from data.ingest.layouts.seen import seen_in
from data.ingest.records import Row
from data.plan import TOTAL, plan
from tests.support import unseen_sheets
from tests.support.bureau_sheets import workbook
from tests.support.own_layouts import ANSWERS
from tests.support.workbooks import credit_code


def read(content: bytes, name: str = "表.xlsx", **answers: str) -> tuple[str, list[Row], set[str]]:
    """Template, records and the rules of what is told, of a proposal taken as it is."""
    tables = seen_in(read_book(content, name))
    found = proposed(tables, name, [])
    assert found is not None
    wanted = {one.field for one in found.asked}
    given = {field: text for field, text in (ANSWERS | answers).items() if field in wanted}
    made = reading.read(answered(found.as_dict(), {}, given), tables, name)
    assert made is not None
    return found.template, made.records.rows, {finding.rule for finding in made.findings}


def values(rows: list[Row], *names: str) -> list[tuple[Any, ...]]:
    return [
        tuple(row.text("period") if name == "period" else row.values.get(name) for name in names)
        for row in rows
    ]


FIGURES = ("period", "region", "energy_tce", "energy_growth", "value_added", "value_added_growth")


def test_english_headings_units_and_months_are_read() -> None:
    template, rows, _ = read(unseen_sheets.english())
    assert template == "S1"
    assert values(rows[:2], *FIGURES) == [
        ("2026-10", "450204", 105_000.0, 1.5, 205_000.0, 5.5),
        ("2026-10", "450205", 115_000.0, 1.5, 205_000.0, 5.5),
    ]


def test_a_growth_beside_each_figure_is_of_the_figure_to_its_left() -> None:
    _, rows, _ = read(unseen_sheets.flat_growths())
    assert values(rows[:1], *FIGURES) == [("2026-10", "450204", 1000.0, 1.5, 500.0, 5.5)]


def test_the_export_of_a_system_needs_no_chinese() -> None:
    template, rows, told = read(unseen_sheets.system_export(), "export.csv")
    assert (template, len(rows)) == ("S1", 3) and "column_unused" in told
    assert values(
        rows[1:2], "period", "energy_tce", "energy_growth", "value_added_growth", "basis", "maturity"
    ) == [("2026-10", 1001.0, 1.5, 5.5, "equivalent", "flash")]


def test_a_pivot_without_a_period_says_where_to_write_it() -> None:
    template, rows, told = read(unseen_sheets.pivot())
    assert template == "S1" and "period_nowhere" in told and "value_missing" not in told
    _, rows, told = read(unseen_sheets.pivot(), "能耗（2026年1—10月）.xlsx")
    assert "period_nowhere" not in told
    assert values(rows[:3], "period", "region", "sector", "energy_tce") == [
        ("2026-10", "450204", "C30", 100.0), ("2026-10", "450204", "C31", 200.0),
        ("2026-10", "450204", TOTAL, 300.0),
    ]  # fmt: skip


def test_a_total_among_kinds_is_all_kinds_and_no_place() -> None:
    template, rows, told = read(unseen_sheets.kinds_with_total(), region="柳州市")
    assert template == "S4" and "table_unused" in told
    assert rows[0].text("category") == TOTAL and len(rows) == 4
    assert {row.text("region") for row in rows} == {"450200"} and rows[1].values[
        "emerging_output"
    ] == 2_001_000.0


def test_the_code_beside_a_name_goes_with_each_of_its_numbers() -> None:
    template, rows, _ = read(unseen_sheets.codes_beside_names())
    assert template == "S12"
    assert values(rows[:2], "credit_code", "kind", "generated_t", "used_t") == [
        (credit_code(1), "smelting_slag", 100.0, 80.0),
        (credit_code(1), "fly_ash", 50.0, 40.0),
    ]
    assert rows[0].cells["credit_code"] == "B5"


def test_months_that_lost_their_format_are_periods() -> None:
    _, rows, told = read(unseen_sheets.serial_months())
    assert [row.text("period") for row in rows] == [
        "2026-02",
        "2026-03",
        "2026-04",
    ] and "period_serial" in told


def test_a_column_of_energies_keeps_its_field_though_half_of_them_are_strangers() -> None:
    rows = [
        ["能源名称", "折标准煤系数"],
        ["原煤", 0.7143],
        ["月光", 1.5],
        ["焦炭", 0.9714],
        ["星光", 1.2],
        ["风", 2.0],
    ]
    (table,) = seen_in(read_book(workbook(rows), "表.xlsx"))
    fits = fits_of(plan().templates["S2"], table.lines, "")
    assert fits[0][0].field == "energy" and fits[0][0].sure > 0.95
