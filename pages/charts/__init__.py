"""Charts: one file per kind with its specification and its rows, one theme, one palette."""

from pages.charts import (
    bars,
    budgets,
    county_map,
    dumbbell,
    free_lines,
    members,
    multiples,
    outlook,
    outpace,
    peak,
    steps,
    trend,
    waterfall,
)
from pages.charts.kinds import KINDS, spec, warm_up
from pages.charts.sent import sent
from pages.charts.telling import tells

__all__ = [
    "KINDS",
    "bars",
    "budgets",
    "county_map",
    "dumbbell",
    "free_lines",
    "members",
    "multiples",
    "outlook",
    "outpace",
    "peak",
    "sent",
    "spec",
    "steps",
    "tells",
    "trend",
    "warm_up",
    "waterfall",
]
