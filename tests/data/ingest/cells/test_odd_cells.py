"""What can be read in two ways is said with its cell and stops; it is never silently the first or last."""

import pytest

from data.ingest.cells.odd_cells import CELL_ATTRIBUTES, OddCells, known
from data.ingest.cells.read import read_book
from data.ingest.findings import Refused
from tests.data.ingest.cells.test_read import HEAD, LINKS, TAIL, bare
from tests.data.ingest.cells.test_workbook_xml import changed

ALTERNATIVE = (
    '<mc:AlternateContent xmlns:mc="m"><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
    "</mc:AlternateContent>"
)


def row(cells: str, number: int = 1) -> str:
    """One row; its last cell is always a plain 1."""
    return f'<row r="{number}">{cells}<c r="Z{number}"><v>1</v></c></row>'


def told(body: str, strings: str = "") -> dict[str, tuple[str, str]]:
    """What is found in a sheet, by rule: cell and what stood there."""
    book = read_book(bare(HEAD + body + TAIL, strings), "x.xlsx")
    return {finding.rule: (finding.cell, finding.found) for finding in book.findings}


@pytest.mark.parametrize(
    ("body", "rule", "cell"),
    [
        (row('<c r="A1"><v>5</v></c><c r="A1"><v>6</v></c>'), "cell_twice", "A1"),
        (row('<c r="C1"><v>5</v></c><c r="A1"><v>6</v></c><c r="C1"><v>5</v></c>'), "cell_twice", "C1"),
        (row('<c r="A1"><v>5</v></c>') + '<row r="1"><c r="B1"><v>6</v></c></row>', "row_twice", "A1"),
        (row('<c r="A1"><v>5</v><v>6</v></c>'), "two_values", "A1"),
        (row('<c r="A1" t="inlineStr"><is><t>5</t></is><is><t>6</t></is></c>'), "two_values", "A1"),
        (row('<c r="A1" t="inlineStr"><is><t>5</t></is><v>6</v></c>'), "two_values", "A1"),
        (row(f'<c r="A1">{ALTERNATIVE.format("<v>5</v>", "<v>6</v>")}</c>'), "value_alternatives", "A1"),
        (ALTERNATIVE.format(row("", 2), row("", 3)), "value_alternatives", "A1"),
        (row('<c r="A1"><v>5<!-- -->6</v></c>'), "value_in_pieces", "A1"),
        (row('<c r="A1"><v>5<?x y?>6</v></c>'), "value_in_pieces", "A1"),
        (row('<c r="A1"><v><![CDATA[56]]></v></c>'), "value_in_pieces", "A1"),
        (row('<c r="A1"><v>&#53;6</v></c>'), "value_in_pieces", "A1"),
        (row('<c r="A1"><v><x>5</x>6</v></c>'), "value_in_pieces", "A1"),
    ],
)
def test_each_oddity_has_a_finding_of_its_own(body: str, rule: str, cell: str) -> None:
    found = told(body)
    assert found[rule][0] == cell and len(found) == 1


