"""A value as its cell shows it, held against what a spreadsheet program shows."""

import datetime

import pytest

from data.ingest.cells.grid import Value
from data.ingest.cells.number_formats import LONGEST, shown

DAY = datetime.date(2026, 10, 3)
MOMENT = datetime.datetime(2026, 10, 3, 15, 4, 5)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.053, "0.0%", "5.3%"),
        (0.053, "0%", "5%"),
        (-0.053, "0.00%", "-5.30%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234.5, "#,##0", "1,235"),
        (2.5, "0", "3"),
        (0.5, "#.##", ".5"),
        (42.0, "00000", "00042"),
        (-0.001, "0.0", "0.0"),
        (1234567.0, "#,##0,", "1,235"),
        (12345.0, "0.00E+00", "1.23E+04"),
        (-5.0, "0.0;(0.0)", "(5.0)"),
        (0.0, '0.0;-0.0;"无"', "无"),
        (3.0, '0.0"万吨"', "3.0万吨"),
        (3.0, "[$¥-804]#,##0.00", "¥3.00"),
        (3.0, "_ * #,##0.00_ ", "3.00"),
        (3.0, "[Red]0.0", "3.0"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "", "0.3"),
        (1234567.891, "", "1234567.891"),
        (914502000000000123.0, "", "9.14502E+17"),
        (0.0, "", "0"),
        (True, "", "TRUE"),
        ("柳北区", "@", "柳北区"),
        (DAY, "", "2026-10-03"),
        (DAY, "yyyy/m/d", "2026/10/3"),
        (DAY, 'yyyy"年"m"月"', "2026年10月"),
        (DAY, "[$-804]yyyy\\-mm\\-dd;@", "2026-10-03"),
        (DAY, "d-mmm-yy", "3-Oct-26"),
        (MOMENT, "h:mm AM/PM", "3:04 PM"),
        (MOMENT, "yyyy/m/d h:mm", "2026/10/3 15:04"),
        (MOMENT, "mm:ss", "04:05"),
        (MOMENT, "", "2026-10-03 15:04:05"),
    ],
)
def test_a_value_is_written_as_the_sheet_shows_it(value: Value, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_a_long_text_is_cut_and_says_so() -> None:
    assert shown("长" * 1000) == "长" * (LONGEST - 1) + "…"


@pytest.mark.parametrize(
    "code", [";;;", '"', "\\", "[", "0;0;0;0;0", "????/????", "0.0.0", "E", "%", "#,##0,,,,,"]
)
def test_no_format_of_a_stranger_breaks_it(code: str) -> None:
    assert all(isinstance(shown(value, code), str) for value in (1.5, -1e300, 0.0, "x", DAY, MOMENT))
