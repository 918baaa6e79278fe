"""Says of every number of a table which period it is of: January to a month, or a month or quarter alone."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from data.ingest.tables.blocks import Table
from data.ingest.tables.headings import Heading
from data.ingest.tables.labels import RowLabel
from data.ingest.tables.page import Page
from data.ingest.words.periods import CUMULATIVE, SINGLE, Period, find_period, parse_period
from data.ingest.words.report_days import period_named
from data.ingest.words.units import key

COMPARED = re.compile(r"[较与同]|(?<!占)比(?![重例])|增长|增速|增减|增幅|±|[+＋][、/]?[-－—]")
MEASURED = re.compile(r"完成率|完成进度|完成比例")
AVERAGE = re.compile(r"年均|平均增")
LAST_YEAR = re.compile(
    r"^(上年|去年)(同期|同月|同季|实绩|完成)?(数|累计)?$|(上年同期|去年同期)(数|累计|完成|实绩)?$"
    r"|^(上年|去年)0?1[-—–~～至]\d{1,2}月"
)
SAME_MONTHS = re.compile(r"^((?:19|20)\d\d)年?同(期|月|季)")
COUNTED = re.compile(rf"{CUMULATIVE.pattern}|上半年", re.I)
ALONE = re.compile(r"(?:(?:19|20)\d\d[年\-./]?)?(?:第?[一二三四1-4]季度?|q[1-4]|\d{1,2}月份?)")
WHOLE = re.compile(r"合计|总计|小计|全年|累计|年度合计|全年合计")
BEFORE = re.compile(r"^上(月|季)")
NEVER_SUMMED = re.compile(
    r"率$|率[（(]|比重|[比较同占]|增长|增速|增幅|增减|构成|[%‰±]|末|库存|余额|存量|人数|户数|价格|单价|指数|平均|单耗|强度"
)
TOLD = re.compile(r"[月季]|半年|全年|年度|本年")
FALLS = 0.25  # share of steps that fall from which on a row of months is not counted from January


class Times:
    """The periods of one table: what titles, columns and rows say, and whether its months are alone."""

    def __init__(
        self,
        page: Page,
        table: Table,
        headings: Mapping[int, Heading],
        labels: Mapping[int, RowLabel],
        inherited: Period | None,
    ) -> None:
        self.table = table
        self.headings = headings
        self.period = title_period(table.titles) or inherited or period_named(page.sheet.name)
        across = {column: heading.labels for column, heading in headings.items()}
        self.year = self.period.year if self.period else one_year(across.values())
        self.years = {
            period.year for names in across.values() for name in names if (period := bare_year(name))
        }
        down = {row: label.path for row, label in labels.items()}
        self.bare = alone(across.values(), self.year) | alone(down.values(), self.year)
        if not self.bare:
            self.bare = falling(page, down, across, by_rows=True)
            self.bare |= falling(page, across, down, by_rows=False)

    def of(self, label: RowLabel, heading: Heading) -> Period | None:
        """Column before row before title; a month without a year takes the year the others name."""
        names = [*reversed(heading.labels), *reversed(label.path)]
        own = [name for name in names if not COMPARED.search(name)]
        stated = [parse_period(name) for name in own] + [
            find_period(name) for name in heading.labels if name in own
        ]
        stated += [base_year(name) for name in heading.labels]
        known = next((period for period in stated if period), None)
        whole = known or self.period
        year = whole.year if whole else self.year
        if year and (known is None or known.month == 12):
            months = (month_of(name, year) for name in own if parse_period(name) is None)
            whole = next((period for period in months if period and not less(period, whole)), whole)
        if known and whole == known and self._means_months(known, heading):
            assert self.period is not None
            return Period.of(known.year, self.period.month)
        return self._compared(whole, heading) if whole else self._beside(heading)

    def code(self, period: Period | None, label: RowLabel, heading: Heading) -> str | None:
        """The period's code; of a month or quarter by itself one of its own, never that of January to it."""
        if period is None:
            return None
        for name in [*reversed(heading.labels), *reversed(label.path), *self.table.titles]:
            if CUMULATIVE.search(name):
                return period.code
            if told := SINGLE.search(name):
                shifted = before(period, told.group()) if BEFORE.match(name) else period
                return shifted.single("季" if "季" in told.group() else "月")
            if "环比" in name and period.month < 12:
                return period.single("月")
            if key(name).startswith(tuple(self.bare)):
                return period.single("季" if re.search("季|q", key(name)) else "月")
        return period.code

    def _means_months(self, known: Period, heading: Heading) -> bool:
        """2024年 beside 2025年 under a title of 2025年1—9月: a year that is not over means those months."""
        title = self.period
        if title is None or title.month == 12 or known.month != 12 or title.year not in self.years:
            return False
        return any(bare_year(name) == known for name in heading.labels)

    def _compared(self, whole: Period, heading: Heading) -> Period:
        """The same months of the year that a heading compares with; growth is that of the column beside."""
        for name in heading.labels:
            if LAST_YEAR.search(key(name)):
                return whole.year_before()
            if same := SAME_MONTHS.match(key(name)):
                return Period.of(int(same[1]), whole.month)
        beside = self._beside(heading) if whole == self.period and whole.month == 12 else None
        return beside if beside and beside.year == whole.year else whole

    def _beside(self, heading: Heading) -> Period | None:
        """The latest period that the columns beside a growth rate name, under the same words as it."""
        leaf = heading.labels[-1] if heading.labels else ""
        if not (COMPARED.search(leaf) or MEASURED.search(leaf)) or AVERAGE.search(leaf):
            return None
        found: set[Period] = set()
        for other in self.headings.values():
            if other is heading and found:
                break
            if other.labels[:-1] != heading.labels[:-1] or not other.labels:
                continue
            name = other.labels[-1]
            period = None if COMPARED.search(name) else parse_period(name) or month_of(name, self.year)
            if period:
                found.add(period)
        return max(found, key=lambda period: (period.year, period.month), default=None)


