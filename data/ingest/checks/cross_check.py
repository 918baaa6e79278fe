"""Holds the rows of an upload against each other and against what is published."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.formulas import intensity_change
from data.ingest.checks.identity import identity_check
from data.ingest.checks.sums import parts_and_wholes
from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at, part_of_key
from data.ingest.words.numbers import shown
from data.ingest.words.periods import Period
from data.plan import plan
from data.plan.model import Column
from data.snapshot import published


@dataclass(frozen=True)
class Neighbour:
    """An earlier value of the same series: where it is from, in words, and what it is."""

    words: str
    value: float


def cross_check(records: Records) -> Iterator[Finding]:
    """Counties against the city, categories against their total, order, unit slips, growth rates."""
    yield from parts_and_wholes(records)
    yield from against_neighbours(records)
    yield from derived_intensity(records)
    yield from derived_co2(records)
    yield from identity_check(records)


def number_of(row: Row, name: str) -> float | None:
    """A numeric value of a row, or None."""
    value = row.values.get(name)
    return value if isinstance(value, float) else None


@dataclass(frozen=True)
class Series:
    """The record keys of one row's series at other periods: what stands before and behind the period."""

    before: str
    behind: str
    year: int
    month: int

    def at(self, year: int, month: int) -> str:
        """The record key of the same series at another period."""
        return f"{self.before}{year if month == 12 else f'{year}-{month:02d}'}{self.behind}"

    def earlier(self) -> list[str]:
        """The same months of last year, then the months of this year before it, the newest first."""
        months = range(self.month - 1, 0, -1)
        return [self.at(self.year - 1, self.month), *(self.at(self.year, month) for month in months)]


def series_of(records: Records, row: Row) -> Series | None:
    """The series a row belongs to; None without a period."""
    period, names = row.values.get("period"), records.template.key
    if not isinstance(period, Period) or "period" not in names:
        return None
    place, parts = names.index("period"), [part_of_key(row, name) for name in names]
    before = "".join(f"{part}|" for part in parts[:place])
    return Series(before, "".join(f"|{part}" for part in parts[place + 1 :]), period.year, period.month)


def against_neighbours(records: Records) -> Iterator[Finding]:
    """Cumulative figures against the month before, and all figures against the same months of last year."""
    columns = [column for column in records.template.columns if column.cumulative]
    if not columns or records.template.column("period") is None:
        return
    own = {records.key(row): row for row in records.rows}
    wanted: dict[str, None] = {}
    for row in records.rows:
        if series := series_of(records, row):
            wanted |= dict.fromkeys(series.earlier())
    known = published.rows(records.template, sorted(wanted.keys() - own.keys()))

    def value(key: str, column: Column) -> float | None:
        if key in own:
            return number_of(own[key], column.field)
        found = known[key].get(column.field) if key in known else None
        return float(found) if found is not None else None

    for row in records.rows:
        series = series_of(records, row)
        if series is None:
            continue
        last_year, *this_year = [key if key in own or key in known else "" for key in series.earlier()]
        for column in columns:
            now = number_of(row, column.field)
            if now is None:
                continue
            before = next(
                (
                    Neighbour(f"1—{series.month - back}月的 {shown(found)}", found)
                    for back, key in enumerate(this_year, 1)
                    if key and (found := value(key, column)) is not None
                ),
                None,
            )
            last = value(last_year, column) if last_year else None
            year_ago = Neighbour(f"上年同期的 {shown(last)}", last) if last is not None else None
            yield from neighbours(records, row, column, now, before, year_ago)


def neighbours(
    records: Records,
    row: Row,
    column: Column,
    now: float,
    before: Neighbour | None,
    year_ago: Neighbour | None,
) -> Iterator[Finding]:
    """One cumulative figure against its two neighbours."""
    low, high = (plan().setting("validation", name) for name in ("unit_slip_low", "unit_slip_high"))
    for other in (year_ago, before):
        if other and now > 0 and other.value > 0 and low <= max(now / other.value, other.value / now) <= high:
            yield at(records, row, "unit_slip", column, other.words, shown(now))
            return
    if before and now < before.value:
        yield at(records, row, "cumulative_falls", column, shown(before.value), shown(now))
    growth = records.template.column(f"{column.field.removesuffix('_tce')}_growth")
    stated = number_of(row, growth.field) if growth else None
    if growth and stated is not None and year_ago and year_ago.value > 0 and column.field == "energy_tce":
        derived = 100 * (now / year_ago.value - 1)
        if abs(derived - stated) > plan().setting("validation", "growth_tolerance_points"):
            yield at(records, row, "growth_differs", growth, f"{derived:.1f}", f"{stated:.1f}")


def derived_intensity(records: Records) -> Iterator[Finding]:
    """The reported change of intensity against the one the two growth rates give (METHODS §3)."""
    column = records.template.column("intensity_change")
    if column is None:
        return
    tolerance = plan().setting("validation", "intensity_tolerance_points")
    for row in records.rows:
        energy, added = number_of(row, "energy_growth"), number_of(row, "value_added_growth")
        stated = number_of(row, "intensity_change")
        if energy is None or added is None or stated is None or min(energy, added) <= -100:
            continue
        derived = intensity_change(energy, added)
        if abs(derived - stated) > tolerance:
            yield at(records, row, "intensity_differs", column, f"{derived:.2f}", f"{stated:.2f}")


def derived_co2(records: Records) -> Iterator[Finding]:
    """Reported CO2 of fuels and purchased energy against what the published energy varieties give.

    Only where those enterprises cover the energy of the place and sector.
    """
    column = records.template.column("fuel_combustion")
    if column is None:
        return
    tolerance = plan().setting("derived_co2", "tolerance")
    known = published.derived_co2()
    for row in records.rows:
        fuel, bought = number_of(row, "fuel_combustion"), number_of(row, "net_electricity_heat")
        derived = known.get((row.text("region"), row.text("sector"), row.text("period")))
        if fuel is None or bought is None or not derived:
            continue
        if abs(fuel + bought - derived) > derived * tolerance / 100:
            yield at(records, row, "co2_differs", column, shown(derived), shown(fuel + bought))
