"""Turns numbers, gaps, periods and dates into what a person reads, in either language."""

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pages.speech.catalogue import known, sentence

EMPTY = "—"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Number = float | int | None
SCALED = ("吨标准煤", "万元", "吨", "吨二氧化碳", "辆")
LARGE = 100_000
SCALES = ("万", "亿", "thousand", "million", "billion")
STEPS = {"zh": ((1e8, "亿"), (1e4, "万")), "en": ((1e9, " billion"), (1e6, " million"), (1e3, " thousand"))}


def missing(value: object) -> bool:
    """None, NaN and pandas' NA all mean: there is no number."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:
        return True


def plain(value: Number, decimals: int = 1) -> str:
    """A number with thousands commas and a true minus sign, without unit."""
    if value is None or missing(value):
        return EMPTY
    if math.isinf(value):
        return EMPTY
    text = f"{round(float(value), decimals) + 0.0:,.{decimals}f}"
    return text.replace("-", "−")


def unit_name(unit: str, language: str) -> str:
    """The unit as this language writes it; unknown units stay as they are."""
    return sentence(f"unit.{unit}", language) if known(f"unit.{unit}") else unit


def with_unit(text: str, unit: str, language: str) -> str:
    """`12.3` and `%` join; Latin words are set off with a space, Chinese units with a thin one."""
    name = unit_name(f"{unit}.one" if text == "1" and known(f"unit.{unit}.one") else unit, language)
    if not name or text == EMPTY:
        return text
    return f"{text}{name}" if name.startswith(("%", "‰")) else f"{text} {name}"


def number(value: Number, unit: str = "", decimals: int = 1, language: str = "zh") -> str:
    """A value with its unit: 11.9%, 19 家; large amounts in 万 and 亿: 1,317.8 万吨标准煤."""
    if unit in SCALED and value is not None and not missing(value) and abs(value) >= LARGE:
        return amount(value, unit, max(decimals, 1), language)
    return with_unit(plain(value, decimals), unit, language)


def signed(value: Number, unit: str = "", decimals: int = 1, language: str = "zh") -> str:
    """The same with a plus sign where it grows."""
    text = number(value, unit, decimals, language)
    return f"+{text}" if value is not None and not missing(value) and round(value, decimals) > 0 else text


def amount(value: Number, unit: str = "", decimals: int = 1, language: str = "zh") -> str:
    """A large value in 万 and 亿, or thousand, million and billion: 1234567 万元 -> 123.5 亿元."""
    if value is None or missing(value):
        return EMPTY
    base, size = (unit[1:], float(value) * 1e4) if unit.startswith("万") else (unit, float(value))
    for step, word in STEPS[language]:
        if abs(size) >= step:
            if language == "zh":
                return f"{plain(size / step, decimals)} {word}{unit_name(base, language)}"
            return with_unit(f"{plain(size / step, decimals)}{word}", base, language)
    small = decimals if abs(size) < 100 and size != int(size) else 0
    return with_unit(plain(size, small), base, language)


@dataclass(frozen=True)
class Scale:
    """One step (万, 亿; thousand, million) for all values of a picture, so that none is written otherwise."""

    size: float = 1.0
    word: str = ""

    @classmethod
    def of(cls, values: Iterable[Number], unit: str, language: str = "zh") -> "Scale":
        """The finest step that writes the largest value in five digits, where the unit is scaled at all."""
        largest = max((abs(float(value)) for value in values if not missing(value) and value), default=0.0)
        if unit not in SCALED or largest < LARGE:
            return cls()
        steps = [cls(step, word) for step, word in reversed(STEPS[language])]
        return next((one for one in steps if largest / one.size < LARGE), steps[-1])

    def write(self, value: Number, decimals: int = 1, signed: bool = False) -> str:
        """The value with the step and without its unit: 684.5 万."""
        text = self.bare(value, decimals, signed)
        return f"{text} {self.word.strip()}" if self.word else text

    def bare(self, value: Number, decimals: int = 1, signed: bool = False) -> str:
        """The number alone, for where step and unit stand above: 684.5."""
        if value is None or missing(value):
            return EMPTY
        places = decimals if self.size == 1 else max(decimals, 1)
        text = plain(value / self.size, places)
        return f"+{text}" if signed and round(value / self.size, places) > 0 else text

    def unit(self, unit: str, language: str = "zh") -> str:
        """The unit with the step in front: 万吨标准煤, thousand tce."""
        name, apart = unit_name(unit, language), " " if language == "en" and self.word else ""
        return f"{self.word.strip()}{apart}{name}"


def telling_decimals(value: Number, target: Number, decimals: int) -> int:
    """As many decimals as keep 24.999 from being printed as the 25.0 it has not reached."""
    if value is None or target is None or missing(value) or missing(target) or value == target:
        return decimals
    for places in range(decimals, 7):
        if round(float(value), places) != round(float(target), places):
            return places
    return 6


STYLES = {  # what a gap is measured against, by rule
    "falls_every_year": "gap_year",
    "rises_every_year": "gap_year",
    "falls_from_base": "gap_base",
    "rises_from_base": "gap_base",
    "beats_own": "gap_base",
    "budget": "gap_budget",
    "band": "gap_band",
}


def gap_in_words(gap: Number, unit: str, decimals: int = 1, language: str = "zh", rule: str = "") -> str:
    """The signed gap as a sentence; positive means still missing."""
    if gap is None or missing(gap):
        return sentence("gap.unknown", language)
    # a ceiling is gone over and not missed
    style = "gap_most" if rule == "at_most" else STYLES.get(rule, "gap")
    if gap == 0:
        return sentence(f"{style}.none", language)
    size, least = abs(float(gap)), 10.0**-decimals
    points = "个百分点" if unit == "%" else unit
    tiny = round(size, decimals) == 0
    text = number(least if tiny else size, points, decimals, language)
    key = f"{style}.short" if gap > 0 else f"{style}.beyond"
    return sentence(f"{key}_tiny" if tiny else key, language, amount=text)


def period_label(code: str | None, language: str = "zh") -> str:
    """`2025` -> 2025年; `2025-09` -> 2025年1—9月 / Jan–Sep 2025 (figures run from January)."""
    if code is None or missing(code) or not (found := re.fullmatch(r"(\d{4})(?:-(\d\d))?", str(code))):
        return EMPTY if code is None or missing(code) else str(code)
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12:
        return str(code)
    if language == "en":
        return f"{year}" if month == 12 else f"{'Jan–' if month > 1 else ''}{MONTHS[month - 1]} {year}"
    return f"{year}年" if month == 12 else f"{year}年{'1—' if month > 1 else ''}{month}月"


def period_end(code: str | None, language: str = "zh") -> str:
    """The last day of a period, for what stands on a day: `2025-09` -> 2025年9月底 / end of Sep 2025."""
    label = period_label(code, language)
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?", str(code or ""))
    if not found or not 1 <= int(found[2] or 12) <= 12:
        return label
    if language == "en":
        return f"end of {MONTHS[int(found[2]) - 1]} {found[1]}" if found[2] else f"end of {found[1]}"
    return f"{found[1]}年{int(found[2])}月底" if found[2] else f"{found[1]}年底"


def date_label(day: object, language: str = "zh") -> str:
    """A date, datetime or ISO text as this language writes days; a time of day is kept."""
    if missing(day):
        return EMPTY
    try:
        moment = day if isinstance(day, dt.date) else dt.datetime.fromisoformat(str(day))
    except ValueError:
        return str(day)
    clock = f" {moment:%H:%M}" if isinstance(moment, dt.datetime) and moment.time() != dt.time() else ""
    if language == "en":
        return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}{clock}"
    return f"{moment.year}年{moment.month}月{moment.day}日{clock}"


def position(period: str) -> float:
    """Where a period ends on an axis of years: 2025 -> 2025.0, 2025-09 -> 2024.75."""
    year, _, month = period.partition("-")
    return int(year) - 1 + int(month or 12) / 12
