"""Draws a chart as SVG on the server: the same specification and rows, without a browser."""

import copy
import datetime as dt
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import vl_convert

from pages.charts.kinds import spec
from pages.charts.theme import Medium

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
KEPT = 512  # drawings a process keeps: some 12 kB each


def svg(
    kind: str, tongue: str, data: pa.Table, width: int, height: int | None = None, medium: Medium = "screen"
) -> str:
    """The drawing of one kind, `width` (and `height`, else the kind's own) in px; kept."""
    rows = json.dumps(data.to_pylist(), ensure_ascii=False, default=_written, separators=(",", ":"))
    return _drawn(kind, tongue, medium, width, height, rows)


@lru_cache(maxsize=KEPT)
def _drawn(kind: str, tongue: str, medium: Medium, width: int, height: int | None, rows: str) -> str:
    _fonts()
    made: dict[str, Any] = copy.deepcopy(spec(kind, tongue, medium))
    made |= {"data": {"values": json.loads(rows)}, "width": width}
    if height is not None:
        made["height"] = height
    return str(vl_convert.vegalite_to_svg(made, allowed_base_urls=[]))


@cache
def _fonts() -> None:
    """The font that set-up installs, for machines that have no Chinese one."""
    vl_convert.register_font_directory(str(FONTS))


def _written(value: object) -> str:
    """A day as Vega reads it. Raises TypeError for anything else."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    raise TypeError(f"no chart has a {type(value).__name__}")
