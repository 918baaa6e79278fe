"""Crosswise tables: records with the address of every value, in rows of the sheet where that is so."""

from typing import Any

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
