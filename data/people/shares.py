"""Counts what one has had of a share that all server processes of a store give out of together.

Files of a person's day and sign-ins of an address's minute: both are few, and each costs far more than a row.
"""

from pathlib import Path

from data.people import database

MOST = 20_000  # addresses that are remembered; those whose minute is over go with the next
MINUTE = 60.0


def sends(store: Path, name: str, size: int, day: str, *, files: int, most: int) -> bool:
    """Counts one more file of a person (bytes) on a day; False where the day's share would be passed."""
    with database.writing(store) as connection:
        connection.execute("DELETE FROM sent WHERE day <> ?", (day,))
        found = connection.execute("SELECT files, bytes FROM sent WHERE name = ?", (name,)).fetchone()
        count, total = (found["files"], found["bytes"]) if found else (0, 0)
        if count + 1 > files or total + size > most:
            return False
        connection.execute(
            "INSERT INTO sent VALUES (?, ?, 1, ?) ON CONFLICT (name) "
            "DO UPDATE SET files = files + 1, bytes = bytes + excluded.bytes",
            (name, day, size),
        )
    return True


def tries(store: Path, about: str, per_minute: int, now: float) -> bool:
    """Counts one more sign-in of an address (times in Unix seconds); False where it is too many in a minute.

    A bucket that fills up again with time; a clock that was set back neither fills nor closes it.
    """
    with database.writing(store) as connection:
        found = connection.execute("SELECT free, since FROM tries WHERE about = ?", (about,)).fetchone()
        free, since = (found["free"], found["since"]) if found else (float(per_minute), now)
        free = min(per_minute, free + max(0.0, now - since) * per_minute / MINUTE)
        allowed = bool(free >= 1)
        connection.execute(
            "INSERT INTO tries VALUES (?, ?, ?) ON CONFLICT (about) "
            "DO UPDATE SET free = excluded.free, since = excluded.since",
            (about, free - allowed, now),
        )
        connection.execute("DELETE FROM tries WHERE since < ?", (now - MINUTE,))
        connection.execute(
            "DELETE FROM tries WHERE about IN "
            "(SELECT about FROM tries ORDER BY since DESC LIMIT -1 OFFSET ?)",
            (MOST,),
        )
    return allowed
