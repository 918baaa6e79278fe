"""A correction is told in words, as text: whatever its reason and document hold."""

from typing import Any

import pytest
import streamlit as st

from pages.pieces import corrected, side_by_side
from queries.question import Row, Rows

LINE: Row = {
    "generation": 2, "template": "S1", "record_key": "2024|450204|TOTAL|calorific", "field": "energy_tce",
    "was": "2000000", "becomes": "", "by_whom": "乙", "at": "2026-11-20T08:00:00+08:00", "state": "applied",
    "reason": "<img src=x onerror=alert(1)>", "document": "[函](http://x)", "upload": "u1",
    "file_name": "能耗<b>.xlsx", "sheet": "表", "cell": "D7", "row_number": 7,
}  # fmt: skip


def test_a_correction_is_one_line_of_words_and_no_markup() -> None:
    told = corrected.lines([LINE])
    assert "2024年 · 柳南区" in told and "2,000,000 吨标准煤 → —" in told and "表!D7" in told
    assert "<img" not in told and "<b>" not in told and "&lt;img" in told


def test_values_are_written_as_people_write_them() -> None:
    level: Row = {"template": "S5", "field": "level", "was": "national"}
    assert side_by_side.value(level, "was") == "国家级"
    assert side_by_side.value({**LINE, "becomes": "0.25"}, "becomes") == "0.25 吨标准煤"
    assert side_by_side.value({"template": "S5", "field": "enterprise", "was": "甲厂"}, "was") == "甲厂"
    assert corrected.record("S99", "a|b") == "a|b"
    assert "甲厂" in corrected.record("S2", "2025|name:甲厂") or "甲厂" in corrected.record(
        "S2", "name:甲厂|2025"
    )


@pytest.mark.parametrize(("may", "ways"), [(True, 1), (False, 0)])
def test_only_what_stands_behind_the_number_is_told(
    monkeypatch: pytest.MonkeyPatch, may: bool, ways: int
) -> None:
    drawn: list[Any] = []
    monkeypatch.setattr(st, "html", drawn.append)
    cell = {"upload": "u1", "sheet": "表", "cell": "D7", "template": "S1", "field": "energy_tce"}
    others = [{**LINE, "row_number": 8}, {**LINE, "state": "open"}, {**LINE, "upload": "u2"}]
    corrected.behind(Rows([cell]), Rows([*others, LINE]), may)
    assert "".join(drawn).count("data-correction=") == 1
    assert "".join(drawn).count("correct=u1") == ways
    drawn.clear()
    corrected.behind(Rows([]), Rows([LINE]), may)
    assert drawn == []
