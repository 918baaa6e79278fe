"""A pivot's own words are taken off a sheet, and nothing else is."""

import pytest

from data.ingest.tables.pivots import plain
from tests.support.tables import sheet_of


@pytest.mark.parametrize(
    ("measure", "row", "column"),
    [("求和项:综合能耗", "行标签", "列标签"), ("Sum of 综合能耗", "Row Labels", "Column Labels")],
)
def test_what_only_a_pivot_says_is_taken_off(measure: str, row: str, column: str) -> None:
    sheet = sheet_of([[measure, column], [row, "C31"], ["柳南区", 5.0]])
    assert plain(sheet).cells == {(1, 1): "综合能耗", (2, 2): "C31", (3, 1): "柳南区", (3, 2): 5.0}


def test_a_sheet_without_a_pivot_stays_as_it_is() -> None:
    sheet = sheet_of([["求和项:综合能耗", "标签"], ["柳南区", 5.0]])
    assert plain(sheet) is sheet
