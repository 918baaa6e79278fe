"""Headings of columns: levels from merges, words broken over rows, English left out, units taken off."""

import pytest

from data.ingest.cells.grid import Sheet, Value
from data.ingest.tables.blocks import find_tables
from data.ingest.tables.headings import Heading, read_headings, read_label
from data.ingest.tables.page import Page

Rows = list[list[Value | None]]


def headings(rows: Rows, *merges: tuple[int, int, int, int]) -> dict[int, Heading]:
    cells = {
        (row, column): value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    page = Page(Sheet("表", cells, list(merges)))
    (table,) = find_tables(page)
    return read_headings(page, table)


BODY: Rows = [["柳北区", 5.0, 6.0], ["柳南区", 7.0, 8.0]]


def test_a_wider_cell_above_is_a_level_of_its_own() -> None:
    found = headings(
        [["地区", "能耗（吨标准煤）", None], [None, "本期", "上年同期"], *BODY], (1, 2, 1, 3), (1, 1, 2, 1)
    )
    assert found[2] == Heading(("能耗", "本期"), "吨标准煤") and found[3].labels == ("能耗", "上年同期")


def test_a_row_of_units_belongs_to_the_headings_above_it() -> None:
    found = headings([["地区", "能耗", "产值"], [None, "吨标准煤", "万元"], *BODY])
    assert found == {2: Heading(("能耗",), "吨标准煤"), 3: Heading(("产值",), "万元")}


@pytest.mark.parametrize(
    ("pieces", "label", "unit"),
    [
        (["工业总产值", "(亿元)"], "工业总产值", "亿元"),
        (["液化石", "油气"], "液化石油气", ""),
        (["能源合计", "Energy Total"], "能源合计", ""),
        (["增长%"], "增长%", "%"),
        (["产量,万吨"], "产量", "万吨"),
        (["单位：万元"], "", "万元"),
        (["(合计)"], "合计", ""),
    ],
)
def test_a_label_in_pieces_is_one_label_and_its_unit(pieces: list[str], label: str, unit: str) -> None:
    assert read_label(pieces) == (label, unit)
