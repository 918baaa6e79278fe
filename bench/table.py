"""One line a figure: what, the floor, a usual page, ours, their ratio, the budget, and whether it is held."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

HEADINGS = ("what", "floor", "usual", "ours", "ratio", "budget", "held")


@dataclass(frozen=True)
class Line:
    """A figure: `ratio` is what the `budget` is about; without a budget it is told and not judged."""

    what: str
    ours: float
    unit: str = "ms"
    floor: float | None = None
    usual: float | None = None
    ratio: float | None = None
    budget: float | None = None
    of_ratio: bool = True

    @property
    def held(self) -> bool | None:
        """Whether the budget is held; None where there is none."""
        if self.budget is None:
            return None
        judged = self.ratio if self.of_ratio else self.ours
        return judged is not None and judged <= self.budget

    def cells(self) -> list[str]:
        """The line as it is printed."""
        sign = "×" if self.of_ratio else self.unit
        budget = "" if self.budget is None else f"≤ {self.budget:g} {sign}"
        held = {True: "held", False: "MISSED", None: ""}[self.held]
        numbers = [written(value) for value in (self.floor, self.usual, self.ours)]
        return [self.what, *numbers[:2], f"{numbers[2]} {self.unit}", written(self.ratio, 3), budget, held]

    def told(self) -> dict[str, Any]:
        """The line as it lies in the JSON."""
        return asdict(self) | {"held": self.held}


def written(value: float | None, digits: int = 1) -> str:
    """A figure, or nothing."""
    return "" if value is None else f"{value:,.{digits}f}"


def printed(lines: Sequence[Line]) -> str:
    """The whole table."""
    rows = [list(HEADINGS), *(line.cells() for line in lines)]
    wide = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(wide[place]) if place in (0, 5, 6) else cell.rjust(wide[place])
            for place, cell in enumerate(row)
        ).rstrip()
        for row in rows
    )


def p95(times: Sequence[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(times)
    return ordered[int(0.95 * (len(ordered) - 1))]


def takes(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile, milliseconds."""
    return {
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(p95(times), 1),
        "runs": len(times),
    }
