"""Whole columns are read at once exactly as cell by cell, and what must be told is told cell by cell."""

import datetime
from typing import Any

import pytest

from data.ingest.cells.grid import Book, Sheet
from data.ingest.records import Cellvalue
from data.ingest.tables.by_column import by_column, raws_of
from data.ingest.tables.reading import Reading, sense_of
from data.ingest.tables.recognise import recognise
from data.ingest.tables.understand import record
from data.ingest.words.periods import Period
from tests.support.tables import Rows, sheet_of

HEADINGS = [
    "期间",
    "统一社会信用代码",
    "企业名称",
    "县区",
    "固废种类",
    "产生量（万吨）",
    "综合利用量",
    "数据状态",
]
LINES: list[list[Any]] = [
    ["2025年", None, "甲厂", "柳北区", "尾矿", 5.0, 4.0, "终核"],
    ["2025年", None, "甲厂", "柳北区", "炉渣", 5.0, "—", "终核"],
    ["2025年", None, "乙厂", "柳北区", "不明", 5.0, 4.0, "终核"],
    [datetime.date(2025, 12, 1), None, 7.0, "柳北区", "尾矿", "5.5", 4.0, "终核"],
    ["2025年", True, "丙厂", "柳南区", "尾矿", None, 0.5, "终核"],
    [202509.0, None, "丙厂\u200b", "柳南区", "尾矿", 1e300 * 1e10, 0.5, "终核"],
]


def reading_of(sheet: Sheet) -> Reading:
    (layout,), _ = recognise(Book("xlsx", [sheet]))
    return Reading(layout, sense_of(layout))


def looked(reading: Reading, numbers: list[int]) -> list[dict[str, Cellvalue] | None]:
    return by_column(reading, raws_of(reading.layout, numbers), numbers)


def test_columns_say_what_their_cells_say() -> None:
    sheet = sheet_of([["固废"], HEADINGS, *LINES])
    sheet.percent_cells = {(7, 7)}
    quick, slow = reading_of(sheet), reading_of(sheet)
    numbers = list(range(3, 3 + len(LINES)))
    found = looked(quick, numbers)
    assert [values is not None for values in found] == [True, True, False, False, False, False]
    assert found[0] is not None and found[0]["generated_t"] == 50_000.0 and found[0]["kind"] == "tailings"
    for number, values in zip(numbers, found, strict=True):
        told = slow.told
        own = record(slow, number).values
        assert values is None or (values == own and slow.told == told)
    assert quick.told == 0, "nothing is told by looking"


def test_a_share_shown_in_per_cent_is_one_in_its_own_row_only() -> None:
    rows: Rows = [["固废"], HEADINGS, *(LINES[:1] * 2)]
    sheet = sheet_of(rows)
    sheet.percent_cells = {(4, 7)}
    first, second = looked(reading_of(sheet), [3, 4])
    assert first and second and (first["used_t"], second["used_t"]) == (4.0, 400.0)


@pytest.mark.parametrize(("merge", "read"), [((1, 1, 1, 4), True), ((3, 4, 4, 4), False)])
def test_cells_merged_downwards_are_read_one_by_one(merge: tuple[int, int, int, int], read: bool) -> None:
    sheet = sheet_of([["固废"], HEADINGS, *LINES[:2]], [merge])
    assert [values is not None for values in looked(reading_of(sheet), [3, 4])] == [read, read]


def test_a_column_that_is_not_there_has_its_default_or_nothing() -> None:
    sheet = sheet_of([["2025年固废"], HEADINGS[1:], *[line[1:] for line in LINES[:1]]])
    (values,) = looked(reading_of(sheet), [3])
    assert values and values["period"] == Period.of(2025) and values["disposed_t"] is None
