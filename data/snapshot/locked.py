"""Holds a snapshot in the making against the locks in force: what is locked as final may not be other."""

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyRelation, Expression

from data.keep import amendments
from data.keep.amendments import Lock, Locked
from data.keep.errors import NotCorrectable, PeriodLocked
from data.keep.journal import Entry
from data.plan import Template, plan

KINDS = {"M": "月", "Q": "季度"}
APPLIED = "SELECT count(*) FROM corrections WHERE generation = $generation AND state = 'applied'"


def guard(entries: list[Entry], shown: Callable[[Entry], Path | None]) -> Callable[[Entry, Path], Entry]:
    """What a line is held against once its snapshot stands: the locks of before it, and its correction.

    `shown` finds the snapshot of a line. What a lock holds, its unlocking alone sets free: a rollback and a
    withdrawal are held by it too.
    """

    def held(line: Entry, made: Path) -> Entry:
        locks = amendments.in_force(entries).without(line.lifts).locks if entries else ()
        before = shown(entries[-1]) if locks else None
        if before is not None:
            check(before, made, locks)
        if line.correction is not None and not speaks(made, line.generation):
            raise NotCorrectable(
                "要更正的单元格现在不是这个值了，请重新打开再看 / "
                "the cell to be corrected says something else by now; open it again and look"
            )
        return line

    return held


def speaks(made: Path, generation: int) -> bool:
    """Whether a correction changed a row of the snapshot that its line made."""
    with duckdb.connect(str(made), read_only=True) as database:
        return bool(database.execute(APPLIED, {"generation": generation}).fetchall()[0][0])


def check(before: Path, after: Path, locks: Iterable[Locked]) -> None:
    """Raises PeriodLocked where a record under a lock is new, gone or other in a snapshot than before it."""
    held = list(locks)
    if not held:
        return
    with duckdb.connect(":memory:") as database:
        database.execute("ATTACH $path AS before (READ_ONLY)", {"path": str(before)})
        database.execute("ATTACH $path AS after (READ_ONLY)", {"path": str(after)})
        for one in held:
            count = sum(moved(database, template, one.what) for template in under(one.what))
            if count:
                raise PeriodLocked(in_words(one.what), one.by, one.at, one.reason, count, one.generation)


def under(lock: Lock) -> list[Template]:
    """The templates with a period that a lock holds; of a lock of one place those that name places."""
    known = [one for one in plan().templates.values() if one.period and lock.template in ("", one.id)]
    return [template for template in known if not lock.region or template.column("region")]


def moved(database: duckdb.DuckDBPyConnection, template: Template, lock: Lock) -> int:
    """How many rows of a template under a lock stand in one of the two snapshots only."""
    then, now = (
        rows(database.table(f"{side}.{template.table}"), template, lock) for side in ("before", "after")
    )
    return max(len(now.except_(then)), len(then.except_(now)))


def rows(table: DuckDBPyRelation, template: Template, lock: Lock) -> DuckDBPyRelation:
    """The values of a template's rows under a lock: what its columns say, wherever they came from."""
    wanted: Expression = ColumnExpression(template.period.field if template.period else "period").isin(
        *map(ConstantExpression, lock.periods)
    )
    if lock.region:
        wanted = wanted & (ColumnExpression("region") == ConstantExpression(lock.region))
    return table.filter(wanted).select(*(ColumnExpression(column.field) for column in template.columns))


def in_words(lock: Lock) -> str:
    """What a lock holds, in both languages (`zh / en`)."""
    known = plan()
    template, region = known.templates.get(lock.template), known.regions.get(lock.region)
    zh = [
        template.name if template else (lock.template or "全部报表"),
        "、".join(period_in_words(code)[0] for code in lock.periods),
        region.name if region else (lock.region or "全部地区"),
    ]
    en = [
        template.name_en if template else (lock.template or "all sheets"),
        ", ".join(period_in_words(code)[1] for code in lock.periods),
        region.name_en if region else (lock.region or "all places"),
    ]
    return f"{' · '.join(zh)} / {' · '.join(en)}"


def period_in_words(code: str) -> tuple[str, str]:
    """A period's code in Chinese and in English: 2025年1—9月, Jan–Sep 2025 as 2025-09."""
    year, _, part = code.partition("-")
    if not part:
        return f"{year}年", year
    if part[0] in KINDS:
        return f"{year}年{int(part[1:])}{KINDS[part[0]]}", code
    return f"{year}年1—{int(part)}月", code