def title_period(titles: list[str]) -> Period | None:
    """The period that the lines above a table name."""
    return next((period for title in titles if (period := period_named(title))), None)


def one_year(names: Iterable[tuple[str, ...]]) -> int | None:
    """The year that all headings with months name, else all that name one at all; None for several years."""
    told = [parse_period(name) or find_period(name) for labels in names for name in labels]
    parts = {period.year for period in told if period and period.month < 12}
    years = parts or {period.year for period in told if period}
    return years.pop() if len(years) == 1 else None


def base_year(name: str) -> Period | None:
    """The year that a column says it is the base of: 2020年基期值."""
    match = re.match(r"((19|20)\d\d)年?基[期数]", key(name))
    return Period.of(int(match[1])) if match else None


def bare_year(name: str) -> Period | None:
    """The year of a heading that is nothing but one: 2024, 2024年."""
    return parse_period(name) if re.fullmatch(r"(19|20)\d\d年?", key(name)) else None


def month_of(name: str, year: int | None) -> Period | None:
    """The months that a name begins with, in the year that others name: 1—9月完成."""
    if year is None:
        return None
    for end in range(len(name), 1, -1):
        if TOLD.search(name[:end]) and (period := parse_period(name[:end], year)):
            return period
    return None


def less(period: Period, whole: Period | None) -> bool:
    """本年累计 under a title of three quarters: a whole year that says less than what is known."""
    return whole is not None and period.month == 12 and whole.month < 12


def before(period: Period, told: str) -> Period:
    """上月, 上季: the month or quarter before the one that is reported."""
    month = period.month - (3 if "季" in told else 1)
    return Period.of(period.year, month) if month > 0 else Period.of(period.year - 1, month + 12)


def alone(names: Iterable[tuple[str, ...]], year: int | None) -> set[str]:
    """Names of one month or quarter that stand beside January to it, or beside their sum: they are alone."""
    told = {key(name) for labels in names for name in labels}
    single = {name: parse_period(name, year) for name in told if ALONE.fullmatch(name)}
    counted = {parse_period(name, year) or month_of(name, year) for name in told if COUNTED.search(name)}
    summed = len(single) > 1 and any(WHOLE.fullmatch(name) for name in told)
    beside = any(period in counted for period in single.values() if period)
    return set(single) if beside or summed else set()


def falling(
    page: Page, axis: Mapping[int, tuple[str, ...]], lines: Mapping[int, tuple[str, ...]], *, by_rows: bool
) -> set[str]:
    """Names of months along which amounts fall too often to be counted from January."""
    steps = falls = 0
    for line, names in lines.items():
        if any(NEVER_SUMMED.search(name) or CUMULATIVE.search(name) for name in names):
            continue
        for places in dated(axis):
            cells = [(place, line) if by_rows else (line, place) for _, place in sorted(places)]
            told = [number.value for cell in cells if (number := page.number(*cell)) and not number.unit]
            steps += max(len(told) - 1, 0)
            falls += sum(now < then for then, now in pairwise(told) if then > 0)
    if not falls or falls < steps * FALLS:
        return set()
    return {key(name) for names in axis.values() for name in names if ALONE.fullmatch(key(name))}


def dated(axis: Mapping[int, tuple[str, ...]]) -> list[list[tuple[int, int]]]:
    """The months of each series along an axis: month and place, the years apart."""
    found: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for place, names in axis.items():
        name = next((name for name in names if ALONE.fullmatch(key(name))), "")
        rest = tuple(other for other in names if other != name)
        year = next((period.year for other in rest if (period := parse_period(other))), 2000)
        if name and (period := parse_period(name, year)):
            found.setdefault((*rest, period.year), []).append((period.month, place))
    return list(found.values())
