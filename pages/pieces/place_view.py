"""What the frames of places, departments and scores share: snapshot, day, source, heights, names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.plan import plan
from pages.pieces.tables import Height
from pages.speech import figures, words
from pages.speech.about import About

Rows = list[dict[str, Any]]
LONG = 8
SPREAD = 320  # longer tables scroll inside this height


@dataclass(frozen=True)
class View:
    """What every frame of these pages shares; `as_of` is already in the visitor's language."""

    snapshot: str
    as_of: str
    source: str

    def about(self, title: str, measure: str, grades: Sequence[str] = ()) -> About:
        return About(
            title=title,
            measure=measure,
            source=self.source,
            snapshot=self.snapshot,
            as_of=self.as_of,
            grades=grades,
        )


def height(frame: pd.DataFrame) -> Height:
    """Long tables scroll inside themselves."""
    return SPREAD if len(frame) > LONG else "auto"


def said(row: dict[str, Any], field: str) -> str:
    """A name that comes with the data in the visitor's language."""
    found = words.pick(row[field], row[f"{field}_en"])
    return "" if figures.missing(found) else found


def full_name(code: str) -> str:
    """The department's whole name, for sentences."""
    known = plan().departments.get(code)
    return code if known is None else words.pick(known.name, known.name_en)
