"""Says what findings carry in Chinese (places, choices, templates, periods, locks) in English as well."""

import calendar
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from data.ingest import sentences
from data.plan import plan
from data.plan.model import Named

BEGINS, ENDS = (
    r"(?<![^\s、，；（：·→])",
    r"(?![^\s、，；（）：·→])",
)  # what stands alone, and not in a longer name
PERIOD = re.compile(rf"{BEGINS}(\d{{4}})年(?:(1—)?(\d{{1,2}})月|(\d)季度)?{ENDS}")
HAN = r"[\u3400-\u9fff]"
MARKS = {"、": ", ", "，": ", ", "；": "; ", "：": ": ", "（": " (", "）": ")"}
SIGNS = re.compile(rf"(?<!{HAN})[、，；：（）]|[、，；：（）](?!{HAN})")  # those inside a Chinese name stay
PHRASES = "phrase_"
EXAMPLES = re.compile(r"\d{4}年[一二三四]季度、?")  # one way of writing a period that no English reader needs


@lru_cache(maxsize=5_000)
def in_english(text: str, heading: str = "") -> str:
    """The text with every name of the plan and every period in it in English; what is no name stays.

    `heading` is that of its column, whose own words come before those that other columns have.
    """
    if text.isascii():
        return text
    known = {**names(), **choices().get(heading, {})}
    told = PERIOD.sub(_period, EXAMPLES.sub("", text))
    told = _alternatives(tuple(known)).sub(lambda found: known[found[0]], told)
    for written, becomes in _phrases():
        told = written.sub(becomes, told)
    return " ".join(SIGNS.sub(lambda found: MARKS[found[0]], told).split(" ")).strip()


def _period(found: re.Match[str]) -> str:
    """2025年1—9月 -> Jan–Sep 2025, 2025年9月 -> Sep 2025, 2025年3季度 -> Q3 2025."""
    year, since, month, quarter = found.groups()
    if quarter:
        return f"Q{quarter} {year}"
    if not month or not 1 <= int(month) <= 12:
        return year if not month else found[0]
    first = "Jan–" if since and int(month) > 1 else ""
    return f"{first}{calendar.month_abbr[int(month)]} {year}"


@cache
def names() -> dict[str, str]:
    """The plan's names, units and headings in both languages; what two lists call differently is left out."""
    known = plan()
    lists: list[Iterable[Named]] = [
        known.regions.values(),
        known.sectors.values(),
        known.emerging.values(),
        known.bases.values(),
        known.maturities.values(),
    ]
    named = {one.name: one.name_en for each in lists for one in each}
    named |= {one.name: one.name_en for one in known.departments.values()}
    named |= {one.name: one.name_en for one in known.templates.values()}
    units = [(one.unit, one.name_en) for one in known.units.values() if one.name_en]
    columns = [column for template in known.templates.values() for column in template.columns]
    headings = [(column.heading, column.heading_en) for column in columns if column.heading_en]
    spoken = [pair for words in choices().values() for pair in words.items()]
    return only(units) | only(headings) | only(spoken) | named


def only(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Chinese to English, without what is said in two ways."""
    found: dict[str, set[str]] = {}
    for zh, en in pairs:
        found.setdefault(zh, set()).add(en)
    return {zh: next(iter(en)) for zh, en in found.items() if len(en) == 1}


@cache
def choices() -> dict[str, dict[str, str]]:
    """By the heading of a column the words that may stand in it, in Chinese and English."""
    found: dict[str, dict[str, str]] = {}
    for template in plan().templates.values():
        for column in template.columns:
            for one in column.choices:
                if one.name_en:
                    found.setdefault(column.heading, {})[one.name] = one.name_en
    return found


@lru_cache(maxsize=500)
def _alternatives(known: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(filter(None, known), key=len, reverse=True)
    return re.compile(f"{BEGINS}(?:{'|'.join(map(re.escape, longest))}){ENDS}")


@cache
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    """What is said around names: the sentences of that kind, with their numbers."""
    return [
        (
            re.compile(re.escape(row["zh"]).replace(r"\{count\}", r"(\d+)")),
            row["en"].replace("{count}", r"\1"),
        )
        for key, row in sentences.rows().items()
        if key.startswith(PHRASES)
    ]
