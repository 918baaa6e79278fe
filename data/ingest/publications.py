"""What was published, newest first: all that pages of leaders need to know of the journal."""

from data.keep import journal
from data.keep.journal import Entry


def history() -> list[Entry]:
    """Every publication, newest first."""
    return journal.read()[::-1]


def generation() -> int:
    """The newest publication, to be looked at before something is done; 0 before the first."""
    entries = journal.read()
    return entries[-1].generation if entries else 0
