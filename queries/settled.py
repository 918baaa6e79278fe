"""Makes literals of words that say one value in a whole snapshot: as a subquery each is a join to plan."""

import duckdb

# macros of queries/views without a parameter, and the table that each of them reads there
SETTLED = {
    "data_day": "snapshot.horizon",
    "evidence_after_days": "snapshot.plan_settings",
    "weak_from": "snapshot.plan_settings",
    "decision_movement_days": "snapshot.plan_settings",
    "report_movement_days": "snapshot.plan_settings",
}
ASKED = "SELECT " + ", ".join(f"{name}()" for name in SETTLED)
LITERAL = "CREATE OR REPLACE MACRO {name}() AS (CAST({said} AS {kind}))"


def settle(database: duckdb.DuckDBPyConnection) -> None:
    """Has a reader's words say what they say of its snapshot, without looking again.

    Raises duckdb.Error where the snapshot has not what they read.
    """
    found = database.execute(ASKED)
    values = found.fetchall()[0]
    for name, (_, kind, *_), value in zip(SETTLED, found.description or (), values, strict=True):
        said = "NULL" if value is None else f"'{value}'"
        database.execute(LITERAL.format(name=name, said=said, kind=kind))
