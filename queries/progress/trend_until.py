"""Gives a statement's trend up to a period: of the rows a page has asked for already, else asked for here."""

from collections.abc import Sequence

from queries.ask import ask_rows
from queries.question import Row


def trend_until(
    known: Sequence[Row] | None, period: str | None, statement: str, **where: str | None
) -> list[Row]:
    """The rows of indicator_trend up to `period`, oldest first; `known` are those of every period there."""
    if known is None:
        return list(ask_rows("indicator_trend", statement=statement, period=period, **where))
    if period is None:
        return list(known)
    year, month = int(period[:4]), int(period[5:] or 12)
    return [row for row in known if (row["year"], row["month"]) <= (year, month)]
