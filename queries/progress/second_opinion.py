"""Asks for the second opinion on a statement: progress by compound growth beside the plan's own answer."""

import math
from collections.abc import Sequence
from typing import Any

from data.plan import plan
from queries.methods.progress import Progress, cagr_progress
from queries.progress.trend_until import trend_until
from queries.question import Row

GOING_WELL = frozenset({"target_achieved", "substantial_progress"})  # of the second opinion's own words
GOING_BADLY = frozenset({"moderate_progress", "limited_progress", "deterioration"})


def second_opinion(
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
) -> Row | None:
    """What the method says of the newest value up to `period`; None without value, base or target.

    `trend` are the rows of indicator_trend for the same place, where the caller has them.

    None too where the plan says that growth does not compound (`compounds`): narratives, peaks, budgets,
    bands, a count of few.
    ratio_percent is observed over required yearly growth in percent (None where undefined), score −5 … 5,
    agrees is None when one of the two answers says nothing. A reduction is fed as an index (base = 100).
    Source: docs/methods.md, "Second opinion".
    """
    if not plan().statements[statement].compounds:
        return None
    where = {"region": region, "sector": sector, "basis": basis, "snapshot": snapshot}
    rows = trend_until(trend, period, statement, **where)
    row = rows[-1] if rows else {}
    found = _judge(row, rule, direction) if row else None
    if found is None:
        return None
    ratio = None if found.ratio is None else found.ratio * 100
    return {
        "period": row["period"],
        "ratio_percent": ratio,
        "score": found.score,
        "status": found.status,
        "plan_status": row["status"],
        "agrees": _agree(str(row["status"]), found.status),
    }


def _judge(row: dict[str, Any], rule: str, direction: int) -> Progress | None:
    base, value, target = (_number(row[name]) for name in ("base_value", "value", "target"))
    years = [_number(row[name]) for name in ("base_year", "due_year")]
    if base is None or value is None or target is None or years[0] is None or years[1] is None:
        return None
    if years[1] <= years[0]:
        return None
    # A January-to-date rate speaks for its year; a count stands at its date.
    now = row["year"] + row["month"] / 12 - 1 if rule == "count" else float(row["year"])
    if rule == "reduction":
        base, value, target, direction = 100.0, 100.0 - value, 100.0 - target, -1
    return cagr_progress(base, years[0], value, now, target, years[1], direction)


def _number(value: Any) -> float | None:
    """A float, or None for everything that is no finite number."""
    if value is None or not math.isfinite(value):
        return None
    return float(value)


def _agree(plan_status: str, other: str) -> bool | None:
    """Whether both say it goes well, or both that it does not."""
    ours = plan().statuses.get(plan_status)
    if ours is None or not (ours.good or ours.wanting) or other not in GOING_WELL | GOING_BADLY:
        return None
    return ours.good == (other in GOING_WELL)
