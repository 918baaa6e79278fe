"""Says what an upload would change: rows new, changed or the same, and which targets move."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at
from data.ingest.words.periods import Period
from data.plan import plan
from data.snapshot import published

MOVES = Path(__file__).with_name("moves.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class ChangeLine:
    """One value that would be new or different: where it is published, what it was, what it becomes."""

    state: str
    key: tuple[str, ...]
    field: str
    heading: str
    before: str
    after: str
    grade_before: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class Changes:
    """Counts of rows new, changed and the same, and each value that differs."""

    new: int = 0
    changed: int = 0
    same: int = 0
    lines: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True)
class Move:
    """A target's figure before and after, where value, status or verdict (none: empty) would differ."""

    statement: str
    indicator: str
    region: str
    sector: str
    period: str
    before: float | None
    after: float | None
    unit: str
    status_before: str
    status_after: str
    grade: str = ""
    basis: str = ""
    verdict_before: str = ""
    verdict_after: str = ""


def compare(records: Records) -> tuple[Changes, list[Finding]]:
    """The rows of an upload against the rows that speak now for the same keys."""
    known = published.rows(records.template, [records.key(row) for row in records.rows])
    new, changed, differing, findings = 0, 0, [], []
    for row in records.rows:
        other = known.get(records.key(row))
        if other is None:
            new += 1
            differing += lines(records, row, "new", {})
            continue
        findings += lower_maturity(records, row, other)
        moved = lines(records, row, "changed", other)
        changed += bool(moved)
        differing += moved
    return Changes(new, changed, len(records.rows) - new - changed, tuple(differing)), findings


def plain(value: object) -> str:
    """A value as the comparison shows it."""
    if value is None:
        return ""
    if isinstance(value, Period):
        return value.code
    if isinstance(value, float):
        return f"{value:.12g}"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def lines(records: Records, row: Row, state: str, other: dict[str, Any]) -> list[ChangeLine]:
    """The values of a row that are not what is published."""
    key = tuple(row.text("enterprise" if name == "enterprise_key" else name) for name in records.template.key)
    found = []
    for column in records.template.columns:
        if column.field in records.template.key:
            continue
        before, after = plain(other.get(column.field)), plain(row.values.get(column.field))
        if before != after:
            grade = str(other.get("grade", ""))
            cell = records.address(row, column.field)
            found.append(
                ChangeLine(state, key, column.field, column.heading, before, after, grade, row.sheet, cell)
            )
    return found


def lower_maturity(records: Records, row: Row, other: dict[str, Any]) -> list[Finding]:
    """A flash estimate cannot replace a final figure (unless that was a demonstration)."""
    column = records.template.column("maturity")
    ranks = plan().maturities
    now, then = row.text("maturity"), str(other.get("maturity") or "")
    if column is None or now not in ranks or then not in ranks or other.get("grade") == "demo":
        return []
    if ranks[now].rank >= ranks[then].rank:
        return []
    return [at(records, row, "lower_maturity", column, ranks[then].name, ranks[now].name)]


def moves(candidate: Path, before: Path | None = None) -> list[Move]:
    """Which targets' figures differ between a candidate snapshot and another (the published one)."""
    current = before or published.snapshot()
    if current is None:
        return []
    with duckdb.connect(":memory:") as database:
        database.execute("ATTACH $path AS before (READ_ONLY)", {"path": str(current)})
        database.execute("ATTACH $path AS after (READ_ONLY)", {"path": str(candidate)})
        return [Move(*row) for row in database.execute(MOVES).fetchall()]
