"""Numbers the way people type them, and texts that only look like numbers."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.words.numbers import is_blank, parse_number
from data.ingest.words.units import is_unit, tidy_unit


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        (5, 5.0, ""),
        (-0.25, -0.25, ""),
        ("1234.5", 1234.5, ""),
        ("1,234,567.8", 1234567.8, ""),
        ("1，234", 1234.0, ""),
        ("20 908", 20908.0, ""),
        ("１２３．５", 123.5, ""),
        ("\xa0563.41\u3000", 563.41, ""),
        ("+5.2", 5.2, ""),
        ("−3.1", -3.1, ""),
        ("－3.1", -3.1, ""),
        (".5", 0.5, ""),
        ("1.2E+05", 120000.0, ""),
        ("'123", 123.0, ""),
        ("12.3%", 12.3, "%"),
        ("12.3％", 12.3, "%"),
        ("3.57‰", 3.57, "‰"),
        ("5.3个百分点", 5.3, "个百分点"),
        ("5.2*", 5.2, ""),
        ("5.2①", 5.2, ""),
        ("5.2¹", 5.2, ""),
        ("5.2[1]", 5.2, ""),
        ("5.2（注1）", 5.2, ""),
        ("0.7143 千克标准煤 / 千克", 0.7143, "千克标准煤/千克"),
        ("20 908 千焦 / (5 000 千卡) / 千克", 20908.0, "千焦/千克"),
        ("3,000 吨", 3000.0, "吨"),
        ("120家", 120.0, "家"),
    ],
)
def test_a_number_is_read(written: object, value: float, unit: str) -> None:
    found = parse_number(written)
    assert found is not None and (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("written", "marked"),
    [("5.2*", True), ("5.2①", True), ("5.2¹", True), ("5.2（注1）", True), ("5.2%", False)],
)
def test_a_mark_behind_a_number_is_told(written: str, marked: bool) -> None:
    found = parse_number(written)
    assert found is not None and found.marked == marked


@pytest.mark.parametrize(
    "written",
    [
        "10⁴", "10^4",
        "0.5714～0.6143 千克标准煤 / 立方米", "8 363～12 545 千焦", "10~20", "10-20", "1—9", "5 以上",
        "≥90", "约30", "3/4",
        "2024年", "9月", "三季度", "007", "01", "914502001986123456", "1,23", "12 34", "621 89", "1.2.3",
        "12:30", "(123)",
        "31 黑色金属冶炼", "5.2（初步核算）", "√", "abc", "", "—", None, True, False, float("nan"),
        float("inf"),
        datetime.date(2024, 9, 30),
    ],
)  # fmt: skip
def test_what_is_no_single_number_gives_none(written: object) -> None:
    assert parse_number(written) is None


@pytest.mark.parametrize(
    "written",
    ["", " ", "\u3000", "\xa0", "—", "——", "-", "－", "…", "……", "..", "/", "无", "N/A", "n/a", None],
)
def test_marks_for_nothing_are_blank(written: object) -> None:
    assert is_blank(written)
    assert parse_number(written) is None


@pytest.mark.parametrize("written", ["0", 0, 0.0, "5", "无锡", "-5", False, "总计"])
def test_zero_and_words_are_not_blank(written: object) -> None:
    assert not is_blank(written)


@given(st.floats(-1e12, 1e12))
def test_a_written_float_reads_back(value: float) -> None:
    found = parse_number(repr(float(value)))
    assert found is not None
    assert found.value == value


@given(st.text(max_size=30))
def test_no_text_makes_it_fail(text: str) -> None:
    parse_number(text)
    is_unit(text)
    tidy_unit(text)
