"""What people put into their workbooks comes back byte for byte, in the usual and in Strict Open XML."""

import io
import re
import zipfile
from functools import cache

import pytest

from data.ingest.cells.read import read_book
from data.ingest.findings import Finding
from data.ingest.mark import marked
from tests.support.rich_workbook import NAME, SHEET, STRICT, THINGS, rich_workbook

SPOTS = ("B4", "D4", "D5", "A4", "B3", "F8")  # rich text, number, formula, picture of WPS, text, nothing yet
FINDINGS = [Finding("region_unknown", NAME, spot, "柳南区", "柳楠区") for spot in SPOTS]


FORMAT = r'(<c [^>]*?) s="\d+"'


@cache
def parts(returned: bool, strict: bool) -> dict[str, bytes]:
    """The parts of the workbook before or after it was marked."""
    content = rich_workbook(strict)
    if returned:
        content = marked(content, FINDINGS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("strict", [False, True], ids=["usual", "strict"])
@pytest.mark.parametrize("thing", THINGS)
def test_it_survives_as_it_was(thing: str, strict: bool) -> None:
    part, said = THINGS[thing]
    for usual, own in STRICT.items() if strict else ():
        said = said.replace(usual, own)
    before, after = parts(False, strict)[part].decode(), parts(True, strict)[part].decode()
    if part == SHEET:  # a format's number is all that changes in a cell, and it may be new there
        before, after, said = (re.sub(FORMAT, r"\1", text) for text in (before, after, said))
    assert said in before and before.count(said) == after.count(said)


@pytest.mark.parametrize("strict", [False, True], ids=["usual", "strict"])
def test_nothing_but_the_marks_and_the_list_is_new(strict: bool) -> None:
    before, after = parts(False, strict), parts(True, strict)
    touched = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET, "[Content_Types].xml"}
    touched |= {"xl/worksheets/_rels/sheet1.xml.rels"}
    assert {name for name in before if after[name] != before[name]} == touched
    assert set(after) - set(before) == {
        *("xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"),
    }
    sheet = re.sub(FORMAT, r"\1", after[SHEET].decode())
    sheet = re.sub(r"<legacyDrawing [^>]*>", "", sheet).replace('<row r="8"><c r="F8"/></row>', "")
    assert sheet == re.sub(FORMAT, r"\1", before[SHEET].decode())
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    assert after[links].startswith(before[links].removesuffix(b"</Relationships>"))
    shown, was = (
        read_book(content, "x").sheets[0]
        for content in (marked(rich_workbook(strict), FINDINGS), rich_workbook(strict))
    )
    assert shown.cells == was.cells and shown.cells[4, 2] == "柳楠区"
