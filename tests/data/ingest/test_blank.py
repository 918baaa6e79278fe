"""The blank workbook of every template: headings with units, drop-downs of the plan's lists, notes, locks."""

import io

import pytest
from openpyxl import load_workbook

from data.ingest import blank as blanks
from data.ingest.blank import HEADING_ROW, LISTS, blank, heading_of, options_of
from data.plan import plan


@pytest.mark.parametrize("template_id", ["S1", "S5", "S15"])
def test_headings_are_locked_cells_below_are_not_and_lists_feed_the_drop_downs(template_id: str) -> None:
    template = plan().templates[template_id]
    name, content = blank(template_id)
    assert name == f"{template_id}_{template.name}_空白模板.xlsx"
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[HEADING_ROW]] == [heading_of(column) for column in template.columns]
    assert sheet.protection.sheet and sheet.cell(HEADING_ROW, 1).protection.locked
    assert not sheet.cell(HEADING_ROW + 1, 1).protection.locked
    assert book[LISTS].sheet_state == "hidden"
    offered = [column for column in template.columns if options_of(column)]
    assert len(sheet.data_validations.dataValidation) == len(offered)
    for place, column in enumerate(template.columns, 1):
        listed = [book[LISTS].cell(row, place).value for row in range(1, len(options_of(column)) + 1)]
        assert listed == options_of(column), column.field


def test_an_unknown_template_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        blank("S99")


def test_a_column_offers_its_choices_or_the_lists_of_the_plan() -> None:
    column = plan().templates["S1"].column("basis")
    assert column is not None and options_of(column) == [basis.name for basis in plan().bases.values()]
    numeric = plan().templates["S1"].column("energy_tce")
    assert numeric is not None and options_of(numeric) == [] and "吨标准煤" in heading_of(numeric)
    assert blanks.ROWS >= 100
