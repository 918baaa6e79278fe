"""Columns told apart: labels, values, the unit column, and counters that are none of these."""

from data.ingest.cells.grid import Sheet, Value
from data.ingest.tables.columns import counts, heading_words, is_month_column, sort_columns
from data.ingest.tables.page import Page

ROWS: list[list[Value | None]] = [
    ["序号", "指标", "Item", "单位", "2024年", "电话"],
    [1.0, "原煤", "Raw coal", "万吨", 5.0, "0772"],
    [2.0, "电力", "Electricity", "亿千瓦时", 6.0, "0773"],
    [3.0, "天然气", "Gas", "亿立方米", "—", "0774"],
]


def page(rows: list[list[Value | None]]) -> Page:
    cells = {
        (row, column): value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    return Page(Sheet("表", cells))


def sorted_of(rows: list[list[Value | None]]) -> tuple[list[int], list[int], int | None]:
    seen, columns = page(rows), range(1, len(rows[0]) + 1)
    headings = {column: heading_words(seen, [1], column) for column in columns}
    return sort_columns(seen, list(range(2, len(rows) + 1)), columns, headings)


def test_labels_values_and_units_are_found_and_counters_left_out() -> None:
    assert sorted_of(ROWS) == ([2], [5], 4)


def test_a_column_of_years_is_a_label() -> None:
    years: list[list[Value | None]] = [["年份", "产量"], [2023.0, 5.0], [2024.0, 6.0]]
    assert sorted_of(years) == ([1], [2], None)


def test_numbers_and_words_are_counted_notes_and_blanks_are_not() -> None:
    seen = page([["值"], [1.0], ["0.5～0.6"], ["优"], ["—"], ["注：略"]])
    assert counts(seen, [2, 3, 4, 5, 6], 1) == (2, 1)


def test_months_only_say_one_to_twelve_under_their_own_heading() -> None:
    seen = page([["月份"], [1.0], [12.0]])
    assert is_month_column(seen, [2, 3], 1, ["月份"]) and not is_month_column(seen, [2, 3], 1, ["产量"])
    assert not is_month_column(page([["月份"], [13.0]]), [2], 1, ["月份"])
