"""Workbooks of other systems and habits are proposed for, and read as a person would read them."""

from dataclasses import replace
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


def test_a_footnote_mark_makes_no_other_heading_and_each_growth_is_read_once() -> None:
    template, rows, told = read(unseen_sheets.marked_growths())
    assert template == "S1" and "column_unused" not in told
    assert values(rows[:2], *FIGURES[2:]) == [
        (105_000.0, 1.5, 205_000.0, 5.5),
        (115_000.0, 1.5, 205_000.0, 6.5),
    ]


def test_each_sheet_is_of_the_county_that_it_names() -> None:
    template, rows, told = read(unseen_sheets.county_by_county(), region="柳南区")
    assert template == "S12" and "place_from_title" in told
    assert [row.text("region") for row in rows] == [
        "450204",
        "450204",
        "450205",
        "450205",
        "450203",
        "450203",
    ]


def test_a_layout_of_one_county_reads_the_file_of_another_as_that_ones() -> None:
    title = "{}2026年三季度一般工业固体废物产生和利用（吨）"
    tables = {
        place: seen_in(read_book(workbook([
            [title.format(place)], ["企业", "代码", "废物种类", "产生量", "综合利用量"],
            ["一厂", credit_code(1), "冶炼废渣", 100.0, 80.0], ["二厂", credit_code(2), "粉煤灰", 50.0, 40.0],
        ]), "表.xlsx"))
        for place in ("柳南区", "融安县", "柳州市")
    }  # fmt: skip
    found = proposed(tables["柳南区"], "表.xlsx", [])
    assert found is not None
    draft = answered(found.as_dict(), {}, {"region": "鱼峰区", "maturity": "快报"})
    kept = replace(draft, name="固废季报")
    for layout, place, region in (
        (draft, "柳南区", "450203"),  # whoever answers at this moment decides
        (kept, "融安县", "450224"),
        (kept, "柳州市", "450203"),  # the city's own bureau is no county
    ):
        made = reading.read(layout, tables[place], "表.xlsx")
        assert made is not None and {row.text("region") for row in made.records.rows} == {region}


def test_what_energies_add_up_to_is_left_out_and_named() -> None:
    template, rows, told = read(unseen_sheets.energies_with_their_sum())
    assert (template, len(rows)) == ("S2", 9) and "column_unused" in told and "choice_unknown" not in told
    assert values(rows[:1], "energy", "quantity", "quantity_unit") == [("raw_coal", 100.0, "吨")]
