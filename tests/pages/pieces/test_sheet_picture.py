"""A picture of cells is a table that every browser and every reader of screens understands."""

import re

import pytest
import streamlit as st

from data.ingest.pictures import Picture, Pictured
from pages.pieces.sheet_picture import Mark, letter, markup

MARK = Mark("■", "status-far-behind", "必须改正 读不懂")


def picture(**changes: object) -> Picture:
    usual: dict[str, object] = {
        "sheet": "九月",
        "sheets": (("九月", False),),
        "rows": (1, 2, 3),
        "columns": (1, 2),
        "last_row": 3,
        "last_column": 2,
        "cells": (Pictured(1, 1, "题", "text", 1, 2), Pictured(3, 2, "5.3%", "number")),
    }
    return Picture(**usual | changes)  # type: ignore[arg-type]


def turn(row: int) -> str:
    return f"?top={row}"


@pytest.fixture(autouse=True)
def in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "query_params", {})


def test_heads_have_a_scope_and_merged_cells_stand_once() -> None:
    told = markup(picture(), {}, None, turn)
    assert re.findall(r'<th scope="col">(\w)</th>', told) == ["A", "B"]
    assert re.findall(r'<th scope="row">(\d)</th>', told) == ["1", "2", "3"]
    head = re.search(r"<thead>.*</thead>", markup(picture(head=1), {}, None, turn))
    assert head and "题" in head[0] and "5.3%" not in head[0], "the rows of the head stay in sight"
    assert '<td data-kind="text" colspan="2"><span>题</span></td></tr>' in told
    assert told.count("<td") == 1 + 2 + 2
    assert 'tabindex="0" role="region" aria-label="九月"' in told and "<caption>九月</caption>" in told


def test_the_cell_asked_for_is_marked_with_shape_and_words_and_can_be_reached() -> None:
    told = markup(picture(stored="0.053", code="0.0%"), {(3, 2): [MARK]}, (3, 2), turn)
    assert "九月 · 单元格 B3 · 存储值 0.053" in told
    cell = re.search(r"<td[^>]*aria-current[^>]*>.*?</td>", told)
    assert cell and 'tabindex="0"' in cell[0] and "data-here" in cell[0]
    assert '<i aria-hidden="true">■</i>' in cell[0] and "<em>必须改正 读不懂</em>" in cell[0]


def test_a_text_with_nothing_to_its_right_runs_over_the_blank_cells() -> None:
    title = Pictured(1, 1, "柳州市规上工业能耗月报表", "text")
    assert 'data-kind="text" data-over><span>柳州' in markup(picture(cells=(title,)), {}, None, turn)
    beside = (title, Pictured(1, 2, "单位：万元", "text"))
    assert "data-over" not in markup(picture(cells=beside), {}, None, turn)


def test_a_mark_inside_a_merged_area_stands_on_the_cell_that_is_seen() -> None:
    told = markup(picture(), {(1, 2): [MARK]}, (1, 2), turn)
    assert re.search(r'<td data-kind="text" colspan="2" data-marked[^>]*aria-current="true"', told)


def test_what_a_stranger_wrote_is_only_text() -> None:
    bad = '"><script>alert(1)</script>'
    cells = (Pictured(1, 1, bad, "text"),)
    told = markup(picture(sheet=bad, cells=cells), {(1, 1): [Mark("■", "ink", bad)]}, (1, 1), turn)
    assert "<script" not in told and told.count("&lt;script&gt;") >= 4


def test_what_is_left_out_is_said_and_can_be_turned_to() -> None:
    made = picture(rows=(1, 2, 343, 344), columns=(1, 2, 31), last_row=400, last_column=60, cells=())
    told = markup(made, {}, None, turn)
    assert '<td colspan="4"><a data-stay href="?top=3">第 3–342 行未显示' in told
    assert "第 343–344 行，全表 400 行" in told
    assert 'href="?top=341"' in told and 'href="?top=345"' in told
    assert told.count('<th class="peak-sheet-gap"') == 1


def test_hidden_rows_and_columns_are_said() -> None:
    told = markup(
        picture(hidden_rows=frozenset({2, 3}), hidden_columns=frozenset({2}), sheets=(("九月", True),)),
        {},
        None,
        turn,
    )
    assert "原表中隐藏的行：2–3" in told and "原表中隐藏的列：B" in told and "工作表在原文件中隐藏" in told
    assert '<th scope="col" data-hidden title="在原表中隐藏">B</th>' in told


def test_a_file_without_that_sheet_says_so() -> None:
    assert "没有这张工作表" in markup(Picture(""), {}, None, turn)


def test_the_head_leads_to_the_other_sheets_and_names_what_is_hidden() -> None:
    sheets = (("九月", False), ("<十月>", False), ("草稿", True))
    told = markup(picture(sheets=sheets), {}, None, turn, lambda name: f"?sheet={name}")
    head = told.split('<div class="peak-sheet-room"')[0]
    assert '<b aria-current="true">九月</b>' in head and "草稿（在原表中隐藏）" in head
    assert re.findall(r'<a data-stay href="([^"]*)">([^<]*)<', head) == [
        ("?sheet=&lt;十月&gt;", "&lt;十月&gt;")
    ]
    assert "工作表：" not in markup(picture(), {}, None, turn, str), "one sheet alone has no switch"


@pytest.mark.parametrize(("column", "written"), [(1, "A"), (26, "Z"), (27, "AA"), (16_384, "XFD")])
def test_columns_have_letters(column: int, written: str) -> None:
    assert letter(column) == written
