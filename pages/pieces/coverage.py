"""Says how much of what is expected stands behind a sum, and who is missing, wherever the sum is shown."""

from collections.abc import Iterable

from pages.speech import words
from pages.speech.words import say
from queries.question import Row

WHOLE = 100.0


def beside(rows: Iterable[Row], period: str) -> str:
    """Of a statement's rows (with `coverage` and `missing`) what is to be said beside the sums of a period.

    Empty where nobody is expected by name, and where everybody has reported.
    """
    row = next((row for row in rows if row["period"] == period), None)
    if row is None or row["coverage"] is None:
        return ""
    share = words.number(row["coverage"], "%", 1)
    if row["missing"]:
        return f" · {say('coverage.some', value=share, names=row['missing'])}"
    return f" · {say('coverage.nameless', value=share)}" if is_nameless(row) else ""


def is_nameless(row: Row) -> bool:
    """Whether some have not reported whose names are not this person's to see."""
    return row["coverage"] is not None and row["coverage"] < WHOLE and not row["missing"]
