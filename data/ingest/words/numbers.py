"""Reads a number out of a cell, and nothing that only looks like one."""

import datetime
import math
import re
import unicodedata
from dataclasses import dataclass

from data.ingest.words.units import is_unit, tidy_unit

BLANK_MARKS = {
    *("", "-", "--", "---", "—", "——", "–", "―", "−", "－", "_", "~", "·", "*", "/", "\\", "×", "x"),
    *("…", "……", "...…", "..", "...", ".", "无", "无数据", "暂无", "暂缺", "缺", "空"),
    *("n/a", "n.a.", "na", "#n/a", "null", "none", "nil"),
}
LONGEST = 15  # digits a float holds exactly; longer ones are codes
_FOOTNOTE = re.compile(
    r"(?<=[\d%])\s*(?:[*†‡§＊]+|[⁰¹²³⁴-⁹ª]+|[①-⑳]+|[(（\[【〔](?:注?\d{1,2}|[①-⑳]+|[a-zA-Z]|\*+)[)）\]】〕])+\s*$"
)
_POWER = re.compile(r"[⁰¹²³⁴-⁹]\s*$")
_SPACE = r"[ \t\u2002-\u200a]"
_NUMBER = re.compile(
    rf"""(?P<sign>[+-]?){_SPACE}?
    (?P<whole>\d{{1,3}}(?:(?:,\d{{3}})+|(?:{_SPACE}\d{{3}})+)(?!\d)|\d+|(?=\.\d))
    (?P<part>\.\d+)?(?P<power>e[+-]?\d{{1,3}})?
    (?P<rest>.*)""",
    re.X | re.S | re.I,
)
_ASIDE = re.compile(r"\([^()]*\d[^()]*\)")
_IS_PERIOD = {"年", "月", "日", "号", "季度", "年度", "时", "分", "世纪", "线", "类", "种", "名"}


@dataclass(frozen=True)
class Number:
    """A value and, when the cell itself names one, its unit ('5.3%' -> 5.3 and '%').

    `marked` says that a footnote mark stood behind it and was left out (800①).
    """

    value: float
    unit: str = ""
    marked: bool = False


def is_blank(value: object) -> bool:
    """Whether a cell says 'nothing here': empty, '—', '…', '..', 'N/A' and their like."""
    if value is None:
        return True
    if not isinstance(value, str):
        return isinstance(value, float) and math.isnan(value)
    text = re.sub(r"[\s\u200b\ufeff]+", "", value).lower()
    return text in BLANK_MARKS or unicodedata.normalize("NFKC", text) in BLANK_MARKS


def parse_number(value: object) -> Number | None:
    """The single number in a cell; None for blanks, dates, codes, ranges, periods and all other text.

    Takes thousands separators, spaces, full-width digits, percent signs, footnote marks and a unit
    behind the number; '0.57～0.61' and '5 以上' are no numbers.
    """
    if value is None or isinstance(value, bool | datetime.date):
        return None
    if isinstance(value, int | float):
        return Number(float(value)) if math.isfinite(value) else None
    if not isinstance(value, str) or is_blank(value):
        return None
    text, marks = _FOOTNOTE.subn("", value.strip().strip("\u200b\ufeff").strip())
    if marks and text.strip() == "10" and _POWER.search(value):
        return None  # a power of ten, no remark
    text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("﹣", "-").strip().lstrip("'’`")
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = re.sub(r"[^\d]", "", match["whole"])
    if len(digits) > LONGEST or (len(digits) > 1 and digits.startswith("0")):
        return None
    number = float(match["sign"] + (digits or "0") + (match["part"] or "") + (match["power"] or ""))
    unit = _unit(match["rest"])
    return Number(number, unit, bool(marks)) if unit is not None and math.isfinite(number) else None


def _unit(rest: str) -> str | None:
    """The unit behind a number, '' for none, None when what follows is no unit."""
    rest = _ASIDE.sub("", rest).strip()
    rest = re.sub(r"/\s*/", "/", re.sub(r"\s+", " ", rest))
    if not rest:
        return ""
    if rest in _IS_PERIOD or not is_unit(rest):
        return None
    return tidy_unit(rest)


def shown(value: float) -> str:
    """A number as a person would write it, without scientific notation or trailing zeros."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")
