"""The kinds of charts there are, each made into a specification once per language and medium.

The rows come separately, as Arrow, from the `data` of the kind. No Streamlit here: the same kinds are
drawn on the screen and on paper. Altair's own checks are slow and the answer never changes, so they are
left to the tests, which hold every specification against Vega-Lite's schema.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from pages.charts import (
    bars,
    budgets,
    county_map,
    dumbbell,
    free_lines,
    kept,
    members,
    multiples,
    outlook,
    outpace,
    peak,
    steps,
    trend,
    waterfall,
)
from pages.charts.grammar import alt
from pages.charts.theme import Medium, Theme, theme
from pages.speech.catalogue import LANGUAGES

Spec = dict[str, Any]
BUILDERS: dict[str, Callable[[str, Theme], alt.LayerChart]] = {
    "trend": trend.spec,
    "bars": bars.spec,
    "steps": steps.spec,
    "waterfall": waterfall.spec,
    "map": county_map.spec,
    "outlook": outlook.spec,
    "dumbbell": dumbbell.spec,
    "budgets": budgets.spec,
    "members": members.spec,
    "outpace": outpace.spec,
    "peak": peak.spec,
    "multiples": multiples.spec,
    "counties": multiples.tall,
    "free-lines": free_lines.spec,
}
KINDS = tuple(BUILDERS)


MADE: dict[str, Spec] = {}


def _made(kind: str, tongue: str, medium: Medium) -> Spec:
    with importlib.import_module("altair.utils.schemapi").debug_mode(False):
        look = theme(medium)
        config = look.settings().to_dict(validate=False)
        chart = BUILDERS[kind](tongue, look)
        made: Spec = chart.to_dict(validate=False, context={"data": None})  # the rows come separately
    # said here and not to the chart, which would copy all its layers for it
    return made | {
        "autosize": {
            "type": "fit-x" if isinstance(chart.height, alt.Step) else "fit",
            "contains": "padding",
        },
        "padding": {"left": 4, "right": 4, "top": 20, "bottom": 4},
        "usermeta": {"embedOptions": {"renderer": "svg"}},
        "config": config,
    }


def spec(kind: str, tongue: str = "zh", medium: Medium = "screen") -> Spec:
    """The specification of one of KINDS without data; shared, so never change it in place."""
    name = f"{kind} {tongue} {medium}"
    if name not in MADE:
        MADE[name] = _made(kind, tongue, medium)
    return MADE[name]


def are_kept() -> bool:
    """Whether every specification of the screen is ready, here or as an earlier process kept it."""
    if not MADE:
        MADE.update(kept.read())
    return all(f"{kind} {tongue} screen" in MADE for kind in KINDS for tongue in LANGUAGES)


def warm_up() -> None:
    """Has every specification of the screen ready, so that no visitor waits: as kept, else made and kept."""
    if are_kept():
        return
    for kind in KINDS:
        for tongue in LANGUAGES:
            spec(kind, tongue)
    kept.write({name: MADE[name] for name in MADE if name.endswith(" screen")})
