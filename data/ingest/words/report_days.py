"""Tells the day on which a sheet was filled in, signed or printed from the period that it is about."""

import calendar
import re

from data.ingest.words.periods import Period, find_period, parse_period

_ACTS = r"报送|上报|填报|填表|制表|编制|编印|打印|印发|印制|签发|签字|发布|审核|提交|报告|报出|更新|导出"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})(?!\d)\s*日?"
_SHORT = r"(?:19|20)\d\d\s*([./-])\s*\d{1,2}\s*\1\s*\d{1,2}(?!\d)"
_BEFORE = re.compile(r"(截至|截止到?|至|到|[-—–~～])\s*$")
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


def period_named(text: str) -> Period | None:
    """The one period that a title or a name speaks of; a day of reporting, printing or signing is none."""
    line = without_the_report(text)
    return parse_period(line) or find_period(line)
