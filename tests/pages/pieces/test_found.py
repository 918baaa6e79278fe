"""Findings by rule: few in full, many as one sentence with their cells, each the way to its cell."""

import re

import pytest
import streamlit as st

from data.ingest.findings import Finding
from data.ingest.receive import Picture
from pages.pieces import found


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn, in Chinese."""
    made: list[str] = []
    monkeypatch.setattr(st, "query_params", {})
    monkeypatch.setattr(st, "html", made.append)
    return made


def unknown(number: int, region: str = "柳楠区") -> Finding:
    return Finding("region_unknown", "九月", f"A{number}", "柳南区", f"{region}{number}", "地区")


def way(number: int) -> str:
    return f"?at={number}"


def test_the_gravest_come_first_and_each_rule_has_its_count(drawn: list[str]) -> None:
    notes = [Finding("text_encoding", found="GB18030")]
    found.listed([*notes, *[unknown(row) for row in range(4, 304)]], way)
    assert re.findall(r'data-severity="(\w+)"', drawn[0]) == ["stop", "note"]
    assert 'data-rule="region_unknown" data-count="300"' in drawn[0]
    assert "300 处" in drawn[0] and "逐条列出（300 条）" in drawn[0]
    line = re.search(r'<p class="peak-cells">(.*?)</p>', drawn[0])
    assert line and line[1].count("<a ") == found.LINKED and 'href="?at=1"' in line[1]
    assert drawn[0].count("<li") == found.SHOWN + 1
    assert f"另有 {300 - found.SHOWN} 处" in drawn[0]


def test_a_sentence_for_many_leaves_open_what_differs() -> None:
    many = list(enumerate([unknown(4), unknown(5)]))
    assert "…" in found.common(many, "zh") and "4" not in found.common(many, "zh")
    assert found.common(many[:1], "zh") == many[0][1].sentence()


def test_few_stand_in_full_with_the_way_to_their_cell(drawn: list[str]) -> None:
    found.listed([unknown(4)], way)
    assert '<a data-stay href="?at=0" title="在工作表“九月”中看 A4">A4</a>' in drawn[0]
    assert "<details>" not in drawn[0] and "柳楠区4" in drawn[0]
    found.listed([unknown(4)])
    assert "<a " not in drawn[1] and "<b>A4</b>" in drawn[1]


def test_the_picture_stands_under_the_chosen_one(drawn: list[str]) -> None:
    found.listed([unknown(row) for row in range(4, 14)], way, 7, "<table>")
    assert drawn[0].count('aria-current="true"') == 3, "in the line, in the list, and in full"
    assert '<div class="peak-sheet-frame"><table></div>' in drawn[0]


def test_all_findings_of_a_sheet_are_marked_on_it_the_gravest_first() -> None:
    spread = Finding("text_encoding", "九月", "A4:B4", found="GB18030")
    made = found.marks([spread, unknown(4), Finding("region_unknown", "十月", "A4")], "九月")
    assert set(made) == {(4, 1), (4, 2)}
    assert [mark.shape for mark in made[4, 1]] == ["■", found.SHAPES[spread.severity]]
    assert made[4, 1][0].told.startswith("必须改正 ")


def test_the_picture_of_a_finding_has_its_cell_in_the_middle() -> None:
    made = Picture("九月", (("九月", False),), (3, 4), (1,), 4, 1)
    assert "data-here" in found.picture(made, [unknown(4)], unknown(4), lambda row: "")


def test_what_needs_a_reason_is_not_said_to_leave_publishing_alone(drawn: list[str]) -> None:
    falls = Finding("cumulative_falls", "九月", "F4", "20", "10", "工业增加值")
    seven = Finding("footnote_mark", "九月", "F5", "7", "7①", "工业增加值")
    found.listed([seven])
    found.listed([falls, seven], way)
    assert "1 处，不影响发布" in drawn[0]
    assert "2 处，其中 1 处写明原因才能发布" in drawn[1] and "不影响发布" not in drawn[1]


def test_a_note_says_it_all_in_its_sentence(drawn: list[str]) -> None:
    found.listed([Finding("text_encoding", found="GB18030"), unknown(4)])
    assert drawn[0].count("<dt>") == 2
