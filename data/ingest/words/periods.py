"""Understands every way a Chinese table writes a period and gives it one stable code."""

import datetime
import functools
import re
import unicodedata
from dataclasses import dataclass

from data.plan.coded import FIRST_YEAR, LAST_YEAR

SINGLE = re.compile(r"[当本单](月|季度?)|上年同(月|季)|去年同(月|季)|上月|上季")
CUMULATIVE = re.compile(
    r"累计|\bytd\b|年初至|(?<!\d)0?1\s*[-—–－~～至]\s*(\d{1,2}|本|当)\s*月|[二三四前].{0,2}季度?累计"
    r"|前[二三23]个?季度|(?<!\d)1\s*[-—–－~～至]\s*[2-4]\s*季度|一至[二三四]季度",
    re.I,
)
LONGEST = 60  # signs of a label that can still be nothing but a period
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_MONTH_NAMES = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_WRITTEN_MONTH = re.compile(r"^(?:(一)月?-)?(十[一二]?|[一二三四五六七八九])月")
_SHORT_YEAR = re.compile(r"^\s*['’]?(\d\d)\s*(?=年)")
_DASHES = re.compile(r"[‐‑‒–—―−－﹣~～〜至到]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = {name: number for number, name in enumerate(_MONTHS, start=1)}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TAIL = re.compile(r"(累计|合计|数据|快报数?|初步核算|期末|末|底|止|份)+$")
_MONTH = r"(?P<month>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_WITH_YEAR = [
    re.compile(_YEAR + pattern)
    for pattern in (
        rf"年?1-{_MONTH}月份?",
        rf"年1-{_MONTH}",
        rf"年?0?1月份?-(?:(?P=year)年)?{_MONTH}月份?",
        rf"[./]0?1-(?:(?P=year)[./])?{_MONTH}月?",
        r"01-(?P=year)(?P<month>\d\d)",
        rf"年{_MONTH}月?份?",
        rf"[-./m]m?{_MONTH}月?",
        r"(?P<month>\d\d)",
        rf"[-./]{_MONTH}[-./](?P<day>\d{{1,2}})",
        rf"年{_MONTH}月(?P<day>\d{{1,2}})日?",
        r"(?P<month>\d\d)(?P<day>\d\d)",
        r"年?-?第?(?P<quarter>[一二三四1-4])季度?",
        r"年?-?q(?P<quarter>[1-4])",
        r"年?(?:[1一]-(?P<quarter>[一二三四1-4])季度?|q1-q(?P<other>[1-4])|1季度-(?P<last>[1-4])季度)",
        r"年?前(?P<quarter>[二三23])个?季度?",
        r"年?(?P<half>上半年|h1)",
    )
]
_WHOLE_YEAR = re.compile(_YEAR + r"(?:年度?|全年|年全年|年年)?")
_ENGLISH_MONTH = re.compile(rf"(?:jan-)?(?P<name>{'|'.join(_ENGLISH)})[a-z]*[-.,]?{_YEAR}")
_ENGLISH_YEAR = re.compile(rf"{_YEAR}[-.,]?(?:jan-)?(?P<name>{'|'.join(_ENGLISH)})[a-z]*")
_ENGLISH_INSIDE = re.compile(
    rf"\b(?:jan[a-z]*\.?\s?-\s?)?(?:{'|'.join(_ENGLISH)})[a-z]*\.?,?\s+(?:19|20)\d\d\b", re.I
)
_ANY_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d)|[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_YEAR_RANGE = re.compile(
    r"(?:19|20)\d\d\s?年?\s?-\s?(?:(?:19|20)\d\d\s?年?(?!\d|\s?\d{1,2}\s?月)|\d\d(?!\d)\s?年)"
)
_NOT_THE_PERIOD = re.compile(r"(比|较|与|同|按|以|为|-\d{0,2}|GB/T\s?\d+-|第)\s?$")
_CONSTANT_PRICE = re.compile(r"^年?(价格|可比价|不变价|=100|为100|版|修订|\)?年?基期)")


@dataclass(frozen=True, order=True)
class Period:
    """January to `month` of `year`; `code` is '2025' for a whole year, '2025-09' for 1—9月."""

    code: str
    year: int
    month: int

    @staticmethod
    def of(year: int, month: int = 12) -> "Period":
        """The period that ends with this month; ValueError when there is no such month or year."""
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
            raise ValueError(f"no such period: {year}-{month}")
        return Period(str(year) if month == 12 else f"{year}-{month:02d}", year, month)

    @property
    def words(self) -> str:
        """As people write it: 2025年, 2025年1—9月."""
        return f"{self.year}年" if self.month == 12 else f"{self.year}年1—{self.month}月"

    def single(self, kind: str) -> str:
        """The code of its last month ("月": 2025-M09) or quarter ("季": 2025-Q3) by itself."""
        if kind == "季" and self.month % 3 == 0:
            return f"{self.year}-Q{self.month // 3}"
        return f"{self.year}-M{self.month:02d}"

    def year_before(self) -> "Period":
        """The same months of the year before."""
        return Period.of(self.year - 1, self.month)


def parse_period(value: object, year: int | None = None) -> Period | None:
    """The period a cell or label names, None when it names none or one that cannot be.

    Months and quarters count from January, as official figures do: 三季度 is 1—9月. A month without
    a year needs `year`. Ranges of years, 下半年 and months not counted from January give None.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime.date):
        return _period(value.year, value.month)
    if isinstance(value, int | float):
        return _from_number(float(value))
    return _from_label(value, year) if isinstance(value, str) and len(value) <= LONGEST else None


def likely_period(text: str, year: int) -> Period | None:
    """What a label that is no period by itself may mean: 26年10月, 三季度 of a year; only to be offered."""
    century = _SHORT_YEAR.sub(lambda found: f"{year // 100}{found[1]}", text, count=1)
    found = parse_period(century) if century != text else parse_period(text, year)
    return found if found and found.year <= year else None


@functools.lru_cache(maxsize=20_000)
def _from_label(label: str, year: int | None) -> Period | None:
    text = _clean(label)
    return _from_text(text, year) or _from_text(_TAIL.sub("", text), year) if text else None


@functools.lru_cache(maxsize=5_000)
def find_period(text: str, year: int | None = None) -> Period | None:
    """The one period named inside a longer text such as a title; None when there is none or several.

    Base years of comparisons and of constant prices (比2020年, 2020年可比价) do not count.
    """
    line = _DASHES.sub("-", unicodedata.normalize("NFKC", text).replace("\xa0", " "))
    if _YEAR_RANGE.search(line):
        return None
    english = [parse_period(match[0]) for match in _ENGLISH_INSIDE.finditer(line)]
    found: set[Period] = {period for period in english if period}
    reached = 0
    for match in _ANY_YEAR.finditer(line):
        if match.start() < reached or _left_out(line, match):
            continue
        for end in range(min(len(line), match.start() + 24), match.end() - 1, -1):
            if period := parse_period(line[match.start() : end], year):
                found.add(period)
                reached = end
                break
    if len({period.year for period in found}) == 1 and len(found) == 2:
        found = {period for period in found if period.month != 12}
    return found.pop() if len(found) == 1 else None


def _left_out(line: str, match: re.Match[str]) -> bool:
    before, after = line[: match.start()], line[match.end() :].lstrip()
    named = _NOT_THE_PERIOD.search(before)
    if named and named.group(1).startswith("-"):
        return bool(re.search(r"\d{3,}-$", before))
    return bool(named) or bool(_CONSTANT_PRICE.match(after))


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_SPACES).strip("()[]【】:,;'")
    text = _DASHES.sub("-", text).lower()
    head, mark, tail = text.partition("年")
    if mark and len(head) == 4 and not head.isdigit():
        head = head.translate(_CHINESE_DIGITS)
    return head + mark + _WRITTEN_MONTH.sub(_month_digits, tail if mark else "") + ("" if mark else tail)


def _month_digits(match: re.Match[str]) -> str:
    """十月 as 10月, 一-九月 as 1-9月."""
    return "-".join(str(_MONTH_NAMES.index(name) + 1) for name in match.groups() if name) + "月"


_SPACES = {ord(sign): None for sign in " \t\r\n\u3000\xa0\u2002\u2003\u2009\u200b\ufeff"}


def _from_number(number: float) -> Period | None:
    if not abs(number) < 1e9:
        return None
    whole = int(number)
    if number == whole:
        if FIRST_YEAR <= whole <= LAST_YEAR:
            return Period.of(whole)
        if 190001 <= whole <= 210012:
            return _period(whole // 100, whole % 100)
        if 19000101 <= whole <= 21001231:
            return _from_text(str(whole), None)
        return None
    month = round((number - whole) * 10)
    # 2025.1 may be January or, its zero lost, October: nobody can tell
    if FIRST_YEAR <= whole <= LAST_YEAR and abs(whole + month / 10 - number) < 1e-9 and 2 <= month <= 9:
        return _period(whole, month)
    return None


def _from_text(text: str, year: int | None) -> Period | None:
    if match := _WHOLE_YEAR.fullmatch(text):
        return _period(int(match["year"]), 12)
    for english in (_ENGLISH_MONTH, _ENGLISH_YEAR):
        if match := english.fullmatch(text.removesuffix("ytd")):
            return _period(int(match["year"]), _ENGLISH[match["name"]])
    for pattern in _WITH_YEAR:
        if match := pattern.fullmatch(text):
            return _from_match(match)
    if year is not None and re.match(r"[一二三四第前上全本q]|\d{1,2}[-月季]", text):
        if text in {"全年", "本年", "年度"}:
            return _period(year, 12)
        for pattern in _WITH_YEAR:
            if match := pattern.fullmatch(f"{year}年{text}"):
                return _from_match(match)
    return None


def _from_match(match: re.Match[str]) -> Period | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if day := groups.get("day"):
        try:
            datetime.date(year, int(groups["month"]), int(day))
        except ValueError:
            return None
    if groups.get("half"):
        return _period(year, 6)
    quarter = groups.get("quarter") or groups.get("other") or groups.get("last")
    if quarter:
        return _period(year, 3 * _QUARTERS[quarter])
    return _period(year, int(groups["month"]))


def _period(year: int, month: int) -> Period | None:
    try:
        return Period.of(year, month)
    except ValueError:
        return None
