"""Reading a foreign workbook: what is kept, what is said aloud, what is refused."""

import datetime
import io
import struct
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data.ingest.cells import guard, reader
from data.ingest.cells.grid import Book, address, column_letter, column_number
from data.ingest.cells.read import read_book
from data.ingest.findings import Refused

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'
TAIL = "</sheetData></worksheet>"


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def bare(sheet: str, strings: str = "", sheets: int = 1, before: str = "") -> bytes:
    """The smallest .xlsx around the XML of one sheet."""
    names = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="a"/>' for n in range(1, sheets + 1))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    link = f'<R><Relationship Id="w" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></R>'
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{names}</sheets></workbook>'
    page = f'<Relationship Id="a" Type="{LINKS}/worksheet" Target="odd/name.xml"/>'
    words = f'<Relationship Id="s" Type="{LINKS}/sharedStrings" Target="/xl/words.xml"/>'
    parts = {
        "[Content_Types].xml": f"<Types>{kind}</Types>",
        "_rels/.rels": link,
        "xl/workbook.xml": before + book,
        "xl/_rels/workbook.xml.rels": f"<R>{page}{words}</R>",
        "xl/odd/name.xml": sheet,
        "xl/words.xml": strings or f'<sst xmlns="{MAIN}"><si><t>产值</t></si></sst>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def xls(*rows: tuple[object, ...]) -> bytes:
    """A minimal BIFF8 workbook in a compound file: one sheet of numbers and texts."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                cells += record(0x0204, struct.pack("<HHH", row, column, 0) + text)
            elif isinstance(value, int | float):
                cells += record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    end = record(0x000A, b"")
    page = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + end
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    name = "表一"
    named = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    bound = record(0x0085, struct.pack("<IBB", len(start) + 4 + 6 + len(named) + len(end), 0, 0) + named)
    stream = (start + bound + end + page).ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    stream = stream.ljust(sectors * 512, b"\0")

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        raw = title.encode("utf-16-le") + b"\0\0"
        body = raw.ljust(64, b"\0") + struct.pack("<HBBiii", len(raw), kind, 1, -1, -1, child)
        return body + bytes(36) + struct.pack("<iQ", first, size)

    table = [-3, -2, *range(3, 2 + sectors), -2]
    fat = struct.pack(f"<{len(table)}i", *table).ljust(512, b"\xff")
    directory = entry("Root Entry", 5, 1, -2, 0) + entry("Workbook", 2, -1, 2, len(stream))
    directory = directory.ljust(512, b"\0")
    header = (
        guard.OLE
        + bytes(16)
        + struct.pack("<HHHHHHIIIIIIiIiI", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, -2, 0, -2, 0)
    )
    header += struct.pack("<109i", 0, *[-1] * 108)
    return header + fat + directory + stream


def rule_of(content: bytes, name: str = "报表.xlsx") -> str:
    with pytest.raises(Refused) as refused:
        read_book(content, name)
    assert refused.value.finding.severity == "stop"
    return refused.value.finding.rule


def rules(book: Book) -> dict[str, str]:
    return {finding.rule: finding.cell or finding.found for finding in book.findings}


def test_cells_keep_sheet_address_and_type() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "能耗"
    sheet["B2"] = "柳北区"
    sheet["C3"] = 12.5
    sheet["C4"] = 7
    sheet["D4"] = True
    sheet["E5"] = datetime.date(2025, 9, 30)
    sheet["F5"] = datetime.datetime(2025, 9, 30, 8, 15)
    sheet["A7"] = "  缩进"
    sheet["A8"] = "格式缩进"
    sheet["A8"].alignment = Alignment(indent=2)
    sheet.merge_cells("B2:D2")
    book.create_sheet("空表")
    found = read_book(saved(book), "报表.xlsx")
    assert found.kind == "xlsx"
    assert [each.name for each in found.sheets] == ["能耗", "空表"]
    first = found.sheets[0]
    assert first.cells == {
        (2, 2): "柳北区", (3, 3): 12.5, (4, 3): 7.0, (4, 4): True, (5, 5): datetime.date(2025, 9, 30),
        (5, 6): datetime.datetime(2025, 9, 30, 8, 15), (7, 1): "  缩进", (8, 1): "格式缩进",
    }  # fmt: skip
    assert isinstance(first.cells[4, 3], float)
    assert first.merges == [(2, 2, 2, 4)]
    assert first.indents == {(8, 1): 2}
    assert found.findings == []


def test_nothing_goes_missing_in_silence() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["县区", "产值", "增速", "备用"])
    sheet.append(["柳北区", "#DIV/0!", 0.053, "=B2*2"])
    sheet["C2"].number_format = "0.0%"
    sheet.append(["柳南区", 5, 6, 7])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("底稿")["A1"] = "旧数"
    book["底稿"].sheet_state = "hidden"
    book.epoch = CALENDAR_MAC_1904
    found = read_book(saved(book), "报表.xlsx")
    said = rules(found)
    assert said["error_cell"] == "B2"
    assert said["uncalculated_formula"] == "D2"
    assert said["hidden_rows"] == "3"
    assert said["hidden_columns"] == "D"
    assert "hidden_sheet" in said and "date_1904" in said and "percent_format" in said
    assert found.sheets[0].hidden_rows == {3}
    assert found.sheets[0].hidden_columns == {4}
    assert found.sheets[0].percent_cells == {(2, 3)}
    assert found.sheets[1].hidden
    assert (2, 2) not in found.sheets[0].cells
    error = next(finding for finding in found.findings if finding.rule == "error_cell")
    assert error.found == "#DIV/0!"


def test_many_errors_are_summed_up() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(150):
        sheet.append(["#N/A", 1])
    found = read_book(saved(book), "报表.xlsx")
    assert sum(finding.rule == "error_cell" for finding in found.findings) == 100
    assert rules(found)["more_of_the_same"] == "50"


def test_a_1904_date_is_converted() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = datetime.date(2025, 9, 30)
    assert read_book(saved(book), "x.xlsx").sheets[0].cells[1, 1] == datetime.date(2025, 9, 30)


def test_sheets_are_found_through_relationships() -> None:
    found = read_book(
        bare(HEAD + '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>' + TAIL), "x"
    )
    assert found.sheets[0].name == "表1"
    assert found.sheets[0].cells == {(1, 1): "产值", (1, 2): 5.0}


def test_strict_and_prefixed_xml_is_read_too() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = (
        f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>'
    )
    found = read_book(bare(sheet + "</x:sheetData></x:worksheet>"), "x.xlsx")
    assert found.sheets[0].cells == {(1, 1): 5.0}


def test_cells_at_both_ends_of_the_sheet_are_refused() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert rule_of(bare(HEAD + far + TAIL)) == "sheet_too_wide"


@pytest.mark.parametrize(
    ("sheet", "rule"),
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]>' + HEAD + TAIL, "unsafe_xml"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + HEAD + TAIL, "unsafe_xml"),
        (HEAD + "<row><c>" + "<x>" * 100, "unsafe_xml"),
        ('<?xml version="1.0" encoding="GBK"?>' + HEAD + TAIL, "unsafe_xml"),
        (HEAD + f'<row r="1" x="{"a" * 3_000_000}">', "unsafe_xml"),
        (HEAD + '<row r="1"><c r="A1"><v>1e999</v></c></row>' + TAIL, "not_finite"),
        (HEAD + '<row r="2"><c r="A1"><v>1</v></c></row>' + TAIL, "damaged"),
        (HEAD + '<row r="99999999"/>' + TAIL, "damaged"),
        (HEAD + '<row r="1"><c r="XFE1"><v>1</v></c></row>' + TAIL, "damaged"),
        (HEAD + '<row r="1"><c r="A1"><v>1</v>', "damaged"),
        ("no xml at all", "damaged"),
        (HEAD + TAIL, "no_cells"),
    ],
)
def test_hostile_or_broken_xml_is_refused(sheet: str, rule: str) -> None:
    assert rule_of(bare(sheet)) == rule


def test_a_dtd_in_any_part_is_refused() -> None:
    assert rule_of(bare(HEAD + TAIL, strings='<!DOCTYPE s [<!ENTITY a "b">]><sst/>')) == "unsafe_xml"
    assert rule_of(bare(HEAD + TAIL, before='<!DOCTYPE w [<!ENTITY a "b">]>')) == "unsafe_xml"


def test_limits_on_sheets_and_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert rule_of(bare(HEAD + cell + TAIL, sheets=61)) == "too_many_sheets"
    assert guard.MAX_CELLS == 1_200_000
    monkeypatch.setattr(guard, "MAX_CELLS", 12_000)
    rows = [f'<row r="{r}">' + "<c><v>1</v></c>" * 200 + "</row>" for r in range(1, 62)]
    assert read_book(bare(HEAD + "".join(rows[:60]) + TAIL), "x.xlsx").sheets[0].cells[60, 200] == 1
    assert rule_of(bare(HEAD + "".join(rows) + TAIL)) == "too_many_cells"


def test_external_links_and_pending_recalculation_are_told() -> None:
    book = Workbook()
    book.active["A1"] = 1
    book.active["A2"] = "=A1"
    source = zipfile.ZipFile(io.BytesIO(saved(book)))
    target = io.BytesIO()
    with source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                link = f'<Relationship Id="e9" Type="{LINKS}/externalLink" Target="externalLinks/e.xml"/>'
                content = content.replace(b"</Relationships>", link.encode() + b"</Relationships>")
            copy.writestr(name, content)
    said = rules(read_book(target.getvalue(), "x.xlsx"))
    assert said["external_links"] == "1"
    assert said["recalculation_due"] == "1"


@pytest.mark.parametrize(("name", "kind"), [("报表.xls", "xls"), ("报表.et", "et")])
def test_old_formats_are_read_with_a_warning(name: str, kind: str) -> None:
    found = read_book(xls(("县区", "产值"), ("柳北区", 12.5)), name)
    assert found.kind == kind
    assert found.sheets[0].name == "表一"
    assert found.sheets[0].cells == {(1, 1): "县区", (1, 2): "产值", (2, 1): "柳北区", (2, 2): 12.5}
    assert [finding.rule for finding in found.findings] == ["old_format"]
    assert found.findings[0].severity == "warn"


def test_a_damaged_old_workbook_is_refused() -> None:
    content = xls(("县区", "产值"))
    assert rule_of(content[:1536] + bytes(len(content) - 1536), "报表.xls") in {"damaged", "no_cells"}
    assert rule_of(content[:1024], "报表.xls") == "not_a_workbook"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")],
)
def test_text_files_in_every_usual_encoding(encoding: str, said: str) -> None:
    found = read_book('县区,产值\r\n柳北区,"1,200"\r\n,\r\n融安县, \r\n'.encode(encoding), "报表.csv")
    assert found.kind == "csv"
    assert found.sheets[0].cells == {
        (1, 1): "县区", (1, 2): "产值", (2, 1): "柳北区", (2, 2): "1,200", (4, 1): "融安县",
    }  # fmt: skip
    assert rules(found)["text_encoding"] == said
    assert "old_format" in rules(found)


@pytest.mark.parametrize("sign", ["\t", ";", "|"])
def test_other_separators_are_noticed(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in (["县区", "产值,亿元", "x"], ["柳北区", "5", "y"]))
    assert read_book(text.encode(), "报表.xls").sheets[0].cells[2, 2] == "5"


def test_a_reader_that_panics_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panics(*_: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr(reader, "read", panics)
    assert rule_of(b"a,b\n") == "damaged"


@pytest.mark.parametrize(("area", "refused"), [("AA1:XFD40", False), ("A1:XFD1048576", True)])
def test_merged_cells_may_not_cover_more_than_their_cap(area: str, refused: bool) -> None:
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    content = bare(
        HEAD + cell + f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells></worksheet>'
    )
    if refused:
        assert rule_of(content) == "merged_too_wide"
    else:
        assert read_book(content, "x.xlsx").sheets[0].cells == {(1, 1): 1.0}


def test_columns_and_letters() -> None:
    assert [column_letter(number) for number in (1, 26, 27, 703, 16_384)] == ["A", "Z", "AA", "AAA", "XFD"]
    assert all(column_number(column_letter(number)) == number for number in range(1, 16_385))
    assert address(11, 3) == "C11"
    for wrong in ("", "a", "XFE", "A1"):
        with pytest.raises(ValueError, match="no such column"):
            column_number(wrong)
    with pytest.raises(ValueError, match="no such column"):
        column_letter(0)
