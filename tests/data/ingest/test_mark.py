"""The clerk's own workbook comes back changed in places only: colours, comments and a list at the end."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest import mark
from data.ingest.cells.read import read_book
from data.ingest.findings import Finding
from data.ingest.limits import Limits
from data.ingest.mark import marked
from data.ingest.mark_styles import COLOURS
from tests.data.ingest.cells.test_read import bare, xls
from tests.data.ingest.cells.test_workbook_xml import changed

# what openpyxl cannot keep is the point of these workbooks
pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension")
WRONG = Finding("region_unknown", "能耗", "B4", "柳南区", "=柳楠区")


def rich() -> bytes:
    """A workbook with much in it that openpyxl would lose or change, the parts put in by hand."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "能耗"
    sheet["A1"] = "标题"
    sheet.merge_cells("A1:C1")
    sheet["B4"] = "柳楠区"
    sheet["B4"].number_format = "0.00"
    sheet["C4"] = "=SUM(D4:D9)"
    sheet["B5"] = "有批注"
    sheet["B5"].comment = Comment("请核对", "张三")
    sheet.add_data_validation(DataValidation(type="list", formula1='"甲,乙"', sqref="D4:D9"))
    sheet.print_title_rows = "1:3"
    book.create_sheet("其他")["A1"] = "别的"
    target = io.BytesIO()
    book.save(target)
    content = target.getvalue()
    sheet_xml = part(content, "xl/worksheets/sheet1.xml").decode()
    sheet_xml = re.sub(r"(<f>[^<]*</f>)<v ?/?>(</v>)?", r"\1<v>12.5</v>", sheet_xml)
    lines = '<extLst><ext uri="{05C60535}"><sparkline/></ext></extLst></worksheet>'
    content = changed(content, "xl/worksheets/sheet1.xml", sheet_xml.replace("</worksheet>", lines))
    content = changed(content, "xl/cellimages.xml", "<etc:cellImages xmlns:etc='wps'/>")
    content = changed(content, "xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>")
    return changed(content, "xl/calcChain.xml", '<calcChain><c r="C4" i="1"/></calcChain>')


def part(content: bytes, name: str) -> bytes:
    """One part of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def names(content: bytes) -> list[str]:
    """The parts of an archive; each one's checksum holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_what_is_not_marked_keeps_its_bytes() -> None:
    before = rich()
    after = marked(before, [WRONG])
    different = {name for name in names(before) if part(before, name) != part(after, name)}
    assert different == {
        *("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
        *("[Content_Types].xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"),
    }
    assert set(names(after)) - set(names(before)) == {"xl/worksheets/sheet3.xml"}
    sheet = part(after, "xl/worksheets/sheet1.xml").decode()
    old = part(before, "xl/worksheets/sheet1.xml").decode()
    assert re.sub(r'(<c r="B4" s=")\d+', r"\1*", sheet) == re.sub(r'(<c r="B4" s=")\d+', r"\1*", old)
    assert "<v>12.5</v>" in sheet and "<sparkline/>" in sheet
    assert read_book(after, "x").sheets[0].cells == read_book(before, "x").sheets[0].cells


def test_cells_are_coloured_commented_and_listed() -> None:
    more = [Finding("unit_slip", "能耗", "B1"), Finding("percent_format", "能耗", "B5"), Finding("damaged")]
    book = load_workbook(io.BytesIO(marked(rich(), [WRONG, *more])))
    assert book.sheetnames == ["能耗", "其他", "检查结果"], "the list stands at the end"
    sheet, listing = book["能耗"], book["检查结果"]
    assert sheet["B4"].fill.fgColor.rgb.endswith(COLOURS["stop"]) and sheet["B4"].number_format == "0.00"
    assert sheet["B4"].comment is not None and WRONG.sentence() in sheet["B4"].comment.text
    assert sheet["A1"].fill.fgColor.rgb.endswith(COLOURS["warn"]), "a merged cell is marked at its corner"
    said = sheet["B5"].comment
    assert said is not None and said.text.startswith("请核对") and more[1].sentence() in said.text
    assert sheet["C4"].value == "=SUM(D4:D9)" and sheet.print_title_rows == "$1:$3"
    assert [row[0].value for row in listing.iter_rows(min_row=2)] == ["必须改", "请核对", "说明", "必须改"]
    assert listing["C2"].hyperlink.location == "'能耗'!B4" and listing["C5"].hyperlink is None
    assert listing["D2"].alignment.wrap_text and listing.column_dimensions["D"].width > 40
    assert (listing.page_setup.orientation, listing.page_setup.fitToHeight) == ("landscape", 0)
    assert listing.sheet_properties.pageSetUpPr.fitToPage and listing.print_title_rows == "$1:$1"


def test_the_words_are_those_of_the_language_asked_for() -> None:
    book = load_workbook(io.BytesIO(marked(rich(), [WRONG], "en")))
    assert book.sheetnames[-1] == "Findings" and book["Findings"]["A2"].value == "must be changed"
    assert book["Findings"]["D2"].value == WRONG.sentence("en")


def test_places_that_are_empty_are_put_in_and_ranges_mark_their_first_cell() -> None:
    spots = ["A4", "Z4", "B6:C9", "A999,B1000", "not a cell", "XFE1"]
    after = marked(rich(), [Finding("damaged", "能耗", spot) for spot in spots])
    sheet = load_workbook(io.BytesIO(after))["能耗"]
    red = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fill_type == "solid"]
    assert red == ["A4", "Z4", "B6", "A999"]
    assert read_book(after, "x").findings == read_book(rich(), "x").findings


