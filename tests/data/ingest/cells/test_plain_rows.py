"""Rows that can be read in one way are judged many at a time exactly as one by one."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ingest.cells.plain_rows import stretches
from data.ingest.cells.safe_xml import walk
from data.ingest.cells.sheet_xml import SheetLook
from data.ingest.cells.styles_xml import Styles
from data.ingest.findings import Refused
from tests.support.examples import examples

SAID = (
    *("count", "merges", "hidden_rows", "hidden_columns", "percent_cells", "errors", "uncalculated"),
    *("formulas", "indents", "edits", "has_data", "_first_row", "_last_row", "_first_column", "_last_column"),
)
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def looked(content: bytes, quietly: bool, before: int = 0) -> Any:
    """All that a look says of a part, read quietly or cell by cell."""
    look = SheetLook("表", False, Styles({"1"}, {"2": 3}), before, content)
    try:
        walk(content, look.start, look.end, look.prepare, look if quietly else None)
        odd = look.odd.places()
        look.close()
    except Refused as refused:
        return refused.finding
    return {name: getattr(look, name) for name in SAID} | {"odd": odd}


CELLS = st.sampled_from(
    [
        '<c r="{a}"><v>5</v></c>',
        '<c r="{a}" s="1"><v>0.5</v></c>',
        '<c r="{a}" s="2" t="s"><v>0</v></c>',
        '<c r="{a}" s="2"/>',
        '<c r="{a}"></c>',
        '<c r="{a}" t="inlineStr"><is><t>甲</t></is></c>',
        '<c r="{a}" t="e"><v>#N/A</v></c>',
        '<c r="{a}"><f>A1</f></c>',
        "<c><v>7</v></c>",
        '<c r="A{row}"><v>8</v></c>',
        '<c r="{a}"><v>&#53;</v></c>',
        '<c r="{a}"><v>1</v><v>2</v></c>',
        '<c r="XFE{row}"><v>9</v></c>',
        '<c r="B9999"><v>9</v></c>',
    ]
)
ROWS = st.lists(
    st.tuples(st.sampled_from(['r="{row}"', 'r="{row}" spans="1:3"', 'r="{row}" hidden="1"', "", 'r="2"']),
              st.one_of(st.just(['<c r="{a}"><v>5</v></c>'] * 3), st.lists(CELLS, max_size=4))),
    max_size=8,
)  # fmt: skip


@settings(max_examples=examples(15), deadline=None)
@given(
    ROWS, st.sampled_from(["", "<!-- x -->", '<cols><col min="1" max="2" hidden="1"/></cols>']), st.booleans()
)
def test_what_is_said_of_a_sheet_is_the_same_both_ways(rows: Any, between: str, cut: bool) -> None:
    told = []
    for number, (attributes, cells) in enumerate(rows, 1):
        inside = "".join(cell.format(a=f"{'ABCD'[at]}{number}", row=number) for at, cell in enumerate(cells))
        told.append(f"<row {attributes.format(row=number)}>{inside}</row>\n")
    body = f"{between}<sheetData>{''.join(told)}</sheetData>"
    content = HEAD + body.encode() + b'<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
    content = content[:-20] if cut else content
    assert looked(content, True) == looked(content, False)


def test_plain_rows_are_found_and_others_are_not() -> None:
    plain = b'<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4"><v>1.5</v></c></row>'
    odd = b'<row r="5"><c r="A5"><f>1</f><v>1</v></c></row>'
    found = list(stretches(HEAD + b"<sheetData>" + plain * 2 + odd + plain + b"</sheetData></worksheet>"))
    assert [[number for number, _ in stretch.rows] for stretch in found] == [[4, 4], [4]]
    assert len({id(shape) for stretch in found for _, shape in stretch.rows}) == 1
    assert list(stretches(HEAD + b"<sheetData><!-- x -->" + plain + b"</sheetData></worksheet>")) == []
    assert list(stretches(b"<worksheet/>")) == []


@pytest.mark.parametrize(
    "around",
    [
        b"<sheetData></sheetData><x>%b</x>",
        b"<sheetPr>%b</sheetPr><sheetData></sheetData>",
        b'<sheetData><row r="1"><c r="A1"><is>%b</is></c></row></sheetData>',
    ],
)
def test_rows_where_none_belong_are_not_taken_quietly(around: bytes) -> None:
    content = HEAD + around.replace(b"%b", b'<row r="1"><c r="A1"><v>5</v></c></row>') + b"</worksheet>"
    assert looked(content, True) == looked(content, False)


def test_more_cells_than_allowed_are_refused_in_plain_rows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.ingest.cells.guard.MAX_CELLS", 3)
    plain = b'<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>5</v></c></row>'
    content = HEAD + b"<sheetData>" + plain + plain.replace(b'1"', b'2"') + b"</sheetData></worksheet>"
    assert looked(content, True).rule == looked(content, False).rule == "too_many_cells"