@pytest.mark.parametrize(
    "body",
    [
        row('<c r="A1"/><c r="A1"><v>5</v></c>'),
        row('<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>5</t></r></is></c>'),
        row('<c r="A1" t="str"><f>B1</f><v>a&#10;b</v></c>'),
        row("") + '<extLst><ext uri="u"><any/></ext></extLst>',
        row('<c r="B3"><v>5</v></c><c r="A3"><v>6</v></c>', 3) + row("", 2),
    ],
)
def test_what_honest_programs_write_is_not_odd(body: str) -> None:
    assert told(body) == {}


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ('<c r="A1"><v>&#53;</v></c>', "value_in_pieces"),
        ('<c r="A1" t="inlineStr"><is><t>5</t></is><v>6</v></c>', "two_values"),
    ],
)
def test_a_file_of_one_odd_cell_says_so_and_not_that_it_is_empty(cell: str, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        read_book(bare(f'{HEAD}<row r="1">{cell}</row>{TAIL}'), "x.xlsx")
    assert refused.value.finding.rule == rule


@pytest.mark.parametrize(
    "error",
    [
        *("#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!"),
        *("#PYTHON!", "#EXTERNAL!", "#TIMEOUT!", "#DIV/0!", "#N/A"),
    ],
)
def test_every_error_of_a_newer_excel_is_an_error_cell(error: str) -> None:
    body = row(f'<c r="A1" t="e"><f>B1</f><v>{error}</v></c>')
    assert told(body) == {"error_cell": ("A1", error)}


def test_a_file_of_errors_only_is_told_so() -> None:
    with pytest.raises(Refused) as refused:
        read_book(bare(f'{HEAD}<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>{TAIL}'), "x.xlsx")
    assert (refused.value.finding.rule, refused.value.finding.found) == ("only_errors", "1")


def test_a_lying_count_of_texts_does_not_stop_a_readable_file() -> None:
    strings = '<sst count="4294967295" uniqueCount="4294967295"><si><t>产值</t></si></sst>'
    assert told(row('<c r="A1" t="s"><v>0</v></c>'), strings) == {}


def test_raised_marks_reach_the_cell_as_marks() -> None:
    run = "<r><t>800</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>"
    shared = bare(HEAD + row('<c r="A1" t="s"><v>0</v></c>') + TAIL, f"<sst><si>{run}</si></sst>")
    inline = bare(HEAD + row(f'<c r="A1" t="inlineStr"><is>{run}</is></c>') + TAIL)
    assert [read_book(each, "x").sheets[0].cells[1, 1] for each in (shared, inline)] == ["800[2]", "800[2]"]


def test_a_listed_sheet_that_is_nowhere_is_named() -> None:
    good = bare(HEAD + row("") + TAIL)
    names = '<sheet name="{}" sheetId="{}" r:id="{}"/>'
    two = names.format("表1", 1, "a") + names.format("二", 2, "b")
    book = f'<workbook xmlns:r="{LINKS}"><sheets>{two}</sheets></workbook>'
    links = f'<R><Relationship Id="a" Type="{LINKS}/worksheet" Target="odd/name.xml"/>{{}}</R>'
    second = f'<Relationship Id="b" Type="{LINKS}/worksheet" Target="gone.xml"/>'
    for more in ("", second):
        content = changed(
            changed(good, "xl/workbook.xml", book), "xl/_rels/workbook.xml.rels", links.format(more)
        )
        found = read_book(content, "x.xlsx")
        assert [(each.rule, each.sheet) for each in found.findings] == [("sheet_without_part", "二")]
        assert [sheet.name for sheet in found.sheets] == ["表1"]
    with pytest.raises(Refused) as refused:
        read_book(bare(HEAD.replace("sheetData", "sheetDate") + TAIL.replace("sheetData", "sheetDate")), "x")
    assert refused.value.finding.rule == "sheet_without_part"


@pytest.mark.parametrize(
    "body",
    [
        row("").replace("<c ", "<d ").replace("</c>", "</d>"),
        row('<c q="A1"><v>1</v></c>'),
        row("").replace("<row ", '<row q="1" '),
        row("") + "</sheetData><sheetData>" + row("", 2),
    ],
)
def test_a_misspelt_name_inside_the_cells_is_damage_and_no_blank(body: str) -> None:
    with pytest.raises(Refused) as refused:
        told(body)
    assert refused.value.finding.rule == "damaged"


def test_attributes_of_the_standard_and_of_extensions_are_known() -> None:
    assert known({"r": "A1", "x14ac:dyDescent": "0.2"}, CELL_ATTRIBUTES)
    assert not known({"R": "A1"}, CELL_ATTRIBUTES)


def test_the_notes_of_one_place_are_given_once() -> None:
    odd = OddCells(b"")
    for _ in range(3):
        odd.inside("x", 2, 3)
        odd.row(5)
    odd.close()
    assert odd.places() == [("row_twice", [(5, 1)]), ("value_in_pieces", [(2, 3)])]
