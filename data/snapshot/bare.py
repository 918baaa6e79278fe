"""Keeps what a snapshot says before anything came, so that a build makes only what the uploads bring."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.keep.archive import Receipt
from data.plan import Plan
from data.snapshot import made_with
from data.snapshot.finished import said_by
from data.snapshot.plan_tables import plan_tables
from data.snapshot.statements import Draft

# how a snapshot is written: readable by DuckDB 1.5 and 2.0; many small tables in small blocks; without a
# log of its own, for a draft that breaks off is thrown away: its one commit writes the file itself
WRITTEN: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "default_block_size": 16_384,
    "wal_autocheckpoint": "0B",
    "auto_checkpoint_skip_wal_threshold": 0,
    "threads": 1,
    # the order of joins as the SQL has it: chosen by statistics it would differ between a build and a delta,
    # and with it the order in which floating-point numbers are added
    "disabled_optimizers": "join_order,statistics_propagation,build_side_probe_side",
}
KEPT = 4  # bare snapshots in memory, one and a half megabytes each
MADE: list["Bare"] = []
PLANS: list["PlanSaid"] = []  # the latest first
PLAN = "plan_"  # begins the names of the tables that speak before anything came
# what is other on every day and with every upload
TIMELY = (
    "DROP TABLE uploads",
    "DROP TABLE cells",
    "DROP TABLE targets",
    "DROP TABLE horizon",
    "DROP TABLE calendar",
    "DROP TABLE month_ends",
    "DROP TABLE card_statements",
    "DELETE FROM reaches",
)
Fill = Callable[[Draft, Plan, list[tuple[Receipt, Path]], str, Path, str | None], None]


@dataclass(frozen=True)
class Bare:
    """A snapshot to which nothing has come: its file, its tables without a row, and what each table says."""

    known: Plan
    settings: str
    mark: str
    day: str
    content: bytes
    standing: frozenset[str]
    said: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class PlanSaid:
    """What the tables of a plan say on a day (ISO); `word` is that plan (`made_with.word_of`)."""

    word: str
    day: str
    said: Mapping[str, tuple[int, int]]


def plan_said(known: Plan, day: str) -> Mapping[str, tuple[int, int]]:
    """What each table of a plan says on a day (ISO), whatever came: without a snapshot around them."""
    word = made_with.word_of(known)
    for one in PLANS:
        if (one.word, one.day) == (word, day):
            return one.said
    with duckdb.connect(":memory:", config=WRITTEN) as database:
        database.begin()  # as in a snapshot: rows have other numbers before they are committed
        plan_tables(database, known, datetime.date.fromisoformat(day))
        made = PlanSaid(word, day, said_by(database))
    PLANS[:] = [made, *PLANS[: KEPT - 1]]
    return made.said


def bare_snapshot(scratch: Path, known: Plan, day: str, fill: Fill) -> Bare:
    """The bare snapshot of a plan on a day (ISO); made by way of a file of one's own where it is not kept."""
    mark, settings = made_with.of_process().mark, repr(known.settings)  # which may be edited in place
    for bare in MADE:
        if bare.known is known and (bare.settings, bare.mark, bare.day) == (settings, mark, day):
            return bare
    bare = made_bare(scratch, known, day, mark, fill)
    MADE[:] = [bare, *MADE[: KEPT - 1]]
    return bare


def made_bare(scratch: Path, known: Plan, day: str, mark: str, fill: Fill) -> Bare:
    """Fills a snapshot with nothing, as if data reached up to the day, and takes away what tells the time.

    Raises ValueError when a table has rows that nobody sent: it must then be named in TIMELY.
    """
    scratch.unlink(missing_ok=True)
    with duckdb.connect(str(scratch), config=WRITTEN) as database:
        database.begin()
        plan_tables(database, known, datetime.date.fromisoformat(day))
        fill(Draft(database), known, [], day, scratch.with_suffix(".empty"), day)
        for leave in TIMELY:
            database.execute(leave)
        said = said_by(database)
        database.commit()
    standing = frozenset(name for name, (rows, _) in said.items() if not rows)
    spoken = {name for name in said if name not in standing and not name.startswith(PLAN)}
    if spoken:
        raise ValueError(f"rows that nobody sent: {sorted(spoken)}")
    return Bare(known, repr(known.settings), mark, day, scratch.read_bytes(), standing, said)
