"""Addresses, what a merged cell shows, and how a cell is written out."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.cells.grid import (
    MAX_COLUMN,
    Sheet,
    Value,
    address,
    column_letter,
    column_number,
    place_of,
    spans,
    written,
)


@given(st.integers(1, MAX_COLUMN))
def test_letters_and_numbers_of_columns_are_the_same_thing(column: int) -> None:
    assert column_number(column_letter(column)) == column


def test_addresses_and_their_ends() -> None:
    assert [address(11, 3), address(1, 28), address(2, MAX_COLUMN)] == ["C11", "AB1", "XFD2"]
    for wrong in (0, MAX_COLUMN + 1):
        with pytest.raises(ValueError, match="no such column"):
            column_letter(wrong)
    for letters in ("", "a", "1", "XFE"):
        with pytest.raises(ValueError, match="no such column"):
            column_number(letters)
    assert [place_of(cell) for cell in ("C11", "AB1", "XFD2")] == [(11, 3), (1, 28), (2, MAX_COLUMN)]
    for cell in ("", "11", "C", "c11", "C0", "C11:D12", "C1048577", "XFE1"):
        with pytest.raises(ValueError, match="no such"):
            place_of(cell)


def test_neighbours_are_joined() -> None:
    assert spans({5, 12, 6, 7}) == [(5, 7), (12, 12)] and spans(set()) == []


CELLS: dict[tuple[int, int], Value] = {
    (1, 1): "标题",
    (2, 1): "地区",
    (2, 2): "能耗",
    (3, 2): 5.0,
    (4, 3): 7.0,
}


def test_a_merged_area_says_the_same_all_over_and_ends_with_the_sheet() -> None:
    sheet = Sheet("表", CELLS, [(1, 1, 1, 40), (2, 1, 3, 1), (3, 3, 4, 3)])
    assert [sheet.seen(1, column) for column in (1, 2, 3, 4)] == ["标题", "标题", "标题", None]
    assert sheet.merge(1, 2) == (1, 1, 1, 3)
    assert (sheet.seen(3, 1), sheet.anchor(3, 1)) == ("地区", (2, 1))
    assert (sheet.seen(3, 2), sheet.anchor(3, 2), sheet.merge(3, 2)) == (5.0, (3, 2), None)
    assert sheet.merge(3, 3) is None, "an area with nothing in it speaks for nobody"


def test_areas_that_lie_on_each_other_cost_no_more_than_the_sheet() -> None:
    filled: dict[tuple[int, int], Value] = {(n, 1001 - n): 1.0 for n in range(1, 1001)}
    hostile = Sheet("表", filled | {(1000, 1000): 1.0}, [(n, 1001 - n, 1000, 1000) for n in range(1, 1001)])
    began = time.process_time()
    hostile.merge(500, 500)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("  a ", "  a "), (450200.0, "450200"), (0.5, "0.5"), (True, "True"),
        (datetime.date(2025, 9, 30), "2025-09-30"), (datetime.datetime(2025, 9, 30, 8), "2025-09-30"),
    ],
)  # fmt: skip
def test_a_cell_is_written_as_people_write_it(value: Value | None, text: str) -> None:
    assert written(value) == text


def test_a_block_that_runs_down_repeats_what_it_says_and_one_across_does_not() -> None:
    sheet = Sheet("表", CELLS, [(1, 1, 1, 3), (2, 1, 4, 1)])
    assert [sheet.spoken(row, 1) for row in (2, 3, 4)] == ["地区"] * 3
    assert [sheet.spoken(1, column) for column in (1, 2)] == ["标题", None]
