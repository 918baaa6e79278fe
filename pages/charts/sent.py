"""Specifications as a browser is sent them: what layers share is said once, and outlines have an address.

Every click sends the specification of every chart whose rows it changes. Vega-Lite draws the layers of a
chart on common scales and axes, and takes what one layer says of them for all: others need not say it again.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pages.charts import county_map
from pages.charts.kinds import Spec, spec

# What a later layer may leave unsaid, channel by channel. Not all of it: without its `values` an axis counts
# its ticks itself, and without its title it gets one.
SHARED = {
    "axis": (
        "domain", "grid", "gridColor", "gridOpacity", "labelExpr", "labelOverlap", "labels", "maxExtent",
        "minExtent", "tickMinStep", "ticks", "zindex",
    ),
    "scale": ("domain", "nice", "padding", "range", "zero"),
}  # fmt: skip
OUTLINES = "county-outlines"  # how the address of the outlines begins (setup/gate/routes.py)


@cache
def sent(kind: str, tongue: str) -> Spec:
    """The specification of one of KINDS for the screen; shared, so never change it in place."""
    made = _without_outlines(spec(kind, tongue))
    said: dict[tuple[str, str, str], Any] = {}
    for layer in _layers(made):
        for channel, told in layer.get("encoding", {}).items():
            for part, names in SHARED.items():
                _once(channel, part, told, names, said)
    return made


def _layers(of: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in of.get("layer", ()):
        yield layer
        yield from _layers(layer)


def _once(
    channel: str,
    part: str,
    told: dict[str, Any],
    names: tuple[str, ...],
    said: dict[tuple[str, str, str], Any],
) -> None:
    """Takes out of a channel's axis or scale what an earlier layer has said of it in the same words."""
    held = told.get(part)
    if not isinstance(held, dict):
        return
    for name in [name for name in names if name in held]:
        key = (channel, part, name)
        if key not in said:
            said[key] = held[name]
        elif said[key] == held[name]:
            del held[name]


def _without_outlines(made: Spec) -> Spec:
    """A copy, in which the outlines of the counties are a file that the browser keeps."""
    named = False

    def copied(one: Any) -> Any:
        nonlocal named
        if isinstance(one, list):
            return [copied(part) for part in one]
        if not isinstance(one, dict):
            return one
        if one.get("name") == county_map.COUNTIES and "values" in one:
            again, named = named, True
            return {"name": county_map.COUNTIES} | ({} if again else _fetched(one))
        return {name: copied(part) for name, part in one.items()}

    found: Spec = copied(made)
    return found


def _fetched(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"url": address(), "format": {"type": "json", **data["format"]}}


def address() -> str:
    """The address of the outlines beside that of any page: it changes with what they are."""
    return f"{OUTLINES}-{zlib.crc32(outlines()):08x}.json"


@cache
def outlines() -> bytes:
    """Where the counties lie, and the frames of the map, as JSON."""
    return json.dumps(county_map.outlined(), separators=(",", ":")).encode()


@cache
def outlines_packed() -> bytes:
    """The same, as gzip."""
    return gzip.compress(outlines(), mtime=0)
