"""Looks into a finished snapshot: is it whole, what does it say, what does it say of itself."""

import hashlib
from pathlib import Path

import duckdb

ABOUT = frozenset({"meta", "_complete"})  # tables that speak of the snapshot and not of the city


def counted(database: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows per table: the control totals a reader checks before trusting the file."""
    count = "SELECT count(*) FROM query_table($name)"
    return {name: int(database.execute(count, {"name": name}).fetchall()[0][0]) for name in tables(database)}


def tables(database: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of all tables, in order."""
    names = "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
    return [name for (name,) in database.execute(names).fetchall()]


def contents(database: duckdb.DuckDBPyConnection) -> tuple[dict[str, int], str]:
    """Rows per table, and a hash of what the tables say, whatever the order of rows and the bytes on disk."""
    total = hashlib.sha256()
    counts: dict[str, int] = {}
    question = (
        "SELECT count(*), coalesce(bit_xor(md5_number(CAST(t AS VARCHAR))), 0) FROM query_table($name) AS t"
    )
    for name in tables(database):
        if name in ABOUT:
            continue
        rows, mixed = database.execute(question, {"name": name}).fetchall()[0]
        total.update(f"{name} {rows} {mixed}\n".encode())
        counts[name] = int(rows)
    return counts, total.hexdigest()


def faults_of(path: Path) -> list[str]:
    """What is wrong with a finished snapshot, reopened read-only: incomplete, or counts that do not hold."""
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            expected = dict(database.execute("SELECT table_name, row_count FROM _complete").fetchall())
            found = counted(database)
            answers = database.execute("SELECT count(*) FROM progress").fetchall()[0][0] >= 0
    except duckdb.Error as fault:
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
    """Every (table, column) of a finished snapshot."""
    columns = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
    with duckdb.connect(str(path), read_only=True) as database:
        return set(database.execute(columns).fetchall())
