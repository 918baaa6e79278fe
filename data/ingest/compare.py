"""Says what an upload would change: rows new, changed, the same or disappeared, value by value."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from data.ingest.corrected import corrections
from data.ingest.findings import Finding
from data.ingest.limits import LIMITS
from data.ingest.records import Records, Row, at
from data.ingest.words.periods import Period
from data.plan import plan
from data.plan.model import Column
from data.snapshot import disappeared, published
from data.snapshot.moves import Move

__all__ = ["ChangeLine", "Changes", "Move", "compare"]


@dataclass(frozen=True)
class ChangeLine:
    """One value that would be new or different, or a row that disappeared: what it was, what it becomes.

    `state` is new, changed or gone; `difference` (after less before, in `unit`) is empty where nothing can be
    subtracted. Of what is gone `sheet` and `cell` are those of `upload`, which had it; it stays published.
    """

    state: str
    key: tuple[str, ...]
    field: str
    heading: str
    before: str
    after: str
    grade_before: str
    sheet: str
    cell: str
    difference: str = ""
    unit: str = ""
    upload: str = ""


@dataclass(frozen=True)
class Changes:
    """Counts of rows new, changed, the same and gone; what differs, and how many more than listed."""

    new: int = 0
    changed: int = 0
    same: int = 0
    lines: tuple[ChangeLine, ...] = ()
    more: int = 0
    gone: int = 0


@dataclass
class Listed:
    """The first values that are new, that changed, and rows that are gone; the rest is counted."""

    most: int
    lines: dict[str, list[ChangeLine]] = field(default_factory=lambda: {"new": [], "changed": [], "gone": []})
    more: int = 0

    def take(self, line: Callable[[], ChangeLine], state: str) -> None:
        """Keeps a line, made only when there is room for it."""
        if len(self.lines[state]) < self.most:
            self.lines[state].append(line())
        else:
            self.more += 1


def compare(records: Records, most: int = LIMITS.change_lines) -> tuple[Changes, list[Finding]]:
    """The rows of an upload against the rows that speak now for the same keys."""
    keys = records.all_keys()
    known = published.rows(records.template, keys)
    corrected = corrections(records.template)
    new, changed, findings, listed = list[Row](), 0, [], Listed(most)
    for row, key in zip(records.rows, keys, strict=True):
        other = known.get(key)
        if other is None:
            new.append(row)
            continue
        findings += lower_maturity(records, row, other)
        changed += bool(into(listed, records, row, "changed", corrected.beside(row, other)))
    list_new(listed, records, new)
    scopes = zip(keys, records.texts("period"), records.texts("region"), strict=True)
    gone = disappeared.rows(records.template, list(scopes))
    for one in gone:
        listed.take(partial(gone_line, records, *one), "gone")
    told = (*listed.lines["new"], *listed.lines["changed"], *listed.lines["gone"])
    same = len(records.rows) - len(new) - changed
    return Changes(len(new), changed, same, told, listed.more, len(gone)), findings


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
    for column in records.beside_key:
        then, now = other.get(column.field), row.values.get(column.field)
        if then == now and type(then) is type(now):
            continue
        before, after = plain(then), plain(now)
        if before != after:
            found += 1
            listed.take(partial(line, records, row, state, column, before, after, other), state)
    return found


def list_new(listed: Listed, records: Records, rows: list[Row]) -> None:
    """Lists the values of new rows; those for which there is no room are only counted."""
    at = 0
    while at < len(rows) and len(listed.lines["new"]) < listed.most:
        into(listed, records, rows[at], "new", {})
        at += 1
    rest, all_new = rows[at:], len(rows) == len(records.rows)
    for column in records.beside_key if rest else ():
        told = records.column(column.field)[at:] if all_new else None
        values = [row.values.get(column.field) for row in rest] if told is None else told
        listed.more += len(values) - values.count(None) - values.count("")


def line(
    records: Records, row: Row, state: str, column: Column, before: str, after: str, other: Mapping[str, Any]
) -> ChangeLine:
    """One value of a row that is not what is published."""
    cell, grade = records.address(row, column.field), str(other.get("grade", ""))
    key = key_of(records, row.text)
    less = difference(column, before, after)
    return ChangeLine(
        state, key, column.field, column.heading, before, after, grade, row.sheet, cell, less,
        column.unit or "",
    )  # fmt: skip


def key_of(records: Records, text: Callable[[str], str]) -> tuple[str, ...]:
    """The key of a row as people read it: the name of an enterprise for its code."""
    return tuple(text("enterprise" if name == "enterprise_key" else name) for name in records.template.key)


def difference(column: Column, before: str, after: str) -> str:
    """How much a number rose (or fell: below zero); nothing for what is no number on both sides."""
    if not (column.numeric and before and after):
        return ""
    return f"{float(after) - float(before):.12g}"


def gone_line(records: Records, row: dict[str, Any], letters: Mapping[tuple[str, str], str]) -> ChangeLine:
    """A row that is missing: its first number, else its first value, and the cell where that stood."""
    others = [column for column in records.template.columns if column.field not in records.template.key]
    filled = [column for column in others if row.get(column.field) is not None] or others
    column = next((one for one in filled if one.numeric), filled[0])
    key = key_of(records, lambda name: plain(row.get(name)))
    cell = f"{letters.get((row['sheet'], column.field), '')}{row['row']}"
    return ChangeLine(
        "gone", key, column.field, column.heading, plain(row.get(column.field)), "", str(row["grade"]),
        str(row["sheet"]), cell, "", column.unit or "", str(row["upload"]),
    )  # fmt: skip


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
