"""What is true of a sheet: our own sheets cell by cell in a csv, a folder of examples in its JSON files."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import scored_sheets

OWN = Path(__file__).with_name("truth")


@dataclass(frozen=True)
class Cell:
    """One number: names that must stand in its path, unit and period; None where the truth says nothing."""

    cell: str
    value: float
    names: list[str]
    unit: str | None = None
    period: str | None = None


@dataclass
class Truth:
    """A file and what must become of it; `must_not` None says that only the listed cells are numbers.

    `sheet` is the one that the truth speaks of, None where there is only one.
    """

    name: str
    content: bytes
    refused: bool = False
    cells: list[Cell] = field(default_factory=list)
    must_not: set[str] | None = None
    sheet: str | None = None

    def stray(self, cell: str) -> bool:
        """Whether a cell that was read is no number of this sheet."""
        if self.must_not is None:
            return cell not in {known.cell for known in self.cells}
        return cell in self.must_not


def own() -> Iterator[Truth]:
    """Our own sheets; one without a file of truth must be refused."""
    for name, content in scored_sheets.sheets():
        told = OWN / f"{name.rpartition('.')[0]}.csv"
        yield Truth(name, content, not told.exists(), list(cells_of(told)) if told.exists() else [])


def cells_of(path: Path) -> Iterator[Cell]:
    """The lines of a file of truth: cell, value, names (with | between), unit, period."""
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            names = line["names"].split("|")
            yield Cell(line["cell"], float(line["value"]), names, line["unit"], line["period"])


def examples(folder: Path) -> Iterator[Truth]:
    """The files of a folder with `truth/*.json` beside them; only what names numbers or a refusal."""
    for path in sorted((folder / "truth").glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(told, dict) or told.get("expect") not in ("import", "refuse"):
            continue
        file = next((folder / "files").glob(f"{told['id']}.*"))
        cells = [
            Cell(
                each["cell"],
                each["value"],
                each["row"][-1:],
                each["unit"],
                each["period"] and each["period"].split()[0].removesuffix("-12"),
            )
            for each in told["cells"]
        ]
        must_not = {each["cell"] for each in told["must_not"] if each.get("cell")}
        yield Truth(file.name, file.read_bytes(), told["expect"] == "refuse", cells, must_not, told["sheet"])
