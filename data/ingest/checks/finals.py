"""Asks before a finished year is written anew: records whose year is 终核 in what is published."""

from collections.abc import Iterator
from typing import Any

from data.ingest.checks.said import key_in_words
from data.ingest.compare import plain
from data.ingest.findings import Finding
from data.ingest.records import Records, Row
from data.plan import plan
from data.plan.model import Column
from data.snapshot import published


def final_changed(records: Records) -> Iterator[Finding]:
    """Records that would differ from what is published as final, or in a year that is: one a year."""
    template = records.template
    if template.column("maturity") is None or "period" not in template.key:
        return
    of = records.by_period()
    finished = published.finals(template, sorted({period.year for period in of}))
    periods = {period for period in of if period.year in finished}
    if not periods:
        return
    asked = [row for row in records.rows if row.values.get("period") in periods]
    known = published.rows(template, [records.key(row) for row in asked])
    asked = [row for row in asked if known.get(records.key(row))]
    years = published.rows(template, [of_year(records, row) for row in asked])
    changed: dict[int, list[tuple[Row, Column]]] = {}
    for row in asked:
        before, whole = known[records.key(row)], years.get(of_year(records, row))
        if (is_final(before) or is_final(whole)) and replaces(row, before):
            column = first_change(records, row, before)
            if column:
                changed.setdefault(int(before["year"]), []).append((row, column))
    for year, rows in changed.items():
        row, column = rows[0]
        cell = records.address(row, column.field)
        named = f"{key_in_words(records, row)}：{column.heading}"
        yield Finding("final_changed", row.sheet, cell, f"{year}年", f"{len(rows)}", named)


def of_year(records: Records, row: Row) -> str:
    """The record key of the whole year of a row's series."""
    return records.key_at(row, row.text("period")[:4])


def is_final(told: dict[str, Any] | None) -> bool:
    """Whether a published row is in the last state of the data."""
    last = max(plan().maturities.values(), key=lambda one: one.rank)
    return told is not None and told.get("maturity") == last.code


def replaces(row: Row, before: dict[str, Any]) -> bool:
    """Whether the row would speak in its place: a flash estimate leaves a final figure as it is."""
    ranks = plan().maturities
    now, then = ranks.get(row.text("maturity")), ranks.get(str(before.get("maturity") or ""))
    return before.get("grade") == "demo" or not (now and then) or now.rank >= then.rank


def first_change(records: Records, row: Row, before: dict[str, Any]) -> Column | None:
    """The first column whose value is not the published one."""
    for column in records.template.columns:
        differs = plain(before.get(column.field)) != plain(row.values.get(column.field))
        if differs and column.field not in records.template.key:
            return column
    return None
