"""Sees slips of the unit against what is published: thousands of times, or a whole column."""

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at
from data.ingest.words.numbers import shown
from data.plan import Template, plan
from data.plan.model import Column
from data.snapshot import published

MONTHS = 12
TOGETHER = 3  # values of a column that are ten or a hundred times what they were, before it is a slip
POWERS = (10.0, 100.0)
NEAR, ABOUT = 1.35, 2.0  # how near to the power the middle one, and every one, must be


@dataclass(frozen=True)
class Pair:
    """A value and the published one: of the same months a year before, or of the same thing in a ledger."""

    row: Row
    now: float
    then: float

    @property
    def times(self) -> float:
        """How many times the greater is the smaller."""
        return max(self.now / self.then, self.then / self.now)


def unit_slips(records: Records) -> Iterator[Finding]:
    """Amounts far off the year before; what `against_neighbours` tells of is not told again."""
    columns = amounts(records.template)
    if not columns:
        return
    by_period = "period" in records.template.key
    own = dict(zip(records.all_keys(), records.rows, strict=True)) if by_period else {}
    same, whole = keys_before(records)
    known = published.rows(records.template, {*same, *whole} - {""} - own.keys())
    each = zip(records.rows, same, whole, strict=True)
    rows = [one for one in each if one[1] in own or one[1] in known or one[2] in known]
    low, high = (plan().setting("validation", name) for name in ("unit_slip_low", "unit_slip_high"))
    for column in columns:
        pairs = []
        for row, key, _ in rows:
            then = own[key].values.get(column.field) if key in own else known.get(key, {}).get(column.field)
            now = row.values.get(column.field)
            if isinstance(now, float) and isinstance(then, int | float) and now > 0 and then > 0:
                pairs.append(Pair(row, now, float(then)))
        for pair in pairs:
            if pair.times > high or (pair.times >= low and not column.cumulative):
                yield told(records, pair, column)
        if together(pairs):
            yield told(records, pairs[0], column)
        yield from against_last_year(records, rows, column, known, low)


def amounts(template: Template) -> list[Column]:
    """The columns of a template that say how much there is, not how it changed or what part it is."""
    return [
        column
        for column in template.columns
        if column.kind == "number"
        and column.unit != "%"
        and template.frequency != "as_needed"
        and (column.required or column.additive or column.cumulative or (column.unit and of_places(template)))
    ]


def is_list(template: Template) -> bool:
    """Whether a row stands for a thing and not for a period: it is held against itself."""
    return "period" not in template.key


def of_places(template: Template) -> bool:
    """Whether rows are of places, or of things in a list: what enterprises do may differ more."""
    return is_list(template) or template.column("credit_code") is None


def keys_before(records: Records) -> tuple[list[str], list[str]]:
    """For every row the record keys of the same months a year before (of a list its own) and of that year.

    Empty without a period; the whole year also where the row is of a whole year itself.
    """
    if is_list(records.template):
        return records.all_keys(), [""] * len(records.rows)
    same = records.keys_at(lambda period: f"{period.year - 1}{period.code[4:]}")
    return same, records.keys_at(lambda period: "" if period.month == MONTHS else f"{period.year - 1}")


def together(pairs: list[Pair]) -> bool:
    """Whether every value of a column is about ten or a hundred times what it was, or as much less."""
    ratios = [pair.now / pair.then for pair in pairs]
    if len(ratios) < TOGETHER or (min(ratios) < 1 < max(ratios)):
        return False
    times = [pair.times for pair in pairs]
    middle = statistics.median(times)
    return any(
        max(middle / power, power / middle) <= NEAR
        and all(max(one / power, power / one) <= ABOUT for one in times)
        for power in POWERS
    )


def against_last_year(
    records: Records, rows: list[tuple[Row, str, str]], column: Column,
    known: Mapping[str, Mapping[str, Any]], low: float,
) -> Iterator[Finding]:  # fmt: skip
    """Amounts of part of a year that are hundreds of times the whole year before, or as much less.

    Only where the same months of that year are not published: a part of a year is never that far off it.
    """
    for row, same, whole in rows:
        now, then = row.values.get(column.field), known.get(whole, {}).get(column.field)
        if same in known or not isinstance(now, float) or not isinstance(then, int | float):
            continue
        if now > 0 and then > 0 and (pair := Pair(row, now, float(then))).times >= low:
            yield at(records, row, "unit_slip", column, f"上年全年的 {shown(pair.then)}", shown(now))


def told(records: Records, pair: Pair, column: Column) -> Finding:
    """The finding at one value."""
    when = "已发布的" if is_list(records.template) else "上年同期的"
    return at(records, pair.row, "unit_slip", column, f"{when} {shown(pair.then)}", shown(pair.now))
