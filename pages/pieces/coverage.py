"""Says how much of what is expected stands behind a sum, and who is missing, wherever the sum is shown."""

from collections.abc import Iterable

from pages.speech import words
from pages.speech.words import say
from queries.question import Row


def beside(rows: Iterable[Row], period: str) -> str:
    """Of a statement's rows (with `coverage` and `missing`) what is to be said beside the sums of a period.

    Empty where nobody is expected by name, and where everybody has reported.
    """
    row = next((row for row in rows if row["period"] == period), None)
    if row is None or row["coverage"] is None or not row["missing"]:
        return ""
    return f" · {say('coverage.some', value=words.number(row['coverage'], '%', 1), names=row['missing'])}"
