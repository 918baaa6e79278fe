"""Keeps made specifications from one start to the next: making all of them takes longer than all else."""

import hashlib
import json
import os
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "artefacts" / "charts.json"
# whatever a specification is made of: the kinds, words and colours, and what the plan draws (the map)
MADE_OF = ("pages/charts", "pages/speech", "data/plan")
Specs = dict[str, dict[str, Any]]


def mark() -> str:
    """What tells one state of the program from another: the files that specifications are made of."""
    total = hashlib.sha256(version("altair").encode())
    for folder in MADE_OF:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def read(place: Path = PLACE) -> Specs:
    """The specifications of this state of the program by name; none where others or none are kept."""
    try:
        kept = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return {}
    found: Specs = kept["specs"] if isinstance(kept, dict) and kept.get("made_of") == mark() else {}
    return found


def write(specs: Mapping[str, Mapping[str, Any]], place: Path = PLACE) -> bool:
    """Keeps specifications for the next start; False where they cannot be: then it makes them anew."""
    draft = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        draft.write_text(
            json.dumps({"made_of": mark(), "specs": specs}, ensure_ascii=False), encoding="utf-8"
        )
        draft.replace(place)
    except OSError:
        return False
    return True
