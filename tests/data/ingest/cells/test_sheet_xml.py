"""A worksheet's XML cell by cell: what is counted, noted and refused, straight from the parser's events."""

import pytest

from data.ingest.cells import guard
from data.ingest.cells.safe_xml import walk, whole
from data.ingest.cells.sheet_xml import SheetLook
from data.ingest.cells.styles_xml import Styles
from data.ingest.findings import Refused

STYLES = Styles({"1"}, {"2": 3})


def look(body: str, room: int = 0) -> SheetLook:
    """The look at a sheet of this body; `room` cells came before it."""
    seen = SheetLook("表", False, STYLES, room)
    walk(f"<worksheet>{body}</worksheet>".encode(), seen.start, seen.end, seen.prepare)
    seen.close()
    return seen


def test_cells_formats_errors_and_formulas_without_result_are_noted() -> None:
    seen = look(
        '<sheetData><row r="2"><c r="A2" t="s" s="2"><v>0</v></c><c r="B2" s="1"><v>0.5</v></c>'
        '<c r="C2" t="e"><v>#DIV/0!</v></c><c r="D2"><f>A1</f></c><c r="E2"><f>A1</f><v>7</v></c>'
        '<c r="F2"/></row></sheetData>'
    )
    assert (seen.count, seen.formulas) == (5, 2)
    assert (seen.percent_cells, seen.indents) == ([(2, 2)], [(2, 1, 3)])
    assert (seen.errors, seen.uncalculated) == ([(2, 3, "#DIV/0!")], [(2, 4)])


def test_addresses_may_be_left_out_and_names_may_have_prefixes() -> None:
    cells = "<x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c>"
    seen = look(f"<x:sheetData xmlns:x='x'><x:row>{cells}</x:row></x:sheetData>")
    assert seen.count == 2
    cell = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    assert look(f'{cell}<mergeCells><mergeCell ref="B3:A1"/></mergeCells>').merges == [(1, 1, 3, 2)]


def test_hidden_rows_and_columns_count_only_as_far_as_the_sheet_is_filled() -> None:
    seen = look(
        '<cols><col min="2" max="16384" hidden="1"/></cols><sheetData><row r="1"><c r="C1"><v>1</v></c></row>'
        '<row r="9" hidden="1"/></sheetData>'
    )
    assert seen.hidden_columns == {2, 3} and seen.hidden_rows == set()


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<row r="1"><c r="A2"><v>1</v></c></row>', "damaged"),
        ('<row r="1"><c r="1A"><v>1</v></c></row>', "damaged"),
        ('<row r="0"/>', "damaged"),
        ('<row r="1048577"/>', "damaged"),
        ('<row r="x"/>', "damaged"),
        ('<mergeCell ref="A1:ZZZZ9"/>', "damaged"),
        ("<a>" * 60 + "</a>" * 60, "unsafe_xml"),
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            "sheet_too_wide",
        ),
    ],
)
def test_what_no_honest_sheet_holds_is_refused(body: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        look(body)
    assert refused.value.finding.rule == rule


def test_cells_of_all_sheets_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_CELLS", 2)
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert look(cell, 1).count == 1
    with pytest.raises(Refused, match="2"):
        look(cell, 2)


def test_a_number_of_the_file_is_a_short_run_of_digits() -> None:
    assert whole("0012345") == 12345
    for wrong in ("", "-1", "1.0", "12345678", "１"):
        with pytest.raises(Refused):
            whole(wrong)
