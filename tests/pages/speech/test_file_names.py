"""What a visitor takes away is named by us, whatever the uploader called it."""

import pytest

from data.plan import plan
from pages.speech import file_names

HOSTILE = "../../evil ![p](http://evil.example/x).xlsx"


def test_of_an_uploaders_name_only_the_ending_is_left() -> None:
    assert file_names.original("000001-S0-7c9865fca362", HOSTILE) == "000001-S0-7c9865fca362.xlsx"
    assert file_names.evidence("000001-S0-7c9865fca362", 2, "证据.PDF") == "000001-S0-7c9865fca362-2.pdf"


@pytest.mark.parametrize("called", ["", "xlsx", "a.", "a.x/../y", "a.html\u202e", "a.xlsx ", "a.svgsvg"])
def test_what_is_no_ending_is_bin(called: str) -> None:
    assert file_names.ending(called) == "bin"


def test_sheets_and_tables_have_names_of_the_plan() -> None:
    name = plan().templates["S1"].name
    assert file_names.blank("S1") == f"S1 {name} 空白模板.xlsx"
    assert file_names.marked("S1", "ab" * 32) == f"S1 {name}_abababab_已标注.xlsx"
    assert file_names.marked("", "ab" * 32) == "abababab_已标注.xlsx"
    assert file_names.table("score-table") == "score-table.csv"


@pytest.mark.parametrize("code", ["", "a/b", "a b", "=1", "a\n"])
def test_what_is_no_code_of_ours_names_nothing(code: str) -> None:
    with pytest.raises(ValueError, match="no code of ours"):
        file_names.table(code)
