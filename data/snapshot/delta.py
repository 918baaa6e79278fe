"""Makes a snapshot of the one before it and of what came or went; the full build says what it must say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.keep import archive, durable
from data.keep.amendments import NOTHING, Amendments
from data.keep.archive import Receipt
from data.plan import Plan, plan
from data.snapshot import build, delta_numbers, delta_rows, made_with, naming
from data.snapshot.bare import PLAN, WRITTEN, plan_said
from data.snapshot.changing import Change, Delta
from data.snapshot.finished import said_at_its_end
from data.snapshot.ledgers import ledger_tables
from data.snapshot.naming import Built
from data.snapshot.numbers import targets_table

MOST = 50  # uploads that come or go at once: of more a snapshot is built
BLOCKS = "SELECT used_blocks, free_blocks FROM pragma_database_size()"


@dataclass(frozen=True)
class Standing:
    """A whole snapshot that others may be made of: its file, and the hashes its bytes may have (hex)."""

    path: Path
    sealed: frozenset[str]


@dataclass(frozen=True)
class Base:
    """What a snapshot says that another is made of: each of its tables, the day it was made on (ISO).

    `promise` is the plan that it was made with, as one word; '' where it does not say.
    """

    said: Mapping[str, tuple[int, int]]
    day: str
    promise: str


def made(
    target: Path,
    uploads: Iterable[str],
    *,
    generation: int,
    at: str,
    base: Standing | None,
    extra: Sequence[tuple[Receipt, Path]] = (),
    amendments: Amendments = NOTHING,
) -> Built | None:
    """Writes what `build.build` writes, out of the whole snapshot `base`; None where that must be built.

    It must where there is no base, its bytes are not those it was sealed with, another program or plan made
    it (a plan may say other things on another day), more than a few uploads come or go, or half of its file
    is empty by now.
    """
    if base is None:
        return None
    if durable.copied(base.path, target) not in base.sealed:
        target.unlink()
        return None
    with duckdb.connect(str(target), config=WRITTEN) as database:
        built = upon(database, target, [*uploads], extra, amendments, generation, at)
    if built is None:
        target.unlink()
    return built


def upon(
    database: duckdb.DuckDBPyConnection, target: Path, uploads: list[str],
    extra: Sequence[tuple[Receipt, Path]], amendments: Amendments, generation: int, at: str,
) -> Built | None:  # fmt: skip
    """Makes of a copy of an earlier snapshot the one of these uploads."""
    base = base_of(database)
    if base is None:
        return None
    change = change_of(database, uploads, extra)
    if len(change.added) + len(change.gone) > MOST:
        return None
    if not is_of_the_plan(base, plan(), at[:10]):
        return None
    database.begin()
    delta = Delta(database, base.said, base.day == at[:10])
    fill(delta, plan(), change, at[:10], target.with_suffix(".empty"), amendments)
    built = build.close(database, delta.says(), generation, at)
    database.commit()
    return built


def base_of(database: duckdb.DuckDBPyConnection) -> Base | None:
    """What an earlier snapshot says; None where others made it, or it is half empty."""
    try:
        facts = {str(key): str(value) for key, value in database.table("meta").fetchall()}
        said = said_at_its_end(database)
    except duckdb.Error:  # made before a snapshot wrote down what its tables say
        return None
    ours = made_with.of_process()
    ((used, free),) = database.execute(BLOCKS).fetchall()
    if (facts.get("plan"), facts.get("program")) != (ours.plan, ours.program) or free > used:
        return None
    return Base(said, facts["at"][:10], facts.get(naming.PROMISE, ""))


def is_of_the_plan(base: Base, known: Plan, day: str) -> bool:
    """Whether the tables of the plan say in an earlier snapshot what they say of a plan on a day (ISO).

    They are not made where that one was made of the very same plan on the same day.
    """
    if base.day == day and base.promise == made_with.word_of(known):
        return True
    return of_the_plan(plan_said(known, day)) == of_the_plan(base.said)


def of_the_plan(said: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """What the tables of the plan say."""
    return {name: told for name, told in said.items() if name.startswith(PLAN)}


def change_of(
    database: duckdb.DuckDBPyConnection, uploads: list[str], extra: Sequence[tuple[Receipt, Path]]
) -> Change:
    """Which uploads come to a snapshot and which go, so that it is one of these and the extra ones."""
    stands = dict(database.execute("SELECT upload, template FROM uploads").fetchall())
    come = [upload for upload in uploads if upload not in stands]
    added = [(archive.receipt(upload), archive.rows_file(upload)) for upload in come[: MOST + 1]]
    order = [*uploads, *(receipt.upload for receipt, _ in extra)]
    stay = frozenset(order)
    gone = {upload: template for upload, template in stands.items() if upload not in stay}
    return Change((*added, *extra), gone, tuple(order))


def fill(
    delta: Delta, known: Plan, change: Change, at: str, scratch: Path, amendments: Amendments = NOTHING
) -> None:
    """What `build.fill` fills, in its order, where something came, went or changed."""
    delta_rows.put_uploads(delta, change)
    try:
        delta_rows.template_tables(delta, known, change, scratch, amendments)
    finally:
        scratch.unlink(missing_ok=True)
    delta.numbers_follow()
    ledger_tables(delta, known)
    targets_table(delta, at)
    build.derived_tables(delta)
    delta_numbers.days_and_names(delta, known, at)
    delta.create("month_ends", "sql/month_ends.sql", {})
    delta_numbers.number_tables(delta, known)
    build.scoring_tables(delta)
