"""Finds the table of form 205-1 in a sheet and reads its lines, one energy each."""

import csv
from dataclasses import dataclass, field
from functools import cache

from data import places
from data.ingest.cells.grid import Sheet, address, written
from data.ingest.checks.arithmetic import variety
from data.ingest.official_forms.energies import Seen, energy_of, number, scale_of
from data.ingest.official_forms.heads import Head, heads_of
from data.ingest.tables.recognise import filled
from data.ingest.words.names import squeeze
from data.ingest.words.quantities import quantity

CORNER = "能源名称"
QUANTITIES = (
    "opening", "purchased", "used", "industrial", "feedstock", "other", "transport", "closing",
)  # fmt: skip
COEFFICIENTS = ("adopted", "reference")


@dataclass(frozen=True)
class Form:
    """Where the table lies: its first heading row, its first line, the column of each field."""

    sheet: Sheet
    heading_row: int
    first_row: int
    columns: dict[str, int]

    def cell(self, row: int, name: str) -> str:
        """The address of a field in a line; of the line's first cell when the field has no column."""
        return address(row, self.columns.get(name, 1))


@dataclass
class Line:
    """One line: its energy, its row, the numbers in the plan's unit of that energy (None where blank)."""

    energy: str
    row: int
    values: dict[str, float | None]

    def value(self, name: str) -> float | None:
        """A number of the line, or None."""
        return self.values.get(name)

    @property
    def coefficient_from(self) -> str:
        """The field the coefficient is taken from: the enterprise's own wins over the reference one."""
        return "adopted" if self.value("adopted") or not self.value("reference") else "reference"

    @property
    def coefficient(self) -> float | None:
        """Tonnes of standard coal per unit, or None where the form has none."""
        return self.value(self.coefficient_from) or None


@dataclass
class Table:
    """All lines of a table, and the stated total of standard coal (line 40) with its row."""

    lines: list[Line] = field(default_factory=list)
    total: tuple[int, float] | None = None


@cache
def known_headings() -> dict[str, str]:
    """Every squeezed heading, and every sign of the line of ordinals, to its field."""
    with (places.plan() / "forms" / "form_205_1.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = {squeeze(text): row["field"] for row in rows for text in row["headings"].split("|")}
    return found | {f"#{row['ordinal']}": row["field"] for row in rows}


def form_of(sheet: Sheet) -> Form | None:
    """The form in a sheet, or None: 能源名称, consumption and two of purchases and stocks are its marks."""
    if CORNER not in map(squeeze, filled(sheet).values()):
        return None  # most sheets: nothing more is looked at
    return next((found for head in heads_of(sheet) if (found := of_head(head))), None)


def of_head(head: Head) -> Form | None:
    """The form that a heading is of, or None."""
    columns = by_words(head)
    ordinals = head.first_row - 1
    if "energy" in columns and written(head.sheet.cells.get((ordinals, columns["energy"]))).strip() == "甲":
        for name, column in numbered(head.sheet, ordinals).items():
            if column not in columns.values():
                columns.setdefault(name, column)
    marks = {"opening", "closing", "purchased"} & set(columns)
    if not {"energy", "used"} <= set(columns) or len(marks) < 2:
        return None
    named = range(head.first_heading_row, head.first_row)
    said = ((row, head.sheet.seen(row, columns["energy"])) for row in named)
    top = next((row for row, text in said if isinstance(text, str) and squeeze(text) == CORNER), named.start)
    return Form(head.sheet, top, head.first_row, columns)  # a line of the sender's may touch the heading


def by_words(head: Head) -> dict[str, int]:
    """The column of each field by its heading, from the longest path of merged headings to the leaf."""
    columns: dict[str, int] = {}
    for column, heading in head.columns.items():
        name = next((known_headings()[way] for way in heading.ways() if way in known_headings()), "")
        if name:
            columns.setdefault(name, column)
    return columns


def numbered(sheet: Sheet, row: int) -> dict[str, int]:
    """The column of each field by the line of ordinals (甲 乙 丙 1 … 10 丁)."""
    found: dict[str, int] = {}
    for column in range(1, sheet.last_column + 1):
        sign = squeeze(written(sheet.cells.get((row, column))))
        if name := known_headings().get(f"#{sign}"):
            found.setdefault(name, column)
    return found


def lines_of(form: Form, seen: Seen) -> Table:
    """Every line with a known energy; a line nobody knows is a finding when it holds a quantity."""
    table = Table()
    for row in range(form.first_row, form.sheet.last_row + 1):
        label = form.sheet.cells.get((row, form.columns.get("energy", 1)))
        if not isinstance(label, str) or not label.strip():
            continue
        used = form.sheet.cells.get((row, form.columns["used"]))
        code = written(form.sheet.cells.get((row, form.columns.get("code", 0)))).strip()
        if squeeze(label).startswith("能源合计") or code == "40":
            stated = number(seen, used, form.cell(row, "used"), "能源合计", "吨标准煤")
            table.total = None if stated is None else (row, stated)
        elif (energy := energy_of(label)) is not None:
            table.lines.append(line_of(form, row, energy, seen))
        elif (stated := quantity(used, None).value) is not None and stated:
            seen.unknown_energy(form.cell(row, "energy"), f"{stated:g}", label.strip())
    return table


def line_of(form: Form, row: int, energy: str, seen: Seen) -> Line:
    """The numbers of a line, in the plan's unit of its energy."""
    own = variety(energy)
    unit = written(form.sheet.spoken(row, form.columns.get("unit", 0))).strip()
    scale = scale_of(seen, energy, unit, form.cell(row, "unit")) or 1.0
    values: dict[str, float | None] = {}
    for name in (*QUANTITIES, *COEFFICIENTS):
        if name not in form.columns:
            continue
        raw = form.sheet.cells.get((row, form.columns[name]))
        counted = (own["unit"], scale) if name in QUANTITIES else (None, 1 / scale)
        values[name] = number(seen, raw, form.cell(row, name), own["name"], *counted)
    return Line(energy, row, values)