def test_a_list_that_is_there_already_keeps_its_name() -> None:
    twice = marked(marked(rich(), [Finding("damaged")]), [Finding("damaged")])
    assert load_workbook(io.BytesIO(twice)).sheetnames[-2:] == ["检查结果", "检查结果_"]


def test_strict_xml_stays_strict() -> None:
    content = bare(
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    for name in ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/words.xml"):
        text = part(content, name).decode().replace(
            "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"
        )  # fmt: skip
        text = text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006", "http://purl.oclc.org/ooxml/spreadsheetml"
        )
        content = changed(content, name, text)
    after = marked(content, [Finding("damaged", "表1", "A1"), Finding("damaged", "表1", "B2")])
    added = [name for name in names(after) if name not in names(content)] + ["xl/odd/name.xml"]
    for name in [*added, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/odd/_rels/name.xml.rels"]:
        assert b"openxmlformats.org/spreadsheetml" not in part(after, name), name
        assert b"openxmlformats.org/officeDocument" not in part(after, name), name
    assert b'<x:row r="2"><x:c r="B2" s=' in part(after, "xl/odd/name.xml")
    assert read_book(after, "x").sheets[0].cells == {(1, 1): 5.0}
    assert len(read_book(after, "x").sheets) == 2


@pytest.mark.parametrize(
    ("content", "told", "ending"),
    [
        (xls(("县区", "产值"), ("柳北区", 12.5)), "", ".xls"),
        (xls(("县区", "产值"), ("柳北区", 12.5)), "et", ".et"),
        ("县区,产值\n柳北区,12.5".encode("gb18030"), "csv", ".csv"),
    ],
)
def test_other_kinds_come_back_as_a_copy(content: bytes, told: str, ending: str) -> None:
    name = read_book(content, "x").sheets[0].name
    book = load_workbook(io.BytesIO(marked(content, [Finding("number_expected", name, "B2")], ending=told)))
    sheet = book[name]
    assert [str(cell.value) for row in sheet.iter_rows() for cell in row] == [
        "县区",
        "产值",
        "柳北区",
        "12.5",
    ]
    assert sheet["B2"].fill.fgColor.rgb.endswith(COLOURS["stop"]) and sheet["B2"].comment
    note = Finding("xlsx_copy", found=ending)
    assert [row[3].value for row in book["检查结果"].iter_rows(min_row=3)] == [note.sentence()]


def test_no_text_is_a_formula_for_any_spreadsheet() -> None:
    after = marked(rich(), [Finding("region_unknown", "能耗", "B4", found="x"), WRONG])
    listing = part(after, "xl/worksheets/sheet3.xml")
    assert b"<f>" not in listing and b"<v>" not in listing and listing.count(b't="inlineStr"') == 15
    styles = part(after, "xl/styles.xml")
    assert styles.count(b'quotePrefix="1"') == 6


def test_marks_and_comments_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark, "LIMITS", Limits(marked_cells=3, comments=2))
    after = marked(rich(), [Finding("damaged", "能耗", f"D{row}") for row in range(20, 30)])
    sheet = load_workbook(io.BytesIO(after))["能耗"]
    rows = [row for row in range(20, 30) if sheet[f"D{row}"].fill.fill_type == "solid"]
    assert rows == [20, 21, 22] and [row for row in rows if sheet[f"D{row}"].comment] == [20, 21]


def test_merges_as_wide_as_the_sheet_cost_nothing() -> None:
    wide = '<mergeCells><mergeCell ref="AA1:XFD1048576"/></mergeCells></worksheet>'
    text = part(rich(), "xl/worksheets/sheet1.xml").decode()
    text = re.sub(r"<mergeCells.*?</mergeCells>", "", text).replace("</worksheet>", wide)
    after = marked(changed(rich(), "xl/worksheets/sheet1.xml", text), [Finding("damaged", "能耗", "ZZ9")])
    assert b'<c r="AA1" s=' in part(after, "xl/worksheets/sheet1.xml")
