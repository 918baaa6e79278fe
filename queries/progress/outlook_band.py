"""Asks how far a statement's whole years would carry on: the spread of four simple methods, year by year."""

from queries.ask import ask_rows
from queries.methods.outlook import outlook, outlook_range
from queries.question import Row

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
) -> list[Row]:
    """One row of COLUMNS per year after the last one told up to `period`, in the unit of the statement.

    `start` is the value of that last year; `reaching` of `methods` methods keep the target, `share` in
    percent (None without a target). Empty with fewer than four years or a value not above 0. A reduction is
    carried forward as an index (base = 100).
    Source: docs/methods.md, "Outlook".
    """
    rows = ask_rows(
        "indicator_trend",
        snapshot=snapshot,
        statement=statement,
        region=region,
        sector=sector,
        basis=basis,
        period=period,
    )
    # A count stands at its date, so the running year speaks too; a January-to-date rate does not.
    told = {row["year"]: row for row in rows if rule == "count" or row["month"] == 12}
    known = [row for row in told.values() if row["value"] is not None]
    # what is counted from another base year is another line
    known = [row for row in known if row["base_year"] == known[-1]["base_year"]]
    return _spread(known, rule, direction) if known else []


def _spread(known: list[Row], rule: str, direction: int) -> list[Row]:
    """One row a year; a reduction becomes an index that falls from 100, and back."""
    index, inclusive = rule == "reduction", rule not in STRICT
    last = known[-1]
    target = None if last["target"] is None else float(last["target"])
    values = [100 - row["value"] if index else row["value"] for row in known]
    if min(values) <= 0:
        return []
    due = last["due_year"] or last["year"]
    years = [row["year"] for row in known]
    lines = outlook(years, values, int(max(due, last["year"] + YEARS_AHEAD)))
    goal = 100 - target if index and target is not None else target
    made: list[Row] = []
    for year in next(iter(lines.values()), {}):
        spread = outlook_range(lines, year, goal, -1 if index else direction, inclusive)
        if spread is not None:
            low, high = (100 - spread.high, 100 - spread.low) if index else (spread.low, spread.high)
            start = float(last["value"])
            told = (year, start, low, high, spread.methods, spread.reaching, spread.share)
            made.append(dict(zip(COLUMNS, told, strict=True)))
    return made
