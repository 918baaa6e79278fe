"""A sheet for paper: landscape, one page wide, headings repeated, rows as high as their words need."""

import pytest
from openpyxl import Workbook

from data.ingest.paper import A3, A4, LINE_HEIGHT, WIDEST, height, printed_on_a_page, signs


def test_a_chinese_sign_is_two_wide() -> None:
    assert signs("能耗ab") == 6 and signs("") == 0


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ([], 1),
        ([("", 10)], 1),
        ([("能耗", 10)], 1),
        ([("综合能源消费量", 10)], 2),
        ([("a", 10), ("一\n二\n三", 10)], 3),
        ([("一" * 93, 2)], 100),
    ],
)
def test_a_row_is_as_high_as_its_longest_text(cells: list[tuple[str, float]], lines: int) -> None:
    assert height(cells) == LINE_HEIGHT * lines


@pytest.mark.parametrize(("width", "paper"), [(WIDEST, A4), (WIDEST + 1, A3)])
def test_every_sheet_is_one_page_wide_on_paper_on_which_it_can_be_read(width: float, paper: int) -> None:
    sheet = Workbook().active
    assert sheet is not None
    printed_on_a_page(sheet, 3, width)
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight, setup.paperSize) == (
        *("landscape", 1, 0),
        paper,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows == "$3:$3"
