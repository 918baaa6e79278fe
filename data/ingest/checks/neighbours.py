"""Holds cumulative figures against the months before and the same months of last year, many rows at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at, part_of_key
from data.ingest.words.numbers import shown
from data.ingest.words.periods import Period
from data.plan import plan
from data.plan.model import Column
from data.snapshot import published

Month = tuple[int, int]


@dataclass(frozen=True)
class Neighbour:
    """An earlier value of the same series: when it is from and what it is."""

    when: str
    value: float

    @property
    def words(self) -> str:
        """Both, as a message says them."""
        return f"{self.when}的 {shown(self.value)}"


@dataclass(frozen=True, slots=True)
class Series:
    """The record keys of one row's series at other periods: what stands before and behind the period."""

    before: str
    behind: str
    year: int
    month: int

    def at(self, year: int, month: int) -> str:
        """The record key of the same series at another period."""
        return f"{self.before}{year if month == 12 else f'{year}-{month:02d}'}{self.behind}"


def series_of(records: Records, row: Row) -> Series | None:
    """The series a row belongs to; None without a period."""
    period, names = row.values.get("period"), records.template.key
    if not isinstance(period, Period) or "period" not in names:
        return None
    place, key = names.index("period"), records.key(row)
    start = sum(len(part_of_key(row, name)) + 1 for name in names[:place])
    return Series(key[:start], key[start + len(period.code) :], period.year, period.month)


def against_neighbours(records: Records) -> Iterator[Finding]:
    """Cumulative figures against the month before, and all figures against the same months of last year."""
    columns = [column for column in records.template.columns if column.cumulative]
    if not columns or records.template.column("period") is None:
        return
    past = Past(records)
    slip = plan().setting("validation", "unit_slip_low"), plan().setting("validation", "unit_slip_high")
    for row, series in zip(records.rows, past.series, strict=True):
        if series is None:
            continue
        last_year, this_year = past.of(series)
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
        self.own = {records.key(row): row.values for row in records.rows}
        self.series = [series_of(records, row) for row in records.rows]
        told = {(series.year, series.month) for series in self.series if series}
        self.periods = told | published.periods(records.template) if told else set()
        self.months: dict[Month, list[int]] = {}
        wanted = {key: None for series in self.series if series for key in self.keys(series)}
        self.known = published.rows(records.template, sorted(wanted.keys() - self.own.keys()))

    def earlier(self, year: int, month: int) -> list[int]:
        """The months of a year before one of which anything is known, the newest first."""
        found = self.months.get((year, month))
        if found is None:
            found = [back for back in range(month - 1, 0, -1) if (year, back) in self.periods]
            self.months[year, month] = found
        return found

    def keys(self, series: Series) -> list[str]:
        """The record keys of the series at all earlier periods that count."""
        keys = [series.at(series.year, month) for month in self.earlier(series.year, series.month)]
        if (series.year - 1, series.month) in self.periods:
            keys.append(series.at(series.year - 1, series.month))
        return keys

    def values(self, key: str) -> Mapping[str, Any] | None:
        """The values of a record key, of this upload before what is published."""
        own = self.own.get(key)
        return self.known.get(key) if own is None else own

    def of(self, series: Series) -> tuple[Mapping[str, Any] | None, list[tuple[int, Mapping[str, Any]]]]:
        """The same months of last year, and the months before it in this one, the newest first."""
        this_year = [
            (month, values)
            for month in self.earlier(series.year, series.month)
            if (values := self.values(series.at(series.year, month))) is not None
        ]
        return self.values(series.at(series.year - 1, series.month)), this_year


def number_of(row: Row, name: str) -> float | None:
    """A numeric value of a row, or None."""
    value = row.values.get(name)
    return value if isinstance(value, float) else None


def value_of(values: Mapping[str, Any], column: Column) -> float | None:
    """A number of a row of this upload or of a published one."""
    found = values.get(column.field)
    return float(found) if isinstance(found, int | float) else None


def newest(earlier: list[tuple[int, Mapping[str, Any]]], column: Column) -> Neighbour | None:
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
