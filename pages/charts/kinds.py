"""The kinds of charts there are, each made into a specification once per language and medium.

The rows come separately, as Arrow, from the `data` of the kind. No Streamlit here: the same kinds are
drawn on the screen and on paper. Altair's own checks are slow and the answer never changes, so they are
left to the tests, which hold every specification against Vega-Lite's schema.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterator
from typing import Any

from pages.charts import (
    bars,
    budgets,
    coming,
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
COMING: list[coming.Coming] = []  # the process that makes what is not in MADE, where one was begun


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
    """The specification of one of KINDS without data; shared, so never change it in place.

    Where another process is making it this waits for it.
    """
    name = f"{kind} {tongue} {medium}"
    for one in COMING if name not in MADE and medium == "screen" else ():
        one.wait(name)
    if name not in MADE:
        MADE[name] = _made(kind, tongue, medium)
    return MADE[name]


def are_kept() -> bool:
    """Whether every specification of the screen is ready, here or as an earlier process kept it."""
    if not MADE:
        MADE.update(kept.read())
    return all(f"{kind} {tongue} screen" in MADE for kind in KINDS for tongue in LANGUAGES)


def begin() -> None:
    """Has another process make them all where none are kept; before anything else of this module is asked."""
    if not are_kept():
        try:
            COMING.append(coming.Coming(MADE))
        except OSError as fault:
            logging.getLogger(__name__).warning("charts are made by the server itself: %s", fault)


def warm_up() -> None:
    """Has every specification of the screen ready, as kept or else made and kept, unless they are coming."""
    if not are_kept() and not COMING:
        for _ in all_of_the_screen():
            pass
        keep()


def all_of_the_screen() -> Iterator[tuple[str, Spec]]:
    """Every specification of the screen with its name, made as it is asked for; one language first."""
    for tongue in LANGUAGES:
        for kind in KINDS:
            yield f"{kind} {tongue} screen", spec(kind, tongue)


def keep() -> None:
    """Writes those of the screen for the next start."""
    kept.write({name: MADE[name] for name in MADE if name.endswith(" screen")})
