"""A layout leaves as a file: another store learns it, its empty workbook fits it when filled in."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest.layouts import export, reading
from data.ingest.layouts.stored import WrongLayout
from tests.support import bureau_sheets as sheets
from tests.support.own_layouts import of_shape, read, tables


@pytest.mark.parametrize("shape", ["places_by_fields", "kinds_side_by_side"])
def test_the_data_come_back(shape: str) -> None:
    stored = of_shape(shape)
    assert export.from_toml(export.as_toml(stored)) == stored
    for wrong in (b"\xff", b"a = [", b"a = 1"):
        with pytest.raises(WrongLayout):
            export.from_toml(wrong)


@pytest.mark.parametrize(
    "shape", ["places_by_fields", "fields_by_places", "kinds_side_by_side", "enterprises"]
)
def test_the_empty_workbook_filled_in_is_read_by_the_layout(shape: str) -> None:
    stored = of_shape(shape)
    book = load_workbook(io.BytesIO(export.as_workbook(stored)))
    sheet = book.worksheets[0]
    sheet["A1"] = str(sheet["A1"].value).replace(export.PERIOD_HINT, "2026年1—9月")
    if shape == "kinds_side_by_side":
        sheet.title, sheet["A1"] = "2026年1—9月", "各县区战略性新兴产业产值（单位：亿元）"
    fill(sheet, shape)
    target = io.BytesIO()
    book.save(target)
    assert reading.fits(stored, tables(target.getvalue()))
    assert read(stored, target.getvalue()).records.rows


def fill(sheet: Worksheet, shape: str) -> None:
    """Numbers below the headings, as a clerk fills them in."""
    if shape == "places_by_fields":
        for place in sheets.PLACES:
            sheet.append([place, 1.5, 2.5, 3.5, 4.5])
    elif shape == "enterprises":
        sheet.append(["柳州甲有限公司", "柳北区", "冶炼渣", 1.5, 1, 0.5])
    else:
        first = 3 if shape == "fields_by_places" else 2
        for row in range(4, sheet.max_row + 1):
            for column in range(first, sheet.max_column + 1):
                sheet.cell(row, column, 1.5)
