"""Holds an upload against what people laid over the archive: corrected cells, periods locked as final."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from data.ingest.compare import plain
from data.ingest.corrected import Corrections, corrections
from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at
from data.keep.amendments import Lock
from data.plan.model import Column
from data.snapshot import in_force, locked, published
from data.snapshot.in_force import Held, Standing

RULES = {"applied": "correction_kept", "spent": "correction_spent", "open": "correction_open"}


def amended(records: Records) -> Iterator[Finding]:
    """What becomes of corrections when this is published, and which locked records it would touch."""
    known, held = corrections(records.template), in_force.locks_of(records.template)
    if not known.by_record and not held:
        return
    rows = {records.key(row): row for row in records.rows}
    speaking = published.rows(records.template, list(rows))
    for key, other in speaking.items():
        yield from of_corrections(records, rows[key], known.of(rows[key], other))
    yield from of_locks(records, rows, speaking, known, held)


def of_corrections(records: Records, row: Row, told: list[tuple[Standing, str]]) -> Iterator[Finding]:
    """What this row means for the corrections of its record."""
    for one, state in told:
        column = records.template.column(one.field)
        if column is not None:
            found, expected = plain(row.values.get(one.field)), in_full(one, column)
            yield at(records, row, RULES[state], column, expected, found)


def in_full(one: Standing, column: Column) -> str:
    """A correction in words: from, to, by whom, when and why."""
    unit = f" {column.unit}" if column.unit else ""
    return f"{one.was or '—'} → {one.becomes or '—'}{unit}（{one.by_whom}，{one.at[:10]}，{one.reason}）"


def of_locks(
    records: Records, rows: Mapping[str, Row], speaking: Mapping[str, Mapping[str, Any]], known: Corrections,
    held: list[Held],
) -> Iterator[Finding]:  # fmt: skip
    """One finding for every lock that this would break, at the first record."""
    touched: dict[int, list[tuple[Row, Held, bool]]] = {}
    for key, row in rows.items():
        one = lock_of(row, records, held)
        if one is None:
            continue
        other = speaking.get(key)
        if other is None or differs(records, row, known.beside(row, other)):
            touched.setdefault(one.generation, []).append((row, one, other is None))
    for found in touched.values():
        row, one, _ = found[0]
        fresh = sum(new for *_, new in found)
        counts = (fresh, "新增"), (len(found) - fresh, "改动")
        count = "、".join(f"{number} 条{what}" for number, what in counts if number)
        column = records.template.period or records.template.columns[0]
        yield replace(at(records, row, "period_locked", column, lock_in_full(one), count), field="")


def lock_of(row: Row, records: Records, held: list[Held]) -> Held | None:
    """The lock a row is under, or None."""
    column, region = records.template.period, row.text("region")
    period = row.text(column.field) if column else ""
    return next((one for one in held if one.period == period and one.region in ("", region)), None)


def lock_in_full(one: Held) -> str:
    """A lock in words: what it holds, by whom, when, why, and its number."""
    what = locked.in_words(Lock(one.template, (one.period,), one.region)).partition(" / ")[0]
    return f"{what}（{one.by_whom}，{one.at[:10]}，{one.reason}；第 {one.generation} 次发布）"


def differs(records: Records, row: Row, other: Mapping[str, Any]) -> bool:
    """Whether a row says anything that is not published."""
    return any(
        plain(other.get(column.field)) != plain(row.values.get(column.field))
        for column in records.template.columns
        if column.field not in records.template.key
    )
