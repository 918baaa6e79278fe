"""Holds the rows of an upload against each other and against what is published."""

from collections.abc import Callable, Iterator
from typing import Any

from data.formulas import intensity_change
from data.ingest.checks.identity import identity_check
from data.ingest.checks.neighbours import against_neighbours
from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at, part_of_key
from data.ingest.words.numbers import shown
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from data.plan.model import Column
from data.snapshot import published


def cross_check(records: Records) -> Iterator[Finding]:
    """Counties against the city, categories against their total, order, unit slips, growth rates."""
    yield from sums(records, "region", plan().counties, plan().city, "sum_mismatch")
    yield from shares(records)
    yield from sums(records, "category", categories, TOTAL, "categories_mismatch")
    yield from against_neighbours(records)
    yield from derived_intensity(records)
    yield from derived_co2(records)
    yield from identity_check(records)


def number_of(row: Row, name: str) -> float | None:
    """A numeric value of a row, or None."""
    value = row.values.get(name)
    return value if isinstance(value, float) else None


def categories(year: int) -> list[str]:
    """The categories that make the total; the same in every year."""
    return [code for code in plan().emerging if code != TOTAL]


def sums(
    records: Records, name: str, parts_of: Callable[[int], list[str]], whole: str, rule: str
) -> Iterator[Finding]:
    """Parts that do not add up to their whole, where every part and the whole are in this upload."""
    if records.template.column(name) is None or records.template.column("period") is None:
        return
    if not any(item.additive for item in records.template.columns):
        return
    tolerance = plan().setting("validation", "sum_tolerance")
    groups: dict[tuple[str, ...], dict[str, Row]] = {}
    others = [field for field in records.template.key if field != name]
    for row in records.rows:
        groups.setdefault(tuple(part_of_key(row, field) for field in others), {})[row.text(name)] = row
    for members in groups.values():
        period = members[whole].values.get("period") if whole in members else None
        if not isinstance(period, Period):
            continue
        parts = parts_of(period.year)
        if any(part not in members for part in parts):
            continue
        for column in (item for item in records.template.columns if item.additive):
            values = [number_of(members[part], column.field) for part in parts]
            stated = number_of(members[whole], column.field)
            known = [value for value in values if value is not None]
            if stated is None or len(known) != len(values):
                continue
            total = sum(known)
            if abs(total - stated) > max(abs(stated) * tolerance / 100, 1e-6):
                yield at(records, members[whole], rule, column, shown(stated), shown(total))


def shares(records: Records) -> Iterator[Finding]:
    """Counties of which some are missing: their share of the city against what was last published.

    What is not in the upload is taken as it is published for the same period.
    """
    template = records.template
    columns = [column for column in template.columns if column.additive]
    if "region" not in template.key or "period" not in template.key or not columns:
        return
    city, counties = plan().city, set(plan().counties())
    beside = [name for name in template.key if name != "region"]
    members: dict[tuple[str, ...], list[Row]] = {}
    for row in records.rows:
        if row.text("region") in counties:
            members.setdefault(tuple(part_of_key(row, name) for name in beside), []).append(row)
    for whole in (row for row in records.rows if row.text("region") == city):
        period = whole.values.get("period")
        if not isinstance(period, Period):
            continue
        parts = members.get(tuple(part_of_key(whole, name) for name in beside), [])
        if not parts or len(parts) == len(counties):
            continue
        known = published.rows(
            template,
            [key_at(records, row, *when) for row in (whole, *parts) for when in earlier_months(period)],
        )
        yield from jumps(records, whole, parts, known, columns)


def earlier_months(period: Period) -> list[tuple[int, int]]:
    """The periods of the year before this one that a share can be held against, the newest first."""
    past = [(period.year, month) for month in range(period.month - 1, 0, -1)]
    return [*past, (period.year - 1, period.month), (period.year - 1, 12)]


def jumps(
    records: Records, whole: Row, parts: list[Row], known: dict[str, dict[str, Any]], columns: list[Column]
) -> Iterator[Finding]:
    """A share that is more than the setting away from the newest published one of the same places."""
    tolerance = plan().setting("validation", "share_tolerance_points")
    period = whole.values["period"]
    assert isinstance(period, Period)
    for column in columns:
        stated = number_of(whole, column.field)
        values = [number_of(row, column.field) for row in parts]
        if not stated or any(value is None for value in values):
            continue
        now = 100 * sum(value for value in values if value is not None) / stated
        for when in earlier_months(period):
            found = [known.get(key_at(records, row, *when), {}).get(column.field) for row in (whole, *parts)]
            if any(value is None for value in found) or not found[0]:
                continue
            before = 100 * sum(float(value) for value in found[1:] if value) / float(found[0])
            if abs(now - before) > tolerance:
                yield at(records, whole, "share_jumps", column, f"{before:.1f}%", f"{now:.1f}%")
            break


def key_at(records: Records, row: Row, year: int, month: int) -> str:
    """The record key of the same series at another period."""
    code = str(year) if month == 12 else f"{year}-{month:02d}"
    return "|".join(code if name == "period" else part_of_key(row, name) for name in records.template.key)


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
