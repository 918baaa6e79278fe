"""No text that goes out runs in a spreadsheet, and numbers stay numbers."""

import pytest

from data.inert import safe

SIGNS = "=+-@＝＋－＠"
BLANKS = ["", " ", "  ", "\u3000", "\xa0", "\u200b", "\ufeff", "\t", "\r", "\n", "\r\n ", "\x0b"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("blank", BLANKS)
def test_a_text_that_would_run_gets_an_apostrophe_also_behind_blanks(blank: str, sign: str) -> None:
    text = f"{blank}{sign}HYPERLINK(A1)"
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["\tx", "\rx", "\nx", "-", "=", "-rm", "+cmd|' /C calc'!A0", "-inf", "+nan", "@x"]
)
def test_what_begins_like_a_formula_or_a_new_cell_is_escaped(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize(
    "cell",
    [
        -5,
        -2.5,
        0,
        None,
        True,
        "-5",
        "-2.5",
        "+3",
        "-1,234.5",
        "-3.2%",
        "-1e-5",
        "柳州",
        "a=b",
        "2024-06",
        "",
        "'=1",
    ],
)
def test_numbers_and_other_texts_stay_what_they_are(cell: object) -> None:
    assert safe(cell) == cell and type(safe(cell)) is type(cell)
