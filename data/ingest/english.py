"""Says in English what a finding tells in words of the plan: a heading, or a record put together from names.

What stands in a clerk's cell is quoted as it is: only what we put together ourselves is translated.
"""

import functools
import re

from data.plan import plan

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PERIOD = re.compile(r"(\d{4})年(?:(1—)?(\d{1,2})月)?")
OURS = re.compile(rf".* · .*|.*（{PERIOD.pattern}）", re.DOTALL)  # 柳州市 · 规上工业, 融水县（2026年）
PARTS = re.compile(r"( · |、|：|（|）| 等 \d+ 个)")
SIGNS = {"、": ", ", "：": ": ", "（": " (", "）": ")"}


def heading(text: str) -> str:
    """Headings of our templates in English, several with a comma; what is none of them stays as it is."""
    return ", ".join(_headings().get(part, part) for part in text.split("、"))


def record(text: str) -> str:
    """柳州市 · 规上工业 · 2026年1—10月 -> Liuzhou · … · Jan–Oct 2026; a quoted cell stays as it is."""
    return "".join(_part(part) for part in PARTS.split(text)) if OURS.fullmatch(text) else text


def _part(part: str) -> str:
    if more := re.fullmatch(r" 等 (\d+) 个", part):
        return f" and more, {more[1]} in all"
    if period := PERIOD.fullmatch(part):
        year, from_january, month = period.groups()
        if month is None or not 1 <= int(month) <= 12:
            return year if month is None else part
        return f"{'Jan–' if from_january else ''}{MONTHS[int(month) - 1]} {year}"
    return SIGNS.get(part) or _names().get(part) or _headings().get(part) or part


@functools.cache
def _headings() -> dict[str, str]:
    known: dict[str, str] = {}
    for template in plan().templates.values():
        for column in template.columns:
            known.setdefault(column.heading, column.heading_en)
    return known


@functools.cache
def _names() -> dict[str, str]:
    lists = (plan().regions, plan().sectors, plan().emerging, plan().bases, plan().maturities)
    known = {one.name: one.name_en for listed in lists for one in listed.values()}
    for template in plan().templates.values():
        for column in template.columns:
            known.update({choice.name: choice.name_en for choice in column.choices})
    return known
