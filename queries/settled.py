"""Makes literals of words that say one value in a snapshot, and rows of a small view: less to plan."""

import duckdb

CODES = ("city", "total", "default_basis")
DAYS = ("data_day", "evidence_after_days", "weak_from", "decision_movement_days", "report_movement_days")
WORDS = CODES + DAYS
SETTINGS = frozenset({"snapshot.plan_settings"})
# macros of queries/views and small views, each with the tables that it reads there
SETTLED: dict[str, frozenset[str]] = {
    **dict.fromkeys(CODES, frozenset()),
    "data_day": frozenset({"snapshot.horizon"}),
    **dict.fromkeys(DAYS[1:], SETTINGS),
    "role": frozenset({"snapshot.plan_roles"}),
    "target_cells": frozenset({"snapshot.observations", "snapshot.targets", "snapshot.plan_statements"}),
}
ASKED = "SELECT " + ", ".join(f"{name}()" for name in WORDS)
LITERAL = "CREATE OR REPLACE MACRO {name}() AS (CAST({said} AS {kind}))"
LITERAL_TEXT = "CREATE OR REPLACE MACRO {name}() AS ({said})"
# a text to look in is one literal; a CASE or two lists of all roles would be bound at each use
ROLES = """SELECT '|' || coalesce(string_agg(role || '=' || statement || '|', '' ORDER BY role), '')
    FROM snapshot.plan_roles"""
ROLE = """CREATE OR REPLACE MACRO role(CALLED) AS (
    nullif(split_part(split_part('{said}', '|' || called || '=', 2), '|', 1), '')
)"""
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
        # a text needs no cast, and nothing to fold
        whole = LITERAL if value is None or str(kind) != "VARCHAR" else LITERAL_TEXT
        database.execute(whole.format(name=name, said=said, kind=kind))
    database.execute(ROLE.format(said=database.execute(ROLES).fetchall()[0][0]))
    database.execute(ROWS)
    database.execute(LAID_OUT)
