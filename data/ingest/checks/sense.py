"""Asks whether an upload makes sense before anybody publishes it: fractions, missing places, its title."""

import statistics
from collections.abc import Iterator
from dataclasses import replace

from data import clock
from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at
from data.ingest.words.names import squeeze
from data.ingest.words.numbers import shown
from data.ingest.words.periods import Period
from data.plan import plan
from data.plan.model import Column

LONG_MONTHS, LONG_YEARS = 24, 36  # months after which a monthly, a yearly figure is no usual report
SMALL = 0.5  # per cent: a column of rates that all lie within it was hardly meant so
ENOUGH = 4  # rates that are not nought, before a column says anything
FEW = 3  # counties of one period that make a sheet of counties
MOST = 6  # places named before the rest is counted


def makes_sense(records: Records) -> Iterator[Finding]:
    """What a person must look at though every cell by itself is right."""
    for column in records.template.columns:
        if column.kind == "percent":
            yield from fractions(records, column)
    yield from places_missing(records)
    yield from long_ago(records)
    yield from known_without_code(records)


def long_ago(records: Records) -> Iterator[Finding]:
    """Periods that ended long before today: a slip of the year, or a late correction that has a reason."""
    column, today = records.template.column("period"), clock.today()
    told: set[Period] = set()
    for row in records.rows:
        period = row.values.get("period")
        if column is None or not isinstance(period, Period) or period in told:
            continue
        told.add(period)
        months = (today.year - period.year) * 12 + today.month - period.month
        if months > (LONG_YEARS if period.month == 12 else LONG_MONTHS):
            yield at(records, row, "period_far", column, f"{today.year}年{today.month}月", period.words)


def known_without_code(records: Records) -> Iterator[Finding]:
    """An enterprise without its code beside a row of the same name with one: it may count twice."""
    column = records.template.column("credit_code")
    if column is None:
        return
    codes = {
        squeeze(row.text("enterprise")): row.text("credit_code")
        for row in records.rows
        if row.text("credit_code")
    }
    for row in records.rows:
        code = codes.get(squeeze(row.text("enterprise")))
        if code and not row.text("credit_code"):
            found = at(records, row, "same_name_no_code", column, code, row.text("enterprise"))
            yield replace(found, offer=code)


def fractions(records: Records, column: Column) -> Iterator[Finding]:
    """A column of percentages that were typed as fractions: 0.053 for 5.3 %."""
    rates = [
        (row, value)
        for row in records.rows
        if isinstance(value := row.values.get(column.field), float) and value != 0
    ]
    if len(rates) < ENOUGH or max(abs(value) for _, value in rates) >= SMALL:
        return
    row, value = rates[0]
    middle = statistics.median(abs(value) for _, value in rates)
    if middle < SMALL / 2:
        yield at(records, row, "looks_like_fraction", column, shown(SMALL), shown(value))


def places_missing(records: Records) -> Iterator[Finding]:
    """Counties that are not there where most of them are: named before publishing, period by period."""
    column = records.template.column("region")
    if column is None or "region" not in records.template.key or records.template.ledger:
        return
    by_period: dict[Period, list[Row]] = {}
    for row in records.rows:
        if isinstance(period := row.values.get("period"), Period):
            by_period.setdefault(period, []).append(row)
    for period, rows in by_period.items():
        counties = plan().counties(period.year)
        missing = [code for code in counties if code not in {row.text("region") for row in rows}]
        if missing and len(counties) - len(missing) >= FEW:
            names = [plan().regions[code].name for code in missing]
            told = "、".join(names[:MOST]) + (f" 等 {len(names)} 个" if len(names) > MOST else "")
            yield at(records, rows[0], "places_missing", column, found=f"{told}（{period.words}）")
