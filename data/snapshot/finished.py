"""Looks into a finished snapshot: is it whole, what does it say, what does it say of itself."""

import contextlib
import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import duckdb

from data.snapshot.statements import quoted, statement

NOTHING: Mapping[str, tuple[int, int]] = MappingProxyType({})
SAID = "count(*), coalesce(bit_xor(md5_number(CAST(t AS VARCHAR))), 0)"
NUMBERS = itertools.count()  # of the snapshots that were opened again
ABOUT = frozenset({"meta", "_complete"})  # tables that speak of the snapshot and not of the city


def counted(database: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows per table: the control totals a reader checks before trusting the file."""
    question = database.execute(statement("sql/counts_of_tables.sql")).fetchall()[0][0]
    found = database.execute("FROM query($question)", {"question": question}).fetchall() if question else []
    return {str(name): int(count) for name, count in found}


def tables(database: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of all tables, in order."""
    names = "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
    return [name for (name,) in database.execute(names).fetchall()]


def said_by(
    database: duckdb.DuckDBPyConnection, known: Mapping[str, tuple[int, int]] = NOTHING
) -> dict[str, tuple[int, int]]:
    """Rows of each table and what they say, mixed into one number; what is `known` is not read anew."""
    found: dict[str, tuple[int, int]] = {}
    for name in tables(database):
        if name not in ABOUT:
            found[name] = known.get(name) or said_of(database, name)
    return found


def said_of(
    database: duckdb.DuckDBPyConnection, table: str, column: str = "", values: Sequence[str] = ()
) -> tuple[int, int]:
    """Rows of one table (or those in which a column says one of these) and what they say, in any order.

    What two parts of a table say adds up: their rows by sum, the mixed number by exclusive or.
    """
    asked, given = "SELECT " + SAID + " FROM " + quoted(table) + " AS t", {}
    if column:
        asked, given = asked + " WHERE list_contains($values, " + quoted(column) + ")", {"values": [*values]}
    rows, mixed = database.execute(asked, given).fetchall()[0]
    return int(rows), int(mixed)


def said_in(path: Path) -> dict[str, tuple[int, int]]:
    """What each table of a finished snapshot says, counted anew."""
    with duckdb.connect(str(path), read_only=True, config={"threads": 1}) as database:
        return said_by(database)


def contents(
    database: duckdb.DuckDBPyConnection, known: Mapping[str, tuple[int, int]] = NOTHING
) -> tuple[dict[str, int], str]:
    """Rows per table, and a hash of what the tables say, whatever the order of rows and the bytes on disk.

    `known` is what is known of some tables already, as `said_by` tells it.
    """
    said = said_by(database, known)
    return {name: rows for name, (rows, _) in said.items()}, logical(said)


def logical(said: Mapping[str, tuple[int, int]]) -> str:
    """The hash of what the tables of a snapshot say, as `said_by` tells it."""
    lines = "".join(f"{name} {rows} {mixed}\n" for name, (rows, mixed) in sorted(said.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def said_at_its_end(database: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """What each table of a finished snapshot says, as it was written down at its end.

    Raises duckdb.Error for one of a program that did not write it down.
    """
    asked = "SELECT table_name, row_count, said FROM _complete"
    found = database.execute(asked).fetchall()
    return {str(name): (int(rows), int(mixed)) for name, rows, mixed in found}


@cache
def looking() -> duckdb.DuckDBPyConnection:
    """A database of this process that finished snapshots are attached to: one for each costs ten times more.

    It is made anew after a snapshot that could not be read.
    """
    return duckdb.connect(":memory:", config={"threads": 1})


@contextlib.contextmanager
def opened_again(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A finished snapshot, opened anew and only for reading."""
    name = f"finished_{next(NUMBERS)}"
    with looking().cursor() as database:
        database.execute("ATTACH $path AS " + name + " (READ_ONLY)", {"path": str(path)})
        try:
            database.execute("USE " + name)
            yield database
        finally:
            database.execute("USE memory")
            database.execute("DETACH " + name)


def faults_of(path: Path) -> list[str]:
    """What is wrong with a finished snapshot, reopened read-only: incomplete, or counts that do not hold."""
    try:
        with opened_again(path) as database:
            expected = dict(database.execute("SELECT table_name, row_count FROM _complete").fetchall())
            found = counted(database)
            answers = database.execute("SELECT count(*) FROM progress").fetchall()[0][0] >= 0
    except duckdb.Error as fault:
        looking.cache_clear()  # nobody knows what a damaged file did to it
        return [str(fault)]
    wrong = [
        f"{name}: {found.get(name)} ≠ {count}" for name, count in expected.items() if found.get(name) != count
    ]
    return wrong if answers else [*wrong, "progress"]


def facts_of(path: Path) -> dict[str, str]:
    """What a finished snapshot says of itself (`meta`)."""
    with duckdb.connect(str(path), read_only=True) as database:
        return {str(key): str(value) for key, value in database.table("meta").fetchall()}


def logical_of(path: Path) -> str:
    """The hash of what a finished snapshot says, taken anew."""
    with duckdb.connect(str(path), read_only=True, config={"threads": 1}) as database:
        return contents(database)[1]


def is_sound(path: Path, logical: str) -> bool:
    """Whether a finished snapshot is there, whole, and says what its logical hash says."""
    try:
        return path.exists() and not faults_of(path) and logical_of(path) == logical
    except duckdb.Error:
        return False


def columns_of(path: Path) -> set[tuple[str, str]]:
    """Every (table, column) of a finished snapshot that a reader may ask."""
    columns = """SELECT table_name, column_name FROM duckdb_columns()
        WHERE NOT internal AND table_name <> '_complete'"""
    with duckdb.connect(str(path), read_only=True) as database:
        return set(database.execute(columns).fetchall())
