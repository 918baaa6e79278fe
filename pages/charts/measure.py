"""How the values of one chart are written, and how a row is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pages.speech import figures
from pages.speech.figures import missing

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Measure:
    """How values of one chart are written."""

    unit: str
    decimals: int = 1
    language: str = "zh"

    def write(self, value: float | None) -> str:
        return figures.number(value, self.unit, self.decimals, self.language)


def value_of(row: Row, field: str = "value") -> float | None:
    """The number in a field; None where there is none."""
    found = row.get(field)
    return None if missing(found) else float(found)  # type: ignore[arg-type]


def is_demo(row: Row) -> bool:
    """Whether the row is demonstration data."""
    return row.get("grade") == "demo"
