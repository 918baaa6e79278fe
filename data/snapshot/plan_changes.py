"""A change of plan data or program: is there one, which files it touches, and what it moves."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data.keep.journal import Entry, Moved
from data.snapshot import finished, made_with, naming, plan_edits
from data.snapshot.statements import statement

NAMED = 6  # files that a reason names before it only counts


def pending(newest: Entry | None) -> bool:
    """Whether what is published was made with another plan or program than this process has."""
    return newest is not None and not naming.is_made_with_ours(newest)


def stale() -> bool:
    """Whether plan or program on disk have changed since this process began: it must not speak for them."""
    now, then = made_with.on_disk(), made_with.of_process()
    return (now.plan, now.program) != (then.plan, then.program)


def files(before: Path | None) -> tuple[str, ...]:
    """The files that differ from those a snapshot was made with; none where it does not say."""
    known = naming.files_in(finished.facts_of(before)) if before else {}
    return tuple(made_with.of_process().differing(known)) if known else ()


def reason(changes: tuple[str, ...]) -> str:
    """What happened, for the journal, where nobody gave a reason."""
    if not changes:
        return "方案数据或程序变更（上一快照未记录所用文件）"
    data = [name for name in changes if name.endswith(made_with.DATA)]
    code = [name for name in changes if name not in data]
    told = [("方案数据变更", data), ("程序变更", code)]
    return "；".join(f"{what}：{named(names)}" for what, names in told if names)


def named(names: list[str]) -> str:
    """A few files by name, many by number."""
    if len(names) > NAMED:
        return f"{'、'.join(names[:NAMED])} 等 {len(names)} 个文件"
    return "、".join(names)


@dataclass(frozen=True)
class Change:
    """What a change of plan or program did: files, rows of the plan, and moves (None: nobody can tell)."""

    changes: tuple[str, ...]
    edits: tuple[str, ...]
    moves: tuple[Moved, ...] | None


def between(before: Path | None, after: Path) -> Change:
    """What differs between the snapshot before a change and the one after it.

    Nobody can tell where the one before is lost, or damaged beyond reading.
    """
    if before is None:
        return Change((), (), None)
    changes = files(before)
    try:
        return Change(changes, plan_edits.between(before, after), moves(before, after))
    except duckdb.Error:
        return Change(changes, (), None)


def moves(before: Path, after: Path) -> tuple[Moved, ...]:
    """Every verdict and status that differs between two snapshots, with its periods, newest first."""
    verdicts = ("progress", "verdict") in finished.columns_of(before)
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        database.execute("ATTACH $path AS before (READ_ONLY)", {"path": str(before)})
        database.execute("ATTACH $path AS after (READ_ONLY)", {"path": str(after)})
        question = statement("sql/plan_moves.sql")
        found: list[Any] = database.execute(question, {"verdicts": verdicts}).fetchall()
    return tuple(
        Moved(statement, region, sector, item, basis, what, was, now, tuple(periods or ()))
        for statement, region, sector, item, basis, what, was, now, periods in found
    )
