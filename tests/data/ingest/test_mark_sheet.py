"""Only the format of marked cells changes; missing cells and rows are put in where they belong."""

import pytest

from data.ingest.mark_sheet import coloured, corners


def after(data: str, *places: tuple[int, int], drawing: str = "", behind: str = "") -> str:
    """A worksheet of these rows with places marked in format 9."""
    sheet = f'<worksheet><cols><col min="4" max="5" style="3"/></cols>{data}{behind}</worksheet>'
    marked = coloured(
        sheet.encode(), dict.fromkeys(places, "stop"), lambda old, _: 90 + old, drawing
    ).decode()
    return marked.removeprefix('<worksheet><cols><col min="4" max="5" style="3"/></cols>').removesuffix(
        "</worksheet>"
    )


@pytest.mark.parametrize(
    ("before", "place", "expected"),
    [
        (
            '<row r="2"><c r="B2" s="1"><v>1</v></c></row>', (2, 2),
            '<row r="2"><c r="B2" s="91"><v>1</v></c></row>',
        ),
        ('<row r="2"><c r="B2"/></row>', (2, 2), '<row r="2"><c r="B2" s="90"/></row>'),
        ('<row r="2"><c/><c/></row>', (2, 2), '<row r="2"><c/><c s="90"/></row>'),
        (
            '<row r="2" spans="1:2"><c r="A2"/><c r="C2"/></row>', (2, 2),
            '<row r="2"><c r="A2"/><c r="B2" s="90"/><c r="C2"/></row>',
        ),
        ('<row r="2"><c r="A2"/></row>', (2, 4), '<row r="2"><c r="A2"/><c r="D2" s="93"/></row>'),
        (
            '<row r="2" s="7" customFormat="1"/>', (2, 1),
            '<row r="2" s="7" customFormat="1"><c r="A2" s="97"/></row>',
        ),
        ('<row r="1"/><row r="5"/>', (3, 1), '<row r="1"/><row r="3"><c r="A3" s="90"/></row><row r="5"/>'),
        ('<row r="5"/><row r="1"/>', (9, 1), '<row r="5"/><row r="1"/><row r="9"><c r="A9" s="90"/></row>'),
    ],
)  # fmt: skip
def test_a_mark_in_a_row(before: str, place: tuple[int, int], expected: str) -> None:
    assert after(f"<sheetData>{before}</sheetData>", place) == f"<sheetData>{expected}</sheetData>"


def test_an_empty_sheet_gets_its_row() -> None:
    assert after("<sheetData/>", (1, 1)) == '<sheetData><row r="1"><c r="A1" s="90"/></row></sheetData>'


def test_the_drawing_of_comments_stands_before_what_must_follow_it() -> None:
    line = '<legacyDrawing r="1"/>'
    tables = "<drawing/><controls><anchor><row>3</row><col/></anchor></controls><tableParts/>"
    data = "<sheetData></sheetData>"
    assert after(data, drawing=line, behind=tables) == data + tables.replace(
        "<controls>", line + "<controls>"
    )
    assert after(data, drawing=line) == data + line
    own = '<legacyDrawing id="x"/>'
    assert after(data, drawing=line, behind=own) == data + own


def test_places_inside_merged_areas_move_to_the_corner() -> None:
    sheet = b'<mergeCells><mergeCell ref=\'B2:D4\'/><x:mergeCell id="1" ref="A9:XFD1048576"/></mergeCells>'
    found = corners(sheet, {(3, 3), (1, 1), (500, 9), (2, 2)})
    assert found == {(3, 3): (2, 2), (2, 2): (2, 2), (500, 9): (9, 1)}
