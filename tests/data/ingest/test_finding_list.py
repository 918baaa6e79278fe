"""The list of findings stands by itself where the clerk's workbook could not be marked."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from data.ingest import finding_list, receive
from data.ingest.child import ask
from data.ingest.findings import Finding, Refused
from data.ingest.inspection import Inspection
from data.ingest.mark_listing import WORDS
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook

WRONG = Finding("region_unknown", "=能耗", "B4", "柳南区", "=柳楠区\x07", "地区")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_finding_is_a_line_in_words(lang: str) -> None:
    sheet = load_workbook(io.BytesIO(finding_list.workbook([WRONG], lang))).active
    assert sheet is not None
    heading, line = sheet.iter_rows(values_only=True)
    assert heading == WORDS[lang]["head"]
    assert line[0] == WORDS[lang]["stop"] and line[2] == "B4"
    assert line[1] == "'=能耗", "no text becomes a formula"
    assert "\x07" not in str(line[3]) and WRONG.mend(lang) == line[4]
    assert sheet["D2"].alignment.wrap_text and sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_a_file_that_cannot_be_marked_comes_back_as_the_reason_and_the_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(*_: object) -> None:
        raise Refused(Finding("too_slow", expected="20"))

    wrong = replace(WRONG, found="柳楠区")
    seen = Inspection("表.xlsx", "abc", "xlsx", findings=(wrong,))
    content = workbook("S1", [energy_row()])
    assert len(load_workbook(io.BytesIO(receive.returned(content, seen))).sheetnames) == 2
    monkeypatch.setattr(ask, "run_in_child", slow)
    sheet = load_workbook(io.BytesIO(receive.returned(content, seen))).active
    assert sheet is not None
    told = [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert told == [Finding("too_slow", expected="20").sentence(), wrong.sentence()]
    with pytest.raises(Refused):
        receive.marked(content, seen)
    with pytest.raises(ValueError, match="read"):
        receive.returned(content, replace(seen, refused=Finding("damaged")))
