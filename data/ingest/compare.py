"""Says what an upload would change: rows new, changed or the same, and which targets move."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from data.ingest.corrected import corrections
from data.ingest.findings import Finding
from data.ingest.limits import LIMITS
from data.ingest.records import Records, Row, at
from data.ingest.words.periods import Period
from data.plan import plan
from data.plan.model import Column
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
    """Counts of rows new, changed and the same; the values that differ, and how many more than listed."""

    new: int = 0
    changed: int = 0
    same: int = 0
    lines: tuple[ChangeLine, ...] = ()
    more: int = 0


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


@dataclass
class Listed:
    """The first values that are new and the first that changed; the rest is counted."""

    most: int
    lines: dict[str, list[ChangeLine]] = field(default_factory=lambda: {"new": [], "changed": []})
    more: int = 0

    def take(self, line: Callable[[], ChangeLine], state: str) -> None:
        """Keeps a line, made only when there is room for it."""
        if len(self.lines[state]) < self.most:
            self.lines[state].append(line())
        else:
            self.more += 1


def compare(records: Records, most: int = LIMITS.change_lines) -> tuple[Changes, list[Finding]]:
    """The rows of an upload against the rows that speak now for the same keys."""
    keys = [records.key(row) for row in records.rows]
    known = published.rows(records.template, keys)
    corrected = corrections(records.template)
    new, changed, findings, listed = 0, 0, [], Listed(most)
    for row, key in zip(records.rows, keys, strict=True):
        other = known.get(key)
        if other is None:
            new += 1
            into(listed, records, row, "new", {})
            continue
        findings += lower_maturity(records, row, other)
        changed += bool(into(listed, records, row, "changed", corrected.beside(row, other)))
    told = (*listed.lines["new"], *listed.lines["changed"])
    return Changes(new, changed, len(records.rows) - new - changed, told, listed.more), findings


def plain(value: object) -> str:
    """A value as the comparison shows it."""
    if value is None:
        return ""
    if isinstance(value, Period):
        return value.code
    if isinstance(value, float):
        return f"{value:.12g}"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def into(listed: Listed, records: Records, row: Row, state: str, other: Mapping[str, Any]) -> int:
    """Lists the values of a row that are not what is published; how many there are."""
    found = 0
    for column in records.template.columns:
        if column.field in records.template.key:
            continue
        before, after = plain(other.get(column.field)), plain(row.values.get(column.field))
        if before != after:
            found += 1
            listed.take(partial(line, records, row, state, column, before, after, other), state)
    return found


def line(
    records: Records, row: Row, state: str, column: Column, before: str, after: str, other: Mapping[str, Any]
) -> ChangeLine:
    """One value of a row that is not what is published."""
    key = tuple(row.text("enterprise" if name == "enterprise_key" else name) for name in records.template.key)
    cell, grade = records.address(row, column.field), str(other.get("grade", ""))
    return ChangeLine(state, key, column.field, column.heading, before, after, grade, row.sheet, cell)


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
