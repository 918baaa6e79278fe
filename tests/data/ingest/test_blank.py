"""The blank workbook of every template: starred headings, an example, formats, drop-downs, notes, paper."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from data.ingest import blank as blanks
from data.ingest.blank import HEADING_ROW, blank
from data.ingest.blank_columns import LISTS, format_of, heading_of, options_of
from data.ingest.tables.examples import examples_of
from data.plan import plan


def opened(template_id: str) -> Workbook:
    """A blank workbook as openpyxl sees it."""
    return load_workbook(io.BytesIO(blank(template_id)[1]))


@pytest.mark.parametrize("template_id", ["S1", "S5", "S15"])
def test_headings_are_locked_cells_below_are_not_and_lists_feed_the_drop_downs(template_id: str) -> None:
    template = plan().templates[template_id]
    assert blank(template_id)[0] == f"{template_id}_{template.name}_空白模板.xlsx"
    book = opened(template_id)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[HEADING_ROW]] == [heading_of(column) for column in template.columns]
    assert sheet.protection.sheet and sheet.cell(HEADING_ROW, 1).protection.locked
    assert not sheet.cell(HEADING_ROW + 1, 1).protection.locked
    assert book.sheetnames == [template.name, "填报说明", LISTS]
    assert book[LISTS].sheet_state == "hidden"
    rules = sheet.data_validations.dataValidation
    assert len(rules) == len(template.columns) and all(rule.prompt for rule in rules)
    for place, column in enumerate(template.columns, 1):
        listed = [book[LISTS].cell(row, place).value for row in range(1, len(options_of(column)) + 1)]
        assert listed == options_of(column), column.field
        assert (rules[place - 1].type == "list") == bool(options_of(column))


def test_cells_have_the_format_of_their_column_down_to_the_last_row_and_the_example_is_marked() -> None:
    template, sheet = plan().templates["S6"], opened("S6").worksheets[0]
    said = examples_of(template)
    assert blanks.ROWS >= 100
    for place, column in enumerate(template.columns, 1):
        for row in (HEADING_ROW + 1, HEADING_ROW + 2, HEADING_ROW + blanks.FRAMED + 1, HEADING_ROW + 500):
            cell = sheet.cell(row, place)
            assert (cell.number_format, cell.protection.locked) == (format_of(column), False)
        assert sheet.column_dimensions[cell.column_letter].number_format == format_of(column)
        assert sheet.cell(HEADING_ROW + 1, place).value == said.get(column.field)
    framed = [row for row in range(1, 60) if sheet.cell(row, 1).border.left.style]
    assert framed == [*range(HEADING_ROW, HEADING_ROW + blanks.FRAMED + 1)]


def test_the_first_page_has_the_title_and_every_other_the_headings() -> None:
    sheet = opened("S1").worksheets[0]
    assert sheet.cell(1, 1).value == f"柳州市{plan().templates['S1'].name}"
    assert "*" in sheet.cell(2, 1).value and "例：" in sheet.cell(2, 1).value
    assert sheet.print_title_rows == "$3:$3" and sheet.freeze_panes == "A4"
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)


def test_what_is_known_already_stands_below_the_example_a_row_a_place() -> None:
    sheet = load_workbook(io.BytesIO(blank("S1", "2026-09", ["450223", "450205", "x"])[1])).worksheets[0]
    columns = {column.kind: number for number, column in enumerate(plan().templates["S1"].columns, 1)}
    rows = range(HEADING_ROW + 2, HEADING_ROW + 5)
    told = [[sheet.cell(row, columns[kind]).value for kind in ("period", "region")] for row in rows]
    assert told == [["2026年1—9月", "鹿寨县"], ["2026年1—9月", "柳北区"], [None, None]]
    for template, period in (("S1", "some day"), ("S5", "2026-09")):
        plain, asked = blank(template)[1], blank(template, period)[1]
        sheets = [load_workbook(io.BytesIO(one)).worksheets[0].values for one in (plain, asked)]
        assert list(sheets[0]) == list(sheets[1]), "nothing that is no period, or has none, is written"


def test_a_template_without_an_example_has_none() -> None:
    with pytest.raises(KeyError):
        blank("S99")
