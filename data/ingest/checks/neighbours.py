"""Holds cumulative figures against the months before and the same months of last year, many rows at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at, part_of_key
from data.ingest.words.numbers import shown
from data.ingest.words.periods import Period
from data.plan import plan
from data.plan.model import Column
from data.snapshot import published

Month = tuple[int, int]
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Neighbour:
    """An earlier value of the same series: when it is from and what it is."""

    when: str
    value: float

    @property
    def words(self) -> str:
        """Both, as a message says them."""
        return f"{self.when}的 {shown(self.value)}"


class Series(NamedTuple):
    """What the rows of one series share: the record key before and behind the period."""

    before: str
    behind: str

    def at(self, when: Month) -> str:
        """The record key of the same series at another period."""
        year, month = when
        return f"{self.before}{year if month == 12 else f'{year}-{month:02d}'}{self.behind}"


def every_series(records: Records) -> list[Series | None]:
    """The series each row belongs to, None for one without a period or where the key says none."""
    names = records.template.key
    if "period" not in names:
        return [None] * len(records.rows)
    place = names.index("period")
    found: list[Series | None] = []
    for row, key, period in zip(records.rows, records.all_keys(), records.column("period"), strict=True):
        if not isinstance(period, Period):
            found.append(None)
            continue
        start = sum(len(part_of_key(row, name)) + 1 for name in names[:place]) if place else 0
        found.append(Series(key[:start], key[start + len(period.code) :]))
    return found


def against_neighbours(records: Records) -> Iterator[Finding]:
    """Cumulative figures against the month before, and all figures against the same months of last year."""
    columns = [column for column in records.template.columns if column.cumulative]
    if not columns or records.template.column("period") is None:
        return
    past = Past(records)
    slip = plan().setting("validation", "unit_slip_low"), plan().setting("validation", "unit_slip_high")
    odd = past.odd(columns, slip[0])
    for row, series in zip(records.rows, past.series, strict=True) if odd else ():
        period = row.values.get("period")
        if series not in odd or not isinstance(period, Period):
            continue
        last_year, this_year = past.of(series, period)
        if last_year is None and not this_year:
            continue
        for column in columns:
            now = number_of(row, column.field)
            if now is None:
                continue
            before = newest(this_year, column)
            last = value_of(last_year, column) if last_year is not None else None
            year_ago = Neighbour("上年同期", last) if last is not None else None
            yield from neighbours(records, row, column, now, before, year_ago, slip)


class Past:
    """What this upload and the published rows know of each series at earlier periods."""

    def __init__(self, records: Records) -> None:
        self.series = every_series(records)
        self.known: dict[Series, dict[Month, Values]] = {}
        months = {id(period): (period.year, period.month) for period in records.by_period()}
        for row, series, period in zip(records.rows, self.series, records.column("period"), strict=True):
            if series:
                told = self.known.get(series)
                if told is None:
                    told = self.known[series] = {}
                assert isinstance(period, Period)
                month = months.get(id(period)) or (period.year, period.month)
                told[month] = row.values
        own = set(months.values()) if self.known else set()
        self.published = set(published.periods(records.template)) if own else set()
        self.periods = own | self.published
        self.months: dict[Month, list[Month]] = {}
        self._take_published(records)

    def _take_published(self, records: Records) -> None:
        """Adds what is published of the earlier periods that this upload does not tell."""
        wanted: dict[str, tuple[dict[Month, Values], Month]] = {}
        for series, told in self.known.items():
            for year, month in list(told):
                for when in self.earlier(year, month):
                    if when in self.published and when not in told:
                        wanted[series.at(when)] = (told, when)
        for key, values in published.rows(records.template, wanted.keys()).items():
            told, when = wanted[key]
            told[when] = values

    def odd(self, columns: list[Column], slip: float) -> set[Series]:
        """The series of which anything may have to be told: something falls, jumps, or has a year before."""
        names = [column.field for column in columns]
        return {of for of, told in self.known.items() if len(told) > 1 and not rises(told, names, slip)}

    def earlier(self, year: int, month: int) -> list[Month]:
        """The periods that count: the same months of last year, then the months before, the newest first."""
        found = self.months.get((year, month))
        if found is None:
            this_year = [(year, back) for back in range(month - 1, 0, -1)]
            found = [when for when in [(year - 1, month), *this_year] if when in self.periods]
            self.months[year, month] = found
        return found

    def of(self, series: Series, period: Period) -> tuple[Values | None, list[tuple[int, Values]]]:
        """The same months of last year, and the months before it in this one, the newest first."""
        told = self.known[series]
        if len(told) == 1:
            return None, []
        whens = self.earlier(period.year, period.month)
        this_year = [(when[1], told[when]) for when in whens if when[0] == period.year and when in told]
        return told.get((period.year - 1, period.month)), this_year


def rises(told: Mapping[Month, Values], names: list[str], slip: float) -> bool:
    """Whether a series is of one year and each of its figures only rises, never as steeply as a slip."""
    months = sorted(told)
    if months[0][0] != months[-1][0]:
        return False
    for name in names:
        before = 0.0
        for month in months:
            now = told[month].get(name)
            if isinstance(now, int | float):
                if now < before or (before > 0 and now / before >= slip):
                    return False
                before = now
    return True


def number_of(row: Row, name: str) -> float | None:
    """A numeric value of a row, or None."""
    value = row.values.get(name)
    return value if isinstance(value, float) else None


def value_of(values: Values, column: Column) -> float | None:
    """A number of a row of this upload or of a published one."""
    found = values.get(column.field)
    return float(found) if isinstance(found, int | float) else None


def newest(earlier: list[tuple[int, Values]], column: Column) -> Neighbour | None:
    """The newest earlier value of a column in the same year."""
    for month, values in earlier:
        found = value_of(values, column)
        if found is not None:
            return Neighbour(f"1—{month}月", found)
    return None


def neighbours(
    records: Records, row: Row, column: Column, now: float,
    before: Neighbour | None, year_ago: Neighbour | None, slip: tuple[float, float],
) -> Iterator[Finding]:  # fmt: skip
    """One cumulative figure against its two neighbours; `slip` are the factors that a wrong unit makes."""
    low, high = slip
    for other in (year_ago, before):
        if other and now > 0 and other.value > 0 and low <= max(now / other.value, other.value / now) <= high:
            yield at(records, row, "unit_slip", column, other.words, shown(now))
            return
    if before and now < before.value:
        yield at(records, row, "cumulative_falls", column, shown(before.value), shown(now))
    if not year_ago or year_ago.value <= 0 or column.field != "energy_tce":
        return
    growth = records.template.column(f"{column.field.removesuffix('_tce')}_growth")
    stated = number_of(row, growth.field) if growth else None
    if growth and stated is not None:
        derived = 100 * (now / year_ago.value - 1)
        if abs(derived - stated) > plan().setting("validation", "growth_tolerance_points"):
            yield at(records, row, "growth_differs", growth, f"{derived:.1f}", f"{stated:.1f}")
