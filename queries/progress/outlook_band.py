"""Asks how far a statement's years would carry on: the spread of four simple methods, year by year."""

from collections.abc import Mapping, Sequence

from data.plan import plan
from queries.methods.outlook import Forecasts, outlook, outlook_range
from queries.progress.trend_until import trend_until
from queries.question import Row

YEARS_AHEAD = 2  # how far to look when the due year has passed
STRICT = frozenset({"above", "outpace"})  # the number itself does not count as met
AT_A_DAY = frozenset({"count", "coverage"})  # stands at its date, so that the running year speaks too
NOTHING_DUE = "not_applicable"
COLUMNS = ("year", "start", "start_period", "low", "high", "methods", "reaching", "share")


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
    trend: Sequence[Row] | None = None,
) -> list[Row]:
    """One row of COLUMNS per year after the last one told up to `period`, in the unit of the statement.

    `trend` are the rows of indicator_trend for the same place, where the caller has them.

    `start` is the newest value known and `start_period` when it was; low and high never leave the natural
    limits that the plan gives the statement, and of a count they are whole; `reaching` of `methods` methods
    keep the target, `share` in percent (None without a target). Empty where the plan carries nothing forward
    (judgements, budgets, a count of few), where nothing is due, with fewer than four years or a value not
    above 0. A reduction is carried forward as an index (base = 100). Source: docs/methods.md, "Second opinion
    and outlook".
    """
    own = plan().statements[statement]
    if not own.carried_forward:
        return []
    where = {"region": region, "sector": sector, "basis": basis, "snapshot": snapshot}
    rows = trend_until(trend, period, statement, **where)
    if not rows or rows[-1]["status"] == NOTHING_DUE:
        return []
    known = [row for row in rows if row["value"] is not None and row["status"] != NOTHING_DUE]
    # what is counted from another base year is another line
    known = [row for row in known if row["base_year"] == rows[-1]["base_year"]]
    years = {row["year"]: row for row in known if rule in AT_A_DAY or row["month"] == 12}
    return _spread(list(years.values()), known[-1], rule, direction, own.limits) if years else []


def _spread(
    years: list[Row], newest: Row, rule: str, direction: int, limits: Mapping[str, float]
) -> list[Row]:
    """One row a year; a reduction becomes an index that falls from 100, and back."""
    index, last = rule == "reduction", years[-1]
    values = [round(100 - row["value"] if index else row["value"], 9) for row in years]
    if min(values) <= 0:
        return []
    due = last["due_year"] or last["year"]
    until = int(max(due, last["year"] + YEARS_AHEAD))
    lines = _within(outlook([row["year"] for row in years], values, until), index, limits)
    # of a band there is no line to reach
    target = None if last["target"] is None or rule == "band" else float(last["target"])
    made: list[Row] = []
    for year in next(iter(lines.values()), {}):
        spread = outlook_range(lines, year, target, direction, rule not in STRICT)
        if spread is not None:
            opening = (float(newest["value"]), newest["period"])
            # nobody counts parts of a factory
            low, high = (round(end) if rule == "count" else end for end in (spread.low, spread.high))
            told = (year, *opening, low, high, spread.methods, spread.reaching, spread.share)
            made.append(dict(zip(COLUMNS, told, strict=True)))
    return made


def _within(lines: Forecasts, index: bool, limits: Mapping[str, float]) -> Forecasts:
    """The forecasts in the unit of the statement, each held inside what can exist."""
    lowest, highest = limits.get("lowest", float("-inf")), limits.get("highest", float("inf"))
    return {
        method: {
            year: min(max(100 - value if index else value, lowest), highest) for year, value in line.items()
        }
        for method, line in lines.items()
    }
