"""Rows told apart by what stands in them: named numbers, headings of years, counters."""

import pytest

from data.ingest.cells.grid import Sheet, Value
from data.ingest.tables.page import Page
from data.ingest.tables.rows import is_body, is_index_row, is_year_heading, numeric_columns


def page(*values: Value | None) -> Page:
    """A page whose second row holds these, under a heading that fills the first column."""
    cells: dict[tuple[int, int], Value] = {(1, 1): "指标"}
    cells |= {(2, column): value for column, value in enumerate(values, 1) if value is not None}
    return Page(Sheet("表", cells))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("柳北区", 5.0, 6.0), "body"),
        (("煤炭", "1,234.5 吨", None), "body"),
        ((2023.0, 5.0, 6.0), "body"),
        (("指标", 2023.0, 2024.0, 2025.0), "years"),
        ((None, 2020.0, 2025.0), "years"),
        (("柳北区", 2024.0), "body"),
        (("地区", 2024.0), "years"),
        (("年末人口", 2025.0, 2023.0, 1999.0), "body"),
        (("甲", "乙", 1.0, 2.0, 3.0), "index"),
        (("甲", 1.0, 3.0), "body"),
        (("注：数据为快报",), "none"),
        ((5.0, 6.0), "none"),
    ],
)
def test_a_row_is_one_kind(values: tuple[Value | None, ...], kind: str) -> None:
    seen = page(*values)
    kinds = {"body": is_body(seen, 2), "years": is_year_heading(seen, 2), "index": is_index_row(seen, 2)}
    assert [name for name, holds in kinds.items() if holds] == ([] if kind == "none" else [kind])


def test_numbers_are_counted_by_column() -> None:
    assert numeric_columns(page("柳北区", "—", 6.0, "7%"), 2) == [3, 4]
    assert numeric_columns(page("柳北区"), 9) == []
