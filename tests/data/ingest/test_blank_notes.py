"""The second sheet of a blank: every column of the template with meaning, unit and words, fit to print."""

import io

from openpyxl import load_workbook

from data.ingest.blank import blank
from data.ingest.blank_columns import allowed_words, meaning_of
from data.ingest.blank_notes import HEADINGS, HOW, TITLE
from data.ingest.tables.examples import examples_of
from data.plan import plan


def test_the_second_sheet_tells_every_column() -> None:
    template, said = plan().templates["S1"], examples_of(plan().templates["S1"])
    book = load_workbook(io.BytesIO(blank("S1")[1]))
    assert book.sheetnames[1] == TITLE
    sheet = book[TITLE]
    lines = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    start = lines.index(HEADINGS)
    assert [line[0] for line in lines[1:start]] == [
        f"{number}. {text}" for number, text in enumerate((*HOW, *template.notes), 1)
    ]
    told = lines[start + 1 :]
    assert [line[0] for line in told] == [column.heading for column in template.columns]
    for line, column in zip(told, template.columns, strict=True):
        assert line[1] == ("是" if column.required else None)
        assert (line[2], line[3]) == (column.unit or None, meaning_of(column))
        assert (line[4], line[5]) == (allowed_words(column) or None, said.get(column.field))
        assert line[7] == column.heading_en
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        *("landscape", 1, 0),
    )
    assert sheet.print_title_rows == f"${start + 2}:${start + 2}" and sheet.protection.sheet
