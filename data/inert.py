"""Makes texts that a spreadsheet shows and never runs: for every CSV and workbook that goes out."""

import re

# A formula may begin after blanks of any kind; full-width signs are taken for narrow ones in East Asia.
LIVE = re.compile(r"[\t\r\n]|[\s\u200b-\u200f\u2060\ufeff\x00-\x20]*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][+-]?\d+)?%?")


def safe(cell: object) -> object:
    """The cell with an apostrophe before a text that would run; numbers, also as texts, stay numbers."""
    if not isinstance(cell, str) or not LIVE.match(cell) or NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"
