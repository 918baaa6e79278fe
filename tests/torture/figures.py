"""What a part of the torture did and found: counts, failures, worst times; printed as one table."""

import unicodedata
from dataclasses import dataclass, field
from enum import Enum


class Scale(Enum):
    """How much is done: a short form inside the suite, the usual one, the full one."""

    SHORT = 0
    USUAL = 1
    LONG = 2

    def of(self, short: int, usual: int, long: int) -> int:
        """The count of this scale."""
        return (short, usual, long)[self.value]


@dataclass(frozen=True)
class Line:
    """One line of the table: what was done, how often, how often it failed, what was measured beside."""

    what: str
    done: int
    failed: int = 0
    told: str = ""


@dataclass
class Figures:
    """The figures of one part and the failures in words; `wanted` are counts that must be reached."""

    name: str
    lines: list[Line] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0

    def add(self, what: str, done: int, failures: list[str] | None = None, told: str = "") -> None:
        """A line, and its failures in words."""
        self.lines.append(Line(what, done, len(failures or []), told))
        self.failures += [f"{self.name}: {what}: {failure}" for failure in failures or []]

    def need(self, what: str, got: int, wanted: int) -> None:
        """A count that must be reached, or the run proves nothing."""
        if got < wanted:
            self.failures.append(f"{self.name}: {what}: only {got}, wanted {wanted}")


def wide(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def table(found: list[Figures]) -> str:
    """All figures as one table, with every failure (the first forty of a part) below."""
    rows = [("part", "what", "done", "failed", "told")]
    for part in found:
        rows += [(part.name, line.what, str(line.done), str(line.failed), line.told) for line in part.lines]
        verdict = "all held" if not part.failures else f"{len(part.failures)} FAILED"
        rows.append((part.name, "in all", "", "", f"{part.seconds:.0f} s, {part.cpu:.0f} s CPU, {verdict}"))
    widths = [max(wide(row[place]) for row in rows) for place in range(4)]
    lines = [
        "  ".join([*(cell + " " * (widths[n] - wide(cell)) for n, cell in enumerate(row[:4])), row[4]])
        for row in rows
    ]
    told = [failure for part in found for failure in part.failures[:40]]
    return "\n".join([*(line.rstrip() for line in lines), *(["", "failures:"] if told else []), *told])
