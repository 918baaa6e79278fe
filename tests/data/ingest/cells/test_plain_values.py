"""A sheet of plain rows is read exactly as the reader of all reads it, and left to it where not sure."""

import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ingest.cells.plain_values import PlainValues, shared_texts
from data.ingest.cells.read import read_book
from data.ingest.cells.workbook_xml import MAIN, look_over
from data.ingest.findings import Refused
from tests.support.examples import examples

STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">'
    '<numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs count="2">'
    '<xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LINKS = f'<Relationships xmlns="{PACKAGE}">{{links}}</Relationships>'
LINK = f'<Relationship Id="{{name}}" Type="{RELATED}/{{name}}" Target="{{path}}"/>'
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets><sheet name="表" sheetId="1" r:id="worksheet"/>'
    "</sheets></workbook>"
)
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TEXT = st.sampled_from(["柳南区", "", " 甲", "甲\n", "_x0041_", "a&b", "0012", "\u3000乙", "]]", "合计>"])
NUMBER = st.sampled_from(["0", "-0", "1.5", "1e5", ".5", "5.", "00012", "1e999", "7 ", "", "-", "5e-324"])


def by_the_other(content: bytes) -> Any:
    """What the cells of a workbook are by the reader of all, whatever its rows are made of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainValues, "take", lambda own, _: own.give_up())
        return cells_of(content)


def cells_of(content: bytes) -> Any:
    """The cells of every sheet, or why there are none."""
    try:
        return [dict(sheet.cells) for sheet in read_book(content, "表.xlsx").sheets]
    except Refused as refused:
        return refused.finding


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    shared, rows = draw(st.lists(TEXT, max_size=3)), []
    for row in range(1, 5):
        cells = []
        for column in "ABD":
            kind = draw(st.sampled_from(["n", "", "inlineStr", "s", "none", "day", "e"]))
            if kind in ("n", ""):
                told = f' t="{kind}"' if kind else ""
                cells.append(f'<c r="{column}{row}"{told}><v>{draw(NUMBER)}</v></c>')
            elif kind == "day":
                cells.append(f'<c r="{column}{row}" s="1"><v>45000</v></c>')
            elif kind == "inlineStr":
                keep = draw(st.sampled_from(["", ' xml:space="preserve"']))
                cells.append(
                    f'<c r="{column}{row}" t="inlineStr"><is><t{keep}>{escape(draw(TEXT))}</t></is></c>'
                )
            elif kind == "s" and shared:
                cells.append(f'<c r="{column}{row}" t="s"><v>{draw(st.integers(0, len(shared) - 1))}</v></c>')
            elif kind == "e":
                cells.append(f'<c r="{column}{row}" t="e"><v>#REF!</v></c>')
        number = draw(st.sampled_from([row] * 30 + [1]))
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    return workbook_of("".join(rows), "".join(f"<si><t>{escape(text)}</t></si>" for text in shared))


def workbook_of(rows: str, texts: str = "") -> bytes:
    """A workbook of one sheet with these rows and shared texts, as XML."""
    names, target = ("worksheet", "styles", "sharedStrings"), io.BytesIO()
    links = "".join(LINK.format(name=name, path=f"{name}.xml") for name in names)
    with zipfile.ZipFile(target, "w") as archive:
        office = LINK.format(name="officeDocument", path="xl/workbook.xml")
        archive.writestr("_rels/.rels", LINKS.format(links=office))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS.format(links=links))
        archive.writestr("xl/worksheet.xml", f"{HEAD}{rows}</sheetData></worksheet>")
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{texts}</sst>')
    return target.getvalue()


@settings(max_examples=examples(15), deadline=None)
@given(sheets())
def test_cells_are_the_same_both_ways(content: bytes) -> None:
    assert repr(cells_of(content)) == repr(by_the_other(content))


def test_a_sheet_of_numbers_and_texts_needs_no_other_reader() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>柳南区</t></is></c>'
        f'<c r="B{row}"><v>{row}.5</v></c></row>'
        for row in (1, 2, 9)
    )
    look = look_over(workbook_of(rows), with_values=True)
    assert look.sheets[0].values.lines == {row: {1: "柳南区", 2: row + 0.5} for row in (1, 2, 9)}
    with zipfile.ZipFile(io.BytesIO(look.clean)) as copy:
        assert b"<row" not in copy.read("xl/worksheets/sheet1.xml")
    dated = workbook_of(rows.replace('<c r="B2">', '<c r="B2" s="1">'))
    assert look_over(dated, with_values=True).sheets[0].values.lines is None


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        ("<si><t>甲 &amp; 乙</t></si><si><t></t></si>", ["甲 & 乙", ""]),
        ("<si><r><t>8</t></r><r><t>2</t></r></si>", None),
        ("<si><t> 甲</t></si>", None),
        ("<si><t>_x000D_</t></si>", None),
        ("<si><t>&#20013;</t></si>", None),
        ("<si><t>甲</t><rPh sb='0' eb='1'><t>jia</t></rPh></si>", None),
    ],
)
def test_shared_texts_are_told_where_they_are_sure(texts: str, read: list[str] | None) -> None:
    assert shared_texts(f'<?xml version="1.0"?>\n<sst count="2">{texts}</sst>'.encode()) == read
    assert shared_texts(b"") == []
