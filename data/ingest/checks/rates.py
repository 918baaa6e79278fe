"""Sees percentages that were typed as fractions: 0.053 for 5.3 %, 0.98 for 98 %."""

import statistics
from collections.abc import Iterator, Mapping
from typing import Any

from data.ingest.checks.sums import earlier_months
from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at, part_of_key
from data.ingest.words.numbers import shown
from data.ingest.words.periods import Period
from data.plan.model import Column
from data.snapshot import published

SMALL = 0.5  # per cent: a column of rates that all lie within it was hardly meant so
WHOLE = 1.0  # per cent: a column of shares of 100 that all lie within it was hardly meant so
ENOUGH = 4  # rates that are not nought, before a column says anything by itself
USUAL_SHARE = 20.0  # per cent: where shares of 100 mostly lie above it, one below 1 is odd
FEW = 3  # shares of 100, before a column says anything
FINE = 3  # decimals that a percentage hardly has and a fraction always
FINER = 2  # decimals that a rate gains when it is typed as a fraction
TIMES = (20.0, 500.0)  # how many times less than before makes a fraction of a rate

Told = list[tuple[Row, float]]


def fractions(records: Records) -> Iterator[Finding]:
    """Columns, or single rates, that were typed as fractions."""
    for column in records.template.columns:
        if column.kind != "percent" and not (column.unit == "%" and column.maximum == 100):
            continue
        values = [
            (row, value)
            for row in records.rows
            if isinstance(value := row.values.get(column.field), float) and value != 0
        ]
        if column.kind == "percent" and values:
            yield from of_rates(records, column, values)
        elif of_hundred(column, values):
            row, value = values[0]
            yield at(records, row, "looks_like_fraction", column, shown(WHOLE), shown(value))
        else:
            for row, value in odd_shares(values):
                yield at(records, row, "fraction_among_rates", column, found=shown(value))


def of_hundred(column: Column, values: Told) -> bool:
    """Whether several shares of 100 all lie within 1."""
    asked = column.unit == "%" and column.maximum == 100 and len(values) >= FEW
    return asked and max(value for _, value in values) <= WHOLE


def odd_shares(values: Told) -> Told:
    """Shares below 1 with more decimals than the others, where the others are far above: 0.98 beside 97."""
    others = [value for _, value in values if value > WHOLE]
    if not others or statistics.median(others) < USUAL_SHARE:
        return []
    usual = max(decimals(value) for value in others)
    return [(row, value) for row, value in values if 0 < value < WHOLE and decimals(value) > max(1, usual)]


def of_rates(records: Records, column: Column, values: Told) -> Iterator[Finding]:
    """A column of rates that are all small; else those that have more decimals than the others by two."""
    sizes = [abs(value) for _, value in values]
    row, value = values[0]
    if max(sizes) < SMALL and len(values) >= ENOUGH and statistics.median(sizes) < SMALL / 2:
        yield at(records, row, "looks_like_fraction", column, shown(SMALL), shown(value))
    elif max(sizes) < WHOLE:
        if far_below(records, column, values):
            yield at(records, row, "looks_like_fraction", column, shown(WHOLE), shown(value))
    else:
        usual = max(decimals(value) for _, value in values if abs(value) >= SMALL)
        for row, value in values:
            if abs(value) < SMALL and decimals(value) >= max(FINE, usual + 2):
                yield at(records, row, "fraction_among_rates", column, found=shown(value))


def far_below(records: Records, column: Column, values: Told) -> bool:
    """Whether rates are about a hundredth of what is published of the same series, and as much finer."""
    keys = {id(row): earlier_keys(records, row) for row, _ in values}
    known: Mapping[str, Mapping[str, Any]] = published.rows(
        records.template, [key for told in keys.values() for key in told]
    )
    before = [
        abs(float(rate))
        for told in keys.values()
        for key in told
        if (rate := known.get(key, {}).get(column.field))
    ]
    if not before or statistics.median(before) < WHOLE:
        return False
    fine = min(FINE, FINER + statistics.median(decimals(rate) for rate in before))
    if statistics.median(decimals(value) for _, value in values) < fine:
        return False
    times = statistics.median(before) / statistics.median(abs(value) for _, value in values)
    return TIMES[0] <= times <= TIMES[1]


def earlier_keys(records: Records, row: Row) -> list[str]:
    """The record keys of the same series in the periods before."""
    period = row.values.get("period")
    if not isinstance(period, Period):
        return []
    return [
        "|".join(when if name == "period" else part_of_key(row, name) for name in records.template.key)
        for when in earlier_months(period)
    ]


def decimals(value: float) -> int:
    """How many decimals a number was written with."""
    return len(f"{value:.12g}".partition(".")[2]) if "e" not in f"{value:.12g}" else 12
