"""What a visitor takes away is named by us, whatever the uploader called it."""

import re
from dataclasses import replace

import pytest

from data.plan import plan
from pages.speech import file_names, words
from pages.speech.about import About
from tests.support.drawn import ABOUT

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
    assert file_names.listed("问题清单") == "问题清单_2026-11-20.csv"
    assert file_names.layout("xlsx").endswith(".xlsx")


def test_what_is_taken_away_says_what_it_is_where_and_when() -> None:
    name = "单位工业增加值能耗_柳州市_2026年1—9月_演示数据_2026-11-20.png"
    assert file_names.taken(ABOUT, "png") == name
    counties = replace(ABOUT, measure="各县区与开发区 · 2025年", grades=(), as_of="")
    assert file_names.taken(counties, "csv") == "单位工业增加值能耗_柳州市_各县区与开发区_2026-11-20.csv"
    with words.speaking("en"):
        assert "_Demo data_" in file_names.taken(ABOUT, "xlsx")
    assert re.fullmatch(r"[\w —-]+\.csv", file_names.taken(About(HOSTILE, HOSTILE), "csv"))


@pytest.mark.parametrize("code", ["", "a/b", "a b", "=1", "a\n"])
def test_what_is_no_code_of_ours_names_nothing(code: str) -> None:
    with pytest.raises(ValueError, match="no code of ours"):
        file_names.layout(code)
