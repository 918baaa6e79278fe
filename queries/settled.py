"""Makes literals of words that say one value in a snapshot, and rows of a small view: less to plan."""

import duckdb

WORDS = ("data_day", "evidence_after_days", "weak_from", "decision_movement_days", "report_movement_days")
SETTINGS = frozenset({"snapshot.plan_settings"})
# macros of queries/views without a parameter and small views, each with the tables that it reads there
SETTLED = {
    "data_day": frozenset({"snapshot.horizon"}),
    **dict.fromkeys(WORDS[1:], SETTINGS),
    "target_cells": frozenset({"snapshot.observations", "snapshot.targets", "snapshot.plan_statements"}),
}
ASKED = "SELECT " + ", ".join(f"{name}()" for name in WORDS)
LITERAL = "CREATE OR REPLACE MACRO {name}() AS (CAST({said} AS {kind}))"
ROWS = "CREATE TABLE target_cells_laid_out AS SELECT * FROM target_cells"
LAID_OUT = "CREATE OR REPLACE VIEW target_cells AS SELECT * FROM target_cells_laid_out"


def settle(database: duckdb.DuckDBPyConnection) -> None:
    """Has a reader's words say what they say of its snapshot, without looking again.

    Raises duckdb.Error where the snapshot has not what they read.
    """
    found = database.execute(ASKED)
    values = found.fetchall()[0]
    for name, (_, kind, *_), value in zip(WORDS, found.description or (), values, strict=True):
        said = "NULL" if value is None else f"'{value}'"
        database.execute(LITERAL.format(name=name, said=said, kind=kind))
    database.execute(ROWS)
    database.execute(LAID_OUT)
