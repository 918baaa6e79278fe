"""What is one value in a whole snapshot: a literal of the reader, just what the view says."""

from pathlib import Path

import duckdb

from data import places
from queries import ask as asking
from queries import readers
from queries.settled import SETTLED, settle


def said(database: duckdb.DuckDBPyConnection) -> tuple[object, ...]:
    """What the settled words say."""
    found: tuple[object, ...] = database.execute(
        f"SELECT {', '.join(f'{name}()' for name in SETTLED)}"
    ).fetchall()[0]
    return found


def test_settled_words_say_what_the_views_say_and_read_nothing(sample_store: Path) -> None:
    reader = asking.reader(asking.current(), None)
    settled = said(reader)
    plan = reader.execute("EXPLAIN SELECT ledger_day(NULL), weak_from(), report_movement_days()").fetchall()
    assert "SCAN" not in plan[0][1].replace("DUMMY_SCAN", "")
    known = readers.says(asking.current()).definitions
    for view in ("words", "delivery"):
        text = (places.queries() / readers.VIEWS / f"{view}.sql").read_text(encoding="utf-8")
        for part in text.split("\n\n"):
            if any(f"CREATE MACRO {name}(" in part for name in SETTLED):
                reader.execute(part.replace("CREATE MACRO", "CREATE OR REPLACE MACRO"))
    assert said(reader) == settled and all(value is not None for value in settled)
    for name, table in SETTLED.items():  # an answer is kept over publications only where that says the same
        looked = reader.execute(f"EXPLAIN SELECT {name}()").fetchall()[0][1]
        assert table.removeprefix("snapshot.") in looked and table in known.of(f"SELECT {name}()")
    asking.forget()


def test_a_snapshot_without_data_has_no_day() -> None:
    """Where nothing tells how far the data reach, the day asked about still counts."""
    database = duckdb.connect(":memory:")
    for name in SETTLED:
        database.execute(f"CREATE MACRO {name}() AS (SELECT CAST(NULL AS DATE))")
    settle(database)
    assert said(database) == (None,) * len(SETTLED)
    [(day,)] = database.execute("SELECT typeof(data_day())").fetchall()
    assert day == "DATE"
