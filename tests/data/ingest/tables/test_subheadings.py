"""Words under a heading say which of its numbers is meant: the one asked for is read, never its neighbour."""

from typing import Any

import pytest

from data.ingest.cells.grid import Book
from data.ingest.tables.recognise import recognise
from data.ingest.tables.subheadings import of_another, says_which
from data.ingest.tables.understand import understand
from data.ingest.tables.unused import unused
from tests.support.tables import NO, Rows, sheet_of


def read(above: list[Any], under: list[Any], numbers: list[Any]) -> tuple[list[Any], set[str]]:
    """What is read of a sheet with two columns for what was made, and the rules of its findings."""
    rows: Rows = [
        ["一般工业固体废物"],
        ["期间", "企业名称", "县区", "固废种类", *above, "数据状态"],
        [NO, NO, NO, NO, *under],
        ["2025年", "甲厂", "柳北区", "尾矿", *numbers, "终核"],
    ]
    book = Book("xlsx", [sheet_of(rows, [(2, 5, 2, 6)])])
    layouts, missing = recognise(book)
    records, findings = understand(layouts)
    told = {finding.rule for finding in [*missing, *findings, *unused(book, layouts)]}
    return [row.values.get("generated_t") for row in records.rows], told


@pytest.mark.parametrize(
    "under", [["上年同期", "本年累计"], ["当月", "累计"], ["本月", "1—本月累计"], ["同比（%）", "绝对值"]]
)
def test_the_number_asked_for_is_read_wherever_it_stands(under: list[str]) -> None:
    values, told = read(["产生量（吨）", NO], under, [1, 100])
    assert values == [100.0] and "heading_repeated" in told and "row_passed_over" not in told
    values, _ = read(["产生量（吨）", NO], under[::-1], [100, 1])
    assert values == [100.0]


def test_a_month_alone_is_never_taken_for_january_to_it() -> None:
    values, told = read(["产生量（吨）", "综合利用量（吨）"], ["当月", "当月"], [1, 1])
    assert "column_missing" in told and values in ([], [None])


def test_a_row_below_that_says_more_is_no_part_of_the_headings() -> None:
    values, _ = read(["产生量（吨）", "综合利用量（吨）"], [5, 6], [100, 1])
    assert values[-1] == 100.0


def test_words_that_say_which() -> None:
    assert all(map(says_which, ("当月", "累计", "（吨）", "本年实绩", "1-10月", "同比±%")))
    assert not any(map(says_which, ("柳北区", "钢铁", "2024年度计算表")))
    assert of_another("上年同期累计") and not of_another("本月止累计") and not of_another("绝对值")
