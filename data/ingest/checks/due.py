"""Holds the period of an upload against what is due, against the file's name and the sheet's."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from data import clock
from data.ingest.checks.finals import first_change
from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at
from data.ingest.words.periods import Period
from data.ingest.words.report_days import period_named
from data.plan import plan
from data.plan.model import Column
from data.snapshot import published

LONG_MONTHS, LONG_YEARS = 24, 36  # months after which a monthly, a yearly figure is no usual report
BEHIND, BEHIND_YEARS = 9, 13  # months behind the newest published period of the sheet, likewise
REPORTED = 2  # months after a period in which a name may well say when it was reported
CUMULATIVE = re.compile(r"1\s*[-—–~至到]\s*\d{1,2}\s*月|季度|半年|全年|年度|[qQ][1-4]")


def long_ago(records: Records) -> Iterator[Finding]:
    """Periods long behind today or behind what is published: a slip of the year, or a late correction.

    Rows that say what is published already are passed over: many people send a whole series each time.
    A whole year that the plan counts from may come for the first time at any time; a sheet that nobody owes
    on a day is never late.
    """
    column = records.template.column("period")
    rows = records.by_period()
    if column is None or not rows or records.template.frequency == "as_needed":
        return
    newest = max(published.periods(records.template), default=None)
    far = {period: why for period in sorted(rows) if (why := behind(period, newest))}
    known = published.rows(records.template, [records.key(row) for period in far for row in rows[period]])
    told = [(period, fresh) for period in far if (fresh := new_one(records, rows[period], known))]
    if told:
        period, row = told[0]
        more = f" 等 {len(told)} 期" if len(told) > 1 else ""
        yield at(records, row, "period_far", column, far[period], f"{period.words}{more}")


def in_the_plan(period: Period) -> bool:
    """Whole years since the first base year: the plan counts from them, whenever they come."""
    first = min(one.base_year for one in plan().statements.values() if one.base_year)
    return period.month == 12 and period.year >= first


def behind(period: Period, newest: tuple[int, int] | None) -> str:
    """What a period is long behind, in words; empty where it is not."""
    today, end = clock.today(), period.year * 12 + period.month
    long = LONG_YEARS if period.month == 12 else LONG_MONTHS
    if today.year * 12 + today.month - end > long and not in_the_plan(period):
        return f"现在（{today.year}年{today.month}月）"
    late = BEHIND_YEARS if period.month == 12 else BEHIND
    if newest and newest[0] * 12 + newest[1] - end >= late:
        return f"已发布的最新一期（{Period.of(*newest).words}）"
    return ""


def new_one(records: Records, rows: list[Row], known: Mapping[str, Mapping[str, Any]]) -> Row | None:
    """The first row that is not published just so; of a whole year of the plan one that changes it."""
    for row in rows:
        before, period = known.get(records.key(row)), row.values.get("period")
        if before is None:
            if not (isinstance(period, Period) and in_the_plan(period)):
                return row
        elif first_change(records, row, dict(before)):
            return row
    return None


def named_otherwise(records: Records, name: str) -> Iterator[Finding]:
    """A file or a sheet whose name speaks of another period than its rows."""
    column = records.template.column("period")
    if column is None:
        return
    sheets: dict[str, list[Row]] = {}
    for row in records.rows:
        if isinstance(row.values.get("period"), Period):
            sheets.setdefault(row.sheet, []).append(row)
    told = [found for sheet, rows in sheets.items() for found in against(records, column, sheet, rows)]
    yield from told
    if not told:
        stem = name.rpartition(".")[0]
        yield from against(records, column, stem, [row for rows in sheets.values() for row in rows])


def against(records: Records, column: Column, name: str, rows: list[Row]) -> Iterator[Finding]:
    """One name against the periods of the rows under it."""
    said = period_named(re.sub(r"[_\s]+", " ", name))
    if not said:
        return
    told = [period for row in rows if isinstance(period := row.values.get("period"), Period)]
    if told and contradicts(said, name, min(told), max(told)):
        spoken = max(told)
        row = next(row for row in rows if row.values.get("period") == spoken)
        yield at(records, row, "period_name_differs", column, f"{name[:60]}", spoken.words)


def contradicts(said: Period, name: str, first: Period, last: Period) -> bool:
    """Whether a name speaks of another period; one a little later may be when it was reported."""
    if first <= said <= last or (said.month == 12 and first.year <= said.year <= last.year):
        return False
    months = (said.year - last.year) * 12 + said.month - last.month
    if said.month == 12 and not CUMULATIVE.search(name):  # the year alone
        return not 0 <= said.year - last.year <= 1
    return bool(CUMULATIVE.search(name)) or not 0 <= months <= REPORTED
