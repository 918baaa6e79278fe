"""Reads a sheet as any statistical table and counts what of its truth was read right."""

from dataclasses import dataclass
from typing import Any

from data.ingest.child import ask
from data.ingest.findings import Refused
from tests.score.truth import Truth

CLOSE = 1e-6  # a value is right when it is no further from the truth than this share of it


@dataclass
class Score:
    """Counts of one sheet, or of many added up; `total` of each is what could have been right."""

    values: int = 0
    units: int = 0
    periods: int = 0
    total_values: int = 0
    total_units: int = 0
    total_periods: int = 0
    stray: int = 0
    refused: int = 0
    total_refused: int = 0

    def __add__(self, other: "Score") -> "Score":
        """The counts of both."""
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    def line(self) -> str:
        """The counts in one line."""
        return (
            f"values {self.values}/{self.total_values}  units {self.units}/{self.total_units}  "
            f"periods {self.periods}/{self.total_periods}  stray {self.stray}  "
            f"refused {self.refused}/{self.total_refused}"
        )


def scored(truth: Truth) -> tuple[Score, list[str]]:
    """The counts of one sheet, and in words what was not right."""
    try:
        answer = ask.run_here("tidied", truth.content, {"name": truth.name})[0]["records"]
    except Refused as refusal:
        if truth.refused:
            return Score(refused=1, total_refused=1), []
        return counted(truth, {}, [f"refused: {refusal.finding.message('zh')}"])
    if truth.refused:
        return Score(total_refused=1), [f"not refused: {len(answer)} numbers"]
    of_sheet = [record for record in answer if truth.sheet in (None, record["sheet"])]
    return counted(truth, {record["cell"]: record for record in of_sheet}, [])


def counted(truth: Truth, found: dict[str, dict[str, Any]], wrong: list[str]) -> tuple[Score, list[str]]:
    """What was found against the truth, cell by cell."""
    score = Score()
    for cell in truth.cells:
        record = found.get(cell.cell)
        near = record is not None and abs(record["value"] - cell.value) <= CLOSE * max(1, abs(cell.value))
        named = near and record is not None and same_names(cell.names, [*record["row"], *record["col"]])
        score.total_values += 1
        score.values += bool(named)
        if not named:
            wrong.append(f"{cell.cell}: {cell.value:g} {cell.names} was read as {told(record)}")
        for what, total in (("unit", "total_units"), ("period", "total_periods")):
            wanted = getattr(cell, what)
            if wanted is None:
                continue
            right = named and record is not None and squeezed(record[what]) == squeezed(wanted)
            setattr(score, total, getattr(score, total) + 1)
            setattr(score, f"{what}s", getattr(score, f"{what}s") + bool(right))
            if named and not right:
                wrong.append(f"{cell.cell}: {what} {wanted} was read as {told(record)}")
    strays = [cell for cell in found if truth.stray(cell)]
    score.stray = len(strays)
    wrong += [f"{cell}: stray, read as {told(found[cell])}" for cell in strays]
    return score, wrong


def same_names(wanted: list[str], found: list[str]) -> bool:
    """Whether every name of the truth stands among the names that were read."""
    told = {squeezed(name) for name in found}
    return all(squeezed(name) in told for name in wanted)


def squeezed(text: object) -> str:
    """Text without white space; '' for nothing."""
    return "".join(str(text or "").split())


def told(record: dict[str, Any] | None) -> str:
    """What was read, in a few words."""
    if record is None:
        return "nothing"
    return f"{record['value']:g} {record['row']} {record['col']} {record['unit']} {record['period']}"
