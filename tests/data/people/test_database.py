"""The file about people is made durable, private, and settled the same way for every connection."""

import stat
from pathlib import Path

from data.people import database


def test_every_connection_is_settled_and_nobody_else_may_read_the_folder(store: Path) -> None:
    with database.reading(store) as connection:
        connection.execute("CREATE TABLE one (x)")
        told = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert told == ["wal", 2, 1]
    assert stat.S_IMODE(database.path_of(store).parent.stat().st_mode) == 0o700
    assert [path.name for path in database.path_of(store).parent.iterdir()] == ["people.sqlite"], (
        "closed, nothing lies beside it"
    )
