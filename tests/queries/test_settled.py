"""What is one value in a whole snapshot: a literal of the reader, just what the view says."""

from pathlib import Path

import duckdb

from data import places
from queries import ask as asking
from queries import readers
from queries.settled import SETTLED, WORDS, settle

ASKED_AS = {"role": "SELECT role('energy.intensity')", "target_cells": "FROM target_cells"}
ROLES = "(FROM snapshot.plan_roles ORDER BY role)"


def said(database: duckdb.DuckDBPyConnection) -> tuple[object, ...]:
    """What the settled words say."""
    found: tuple[object, ...] = database.execute(
        f"SELECT {', '.join(f'{name}()' for name in WORDS)}"
    ).fetchall()[0]
    return found


def test_settled_words_say_what_the_views_say_and_read_nothing(sample_store: Path) -> None:
    """And an answer is kept over publications only where the tables say the same that the views read."""
    reader = asking.reader(asking.current(), None)
    plan = reader.execute("EXPLAIN SELECT ledger_day(NULL), weak_from(), report_movement_days()").fetchall()
    assert "SCAN" not in plan[0][1].replace("DUMMY_SCAN", "")
    settled, rows = said(reader), reader.execute("FROM target_cells ORDER BY ALL").fetchall()
    roles = f"SELECT role, role(role) FROM {ROLES}"
    parts = reader.execute(roles).fetchall()
    assert parts == reader.execute(f"FROM {ROLES}").fetchall() and len(parts) > 20
    assert reader.execute("SELECT role('nobody'), role(NULL), role('')").fetchall() == [(None,) * 3]
    known = readers.says(asking.current()).definitions
    for view in ("words", "delivery"):
        text = (places.queries() / readers.VIEWS / f"{view}.sql").read_text(encoding="utf-8")
        for part in text.split("\n\n"):
            if any(f"CREATE MACRO {name}(" in part or f"CREATE VIEW {name} " in part for name in SETTLED):
                reader.execute(part.replace("CREATE ", "CREATE OR REPLACE "))
    assert said(reader) == settled and all(value is not None for value in settled)
    assert reader.execute("FROM target_cells ORDER BY ALL").fetchall() == rows and len(rows) > 20
    assert reader.execute(f"SELECT role, statement FROM {ROLES}").fetchall() == parts
    for name, tables in SETTLED.items():
        asked = f"SELECT {name}()" if name in WORDS else ASKED_AS[name]
        looked = reader.execute(f"EXPLAIN {asked}").fetchall()[0][1]
        assert tables <= known.of(asked) and all(one.removeprefix("snapshot.") in looked for one in tables)
    asking.forget()


def test_a_snapshot_without_data_has_no_day() -> None:
    """Where nothing tells how far the data reach, the day asked about still counts."""
    database = duckdb.connect(":memory:")
    for name in WORDS:
        database.execute(f"CREATE MACRO {name}() AS (SELECT CAST(NULL AS DATE))")
    database.execute("CREATE VIEW target_cells AS SELECT 1 AS value")
    database.execute("ATTACH ':memory:' AS snapshot")
    database.execute("CREATE TABLE snapshot.plan_roles (role VARCHAR, statement VARCHAR)")
    settle(database)
    assert said(database) == (None,) * len(WORDS)
    [(day,)] = database.execute("SELECT typeof(data_day())").fetchall()
    assert day == "DATE"
