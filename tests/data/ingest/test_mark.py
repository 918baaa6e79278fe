"""The clerk's own workbook comes back with each bad cell coloured, commented and listed in front."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest.findings import Finding
from data.ingest.mark import COLOURS, marked, text


def saved() -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "能耗"
    sheet["B4"] = "柳楠区"
    sheet["A1"] = "标题"
    sheet.merge_cells("A1:C1")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_cells_are_coloured_by_severity_and_commented_in_the_language_asked_for() -> None:
    wrong = Finding("region_unknown", "能耗", "B4", "柳南区", "=柳楠区")
    title = Finding("unit_slip", "能耗", "B1")
    book = load_workbook(io.BytesIO(marked(saved(), [wrong, title, Finding("damaged")])))
    sheet = book["能耗"]
    assert sheet["B4"].fill.fgColor.rgb.endswith(COLOURS["stop"])
    assert sheet["B4"].comment is not None and wrong.sentence() in sheet["B4"].comment.text
    assert sheet["A1"].fill.fgColor.rgb.endswith(COLOURS["warn"]), "a merged cell is marked at its corner"
    assert book.sheetnames[0] == "检查结果" and book["检查结果"].max_row == 4
    english = load_workbook(io.BytesIO(marked(saved(), [wrong], "en")))
    assert english.sheetnames[0] == "Findings" and english["Findings"]["D2"].value.startswith(
        wrong.sentence("en")[:1]
    )


def test_a_list_that_is_there_already_keeps_its_name() -> None:
    twice = marked(marked(saved(), [Finding("damaged")]), [Finding("damaged")])
    assert load_workbook(io.BytesIO(twice)).sheetnames[:2] == ["检查结果_", "检查结果"]


def test_no_text_becomes_a_formula_and_only_xlsx_is_marked() -> None:
    assert [text(part) for part in ("=1+1", "+a", "-a", "@a", "ok", "")] == [
        "'=1+1",
        "'+a",
        "'-a",
        "'@a",
        "ok",
        "",
    ]
    with pytest.raises(ValueError, match="xlsx"):
        marked(b"a,b\n", [])
