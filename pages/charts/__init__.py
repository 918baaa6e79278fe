"""Charts: one file per kind with its specification and its rows, one theme, one palette."""

from pages.charts import bars, county_map, free_lines, outlook, steps, trend, waterfall
from pages.charts.kinds import KINDS, spec, warm_up
from pages.charts.telling import tells

__all__ = [
    "KINDS",
    "bars",
    "county_map",
    "free_lines",
    "outlook",
    "spec",
    "steps",
    "tells",
    "trend",
    "warm_up",
    "waterfall",
]
