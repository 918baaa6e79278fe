"""What differs in the plan between two snapshots, row by row, as `plan_targets T01 …: value 15.8 → 13`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
from duckdb import ColumnExpression

FIRST = (
    "plan_targets",
    "plan_settings",
    "plan_scoring",
    "plan_energies",
    "plan_grid_factors",
    "plan_statements",
)
PLAN = "plan_"  # begins the names of the tables that hold the plan
FOLLOWS = "plan_score_items"  # made of the others: what differs in it is told where it is laid down
ORDER = "ordinal"  # of a row among the others: says nothing
WRITTEN_DOWN = """SELECT count(*) FROM duckdb_columns()
    WHERE database_name IN ('before', 'after') AND table_name = '_complete' AND column_name = 'said'"""
SAME = """SELECT table_name FROM before._complete
    INNER JOIN after._complete USING (table_name, row_count, said)"""
TOLD = 300  # edits told one by one, then only how many more
NAMES = 4  # values that name a row
SHORT = 40  # letters of a value that is told
Values = tuple[str, ...]


def between(before: Path, after: Path) -> tuple[str, ...]:
    """Every row of the plan that came, went or changed; what decides most comes first."""
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        database.execute("ATTACH $path AS before (READ_ONLY)", {"path": str(before)})
        database.execute("ATTACH $path AS after (READ_ONLY)", {"path": str(after)})
        columns = [columns_of(database, side) for side in ("before", "after")]
        told = [
            edit
            for table in sorted(
                (columns[0].keys() & columns[1].keys()) - {FOLLOWS} - unchanged(database),
                key=lambda name: (name not in FIRST, name),
            )
            for edit in of_table(database, table, [c for c in columns[1][table] if c in columns[0][table]])
        ]
    return capped(told)


def capped(told: Sequence[str]) -> tuple[str, ...]:
    """The first edits, and how many more there are."""
    more = len(told) - TOLD
    return (*told[:TOLD], *([f"… 另有 {more} 处 / {more} more"] if more > 0 else ()))


def columns_of(database: duckdb.DuckDBPyConnection, side: str) -> dict[str, list[str]]:
    """The columns of each table of the plan on one side, in order."""
    question = (
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = $side AND starts_with(table_name, $plan) AND column_name <> $ordinal "
        "GROUP BY table_name"
    )
    return dict(database.execute(question, {"side": side, "plan": PLAN, "ordinal": ORDER}).fetchall())


def unchanged(database: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables of which both snapshots wrote down that they say the same; earlier ones wrote nothing."""
    if database.execute(WRITTEN_DOWN).fetchall() != [(2,)]:
        return set()
    return {str(table) for (table,) in database.execute(SAME).fetchall()}


def of_table(database: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> list[str]:
    """The edits of one table, over the columns that both sides have."""
    chosen = [ColumnExpression(column).cast("VARCHAR") for column in columns]
    before, after = (database.table(f"{side}.{table}").select(*chosen) for side in ("before", "after"))
    gone, new = (
        sorted(tuple(value or "" for value in row) for row in found.fetchall())
        for found in (before.except_(after), after.except_(before))
    )
    return [f"{table} {told}" for told in edits(columns, gone, new)]


def edits(columns: Sequence[str], gone: Iterable[Values], new: Iterable[Values]) -> list[str]:
    """Rows that went and came, those that are the same row but for a few values told as a change."""
    came, told = list(new), []
    for old in gone:
        likeness, nearest = max(((alike(old, row), row) for row in came), default=(0, ()))
        if 2 * likeness < len(columns) or not nearest:
            told.append(f"− {named(old)}")
            continue
        came.remove(nearest)
        told.append(f"{named(same(old, nearest))}: {changed(columns, old, nearest)}")
    return [*told, *(f"+ {named(row)}" for row in came)]


def alike(one: Values, other: Values) -> int:
    """How many values of two rows are equal."""
    return sum(a == b for a, b in zip(one, other, strict=True))


def same(one: Values, other: Values) -> Values:
    """The values that two rows share."""
    return tuple(a for a, b in zip(one, other, strict=True) if a == b)


def named(row: Values) -> str:
    """The first values of a row that are not empty."""
    return " ".join([short(value) for value in row if value][:NAMES])


def changed(columns: Sequence[str], old: Values, now: Values) -> str:
    """Each value that differs, before and after."""
    pairs = zip(columns, old, now, strict=True)
    return "；".join(f"{column} {short(a) or '∅'} → {short(b) or '∅'}" for column, a, b in pairs if a != b)


def short(value: str) -> str:
    """A value cut to what a line can hold."""
    return value if len(value) <= SHORT else f"{value[:SHORT]}…"
