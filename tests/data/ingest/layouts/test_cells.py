"""Crosswise tables: records with the address of every value, in rows of the sheet where that is so."""

import io
from typing import Any

from openpyxl import load_workbook

from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import confirmed, read


def test_every_value_of_a_crosswise_table_has_its_own_address() -> None:
    content = sheets.fields_by_places()
    records = read(confirmed(content), content).records
    assert [row.number for row in records.rows] == [2, 3, 4, 5, 6]
    assert records.letters["Sheet1", "energy_tce@3"] == "D3"


def test_units_that_differ_from_record_to_record_are_each_converted() -> None:
    rows: list[list[Any]] = [["2026年1—9月各县区能耗"], ["县区", "单位", "综合能源消费量", "能耗同比（%）"]]
    units = ("吨标准煤", "万吨标准煤") * 2
    rows += [[place, unit, 2.5, 1.5] for place, unit in zip(sheets.PLACES, units, strict=True)]
    content = sheets.workbook(rows)
    made = read(confirmed(content), content).records.rows
    assert [row.values["energy_tce"] for row in made] == [2.5, 25_000.0, 2.5, 25_000.0]
    assert [row.cells["energy_growth"] for row in made] == ["D3", "D4", "D5", "D6"]


def test_numbers_shown_as_percentages_and_with_a_unit_of_their_own_are_read_as_seen() -> None:
    rows = [
        ["2026年1—9月"],
        ["指标", "单位", *sheets.PLACES],
        ["综合能源消费量", "吨标准煤", 5, 6, 7, "8.5万吨标准煤"],
    ]
    content = sheets.workbook([*rows, ["能耗同比", "", 0.015, -0.02, 0.03, 0.04]])
    book = load_workbook(io.BytesIO(content))
    for cell in book.worksheets[0]["C4":"F4"][0]:
        cell.number_format = "0.0%"
    target = io.BytesIO()
    book.save(target)
    made = read(confirmed(target.getvalue()), target.getvalue()).records.rows
    assert [row.values["energy_tce"] for row in made] == [5, 6, 7, 85_000]
    assert [row.values["energy_growth"] for row in made] == [1.5, -2, 3, 4]


def test_a_cell_with_its_own_unit_does_not_make_a_column_crosswise() -> None:
    rows = [["2026年1—9月各县区能耗"], ["县区", "综合能源消费量（吨标准煤）", "能耗同比（%）"]]
    content = sheets.workbook(
        [*rows, *([place, 5, 1.5] for place in sheets.PLACES), ["柳江区", "8.5万吨标准煤", 2]]
    )
    stored = confirmed(content)
    found = read(stored, content)
    assert stored.shape == "columns" and [f for f in found.findings if f.severity == "stop"] == []
    assert found.records.rows[-1].values["energy_tce"] == 85_000
