"""Tells what a line says of the sheet itself, when it was made, until when it is valid, from its period."""

import calendar
import re

from data.ingest.words.periods import Period, find_period, parse_period

_ACTS = r"报送|上报|填报|填表|制表|编制|编印|打印|印发|印制|签发|签字|发布|审核|提交|报告|报出|更新|导出"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})(?!\d)\s*日?"
_SHORT = r"(?:19|20)\d\d\s*([./-])\s*\d{1,2}\s*\1\s*\d{1,2}(?!\d)"
_BEFORE = re.compile(r"(截至|截止到?|至|到|[-—–~～])\s*$")
_OF_THE_FORM = re.compile(
    r"(?:有效期|文\s*号|国统[字制]|批准(?:机关|文号|单位|部门)|表\s*号)[^\r\n:：]{0,6}[:：]?\s*\S[^\r\n]*?(?=\s{2,}|[\r\n]|$)"
)
DAY, SHORT = re.compile(_WRITTEN), re.compile(_SHORT)
TIGHT = re.compile(r"(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)")
MONTH_AFTER = re.compile(
    rf"(?:{_ACTS})(?:日期|时间|日|于)?\s*[:：]?\s*(?:19|20)\d\d\s*[年./-]\s*\d{{1,2}}\s*月?(?![\d—–~-])"
)
MONTH_BEFORE = re.compile(rf"(?:19|20)\d\d\s*年\s*\d{{1,2}}\s*月\s*(?=(?:{_ACTS}|制\s*$))")


def without_the_report(text: str) -> str:
    """A line without the days that it names and without the month of its making.

    The last day of a month behind 截至 or 至 is the end of a period and stays, as its month.
    """
    line = DAY.sub(_end_or_nothing, text)
    for told in (SHORT, TIGHT, MONTH_AFTER, MONTH_BEFORE):
        line = told.sub(" ", line)
    return line


def _end_or_nothing(match: re.Match[str]) -> str:
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    ends = 1 <= month <= 12 and day == calendar.monthrange(year, month)[1]
    if ends and _BEFORE.search(match.string[: match.start()]):
        return f"{year}年{month}月"
    return " "


def of_the_form(text: str) -> bool:
    """Whether a line says the number, the document or the validity of a form: 有效期至：2026年1月."""
    return bool(_OF_THE_FORM.search(text))


def period_named(text: str) -> Period | None:
    """The one period that a title or a name speaks of, also with gaps in it: 2025  年  1—9  月.

    A day of reporting, printing or signing is none, nor is what a form says of itself.
    """
    line = without_the_report(_OF_THE_FORM.sub(" ", text))
    return parse_period(line) or find_period(line) or find_period("".join(line.split()))
