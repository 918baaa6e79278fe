"""Closes snapshots that nobody has asked about for a while, with their answers; what is published stays open.

An open snapshot takes some 10 MB. Who comes back to an old one later waits a tenth of a second.
"""

import math
from pathlib import Path

from queries import ask, readers
from queries.snapshots import NoSnapshot

AFTER = 120.0  # seconds: as long as Streamlit keeps the session of a window that was closed


def close(now: float) -> int:
    """Closes what was not asked since `now` - AFTER (seconds of the monotonic clock); how many snapshots.

    Nothing where nobody can tell what is published.
    """
    try:
        published = ask.current().path
    except (NoSnapshot, OSError):
        return 0
    with readers.LOCK:
        left = {path for path, used in last_used().items() if path != published and now - used >= AFTER}
        held: list[object] = [readers.READERS.pop(key) for key in list(readers.READERS) if key[0] in left]
        held += [ask.ANSWERS.pop(key) for key in list(ask.ANSWERS) if key[0] in left]
    held.clear()  # a database takes a while to close: nobody who asks waits for that
    return len(left)


def last_used() -> dict[Path, float]:
    """When each snapshot that is open was asked last, or an answer of it was wanted."""
    used = [(key[0], reader.used) for key, reader in readers.READERS.items()]
    used += [(Path(str(key[0])), kept.wanted) for key, kept in ask.ANSWERS.items()]
    found: dict[Path, float] = {}
    for path, at in used:
        found[path] = max(at, found.get(path, -math.inf))
    return found
