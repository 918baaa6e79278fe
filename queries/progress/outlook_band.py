"""Asks how far a statement's whole years would carry on: the spread of four simple methods, year by year."""

import pandas

from queries.ask import ask
from queries.methods.outlook import outlook, outlook_range

YEARS_AHEAD = 2  # how far to look when the due year has passed
STRICT = frozenset({"above", "outpace"})  # the number itself does not count as met
COLUMNS = ("year", "start", "low", "high", "methods", "reaching", "share")


def outlook_band(
    statement: str,
    *,
    rule: str,
    direction: int,
    region: str | None = None,
    sector: str | None = None,
    basis: str | None = None,
    period: str | None = None,
    snapshot: str | None = None,
) -> pandas.DataFrame:
    """One row of COLUMNS per year after the last one told up to `period`, in the unit of the statement.

    `start` is the value of that last year; `reaching` of `methods` methods keep the target, `share` in
    percent (None without a target). Empty with fewer than four years or a value not above 0. A reduction is
    carried forward as an index (base = 100).
    Source: docs/methods.md, "Outlook".
    """
    rows = ask(
        "indicator_trend",
        snapshot=snapshot,
        statement=statement,
        region=region,
        sector=sector,
        basis=basis,
        period=period,
    )
    # A count stands at its date, so the running year speaks too; a January-to-date rate does not.
    known = rows.groupby("year").tail(1) if rule == "count" else rows[rows["month"] == 12]
    known = known[known["value"].notna()]
    made = [] if known.empty else _spread(known, rule, direction)
    return pandas.DataFrame(made, columns=list(COLUMNS))


def _spread(known: pandas.DataFrame, rule: str, direction: int) -> list[tuple[float | int | None, ...]]:
    """The rows of COLUMNS; a reduction becomes an index that falls from 100, and back."""
    index, inclusive = rule == "reduction", rule not in STRICT
    last = known.iloc[-1]
    target = None if pandas.isna(last["target"]) else float(last["target"])
    values = [100 - value if index else value for value in known["value"]]
    if min(values) <= 0:
        return []
    due = last["year"] if pandas.isna(last["due_year"]) else last["due_year"]
    lines = outlook(known["year"].tolist(), values, int(max(due, last["year"] + YEARS_AHEAD)))
    goal = 100 - target if index and target is not None else target
    made: list[tuple[float | int | None, ...]] = []
    for year in next(iter(lines.values()), {}):
        spread = outlook_range(lines, year, goal, -1 if index else direction, inclusive)
        if spread is not None:
            low, high = (100 - spread.high, 100 - spread.low) if index else (spread.low, spread.high)
            start = float(last["value"])
            made.append((year, start, low, high, spread.methods, spread.reaching, spread.share))
    return made
