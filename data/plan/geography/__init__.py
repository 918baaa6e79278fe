"""Outlines of the counties; the file names its own source and caveat."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("liuzhou.geojson")


@cache
def features() -> list[dict[str, Any]]:
    """GeoJSON features with `id` = region code and `properties.label` = [longitude, latitude] of the name."""
    found: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    return found
