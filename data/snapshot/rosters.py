"""Says who is expected to report and has not, from last reports and the register, and what share has come."""

import duckdb

from data.snapshot.statements import create, statement

TABLES = ("member_reports", "registered", "expected_members", "roster_coverage")


def fill_coverage(database: duckdb.DuckDBPyConnection) -> None:
    """`expected_members` and `roster_coverage`, and from these coverage and missing of every series."""
    for name in TABLES:
        create(database, name, f"rosters/{name}.sql", {})
    database.execute(statement("rosters/fill_series.sql"))
