"""A sheet on its way into records: its layout, what stands outside its table, the findings so far."""

from dataclasses import dataclass, field

from data.ingest.cells.grid import column_letter
from data.ingest.findings import Finding
from data.ingest.gathered import Gathered
from data.ingest.records import Cellvalue
from data.ingest.tables.recognise import Layout
from data.ingest.words.notes import is_foot
from data.ingest.words.periods import Period
from data.ingest.words.quantities import conversion
from data.ingest.words.report_days import period_named
from data.ingest.words.unit_lines import Above, units_above
from data.ingest.words.units import key
from data.plan.model import Column


@dataclass
class Sense:
    """What one sheet says outside its table: a period in the title, the units of a line or a title."""

    period: Period | None = None
    title: str = ""
    above: Above = field(default_factory=Above)

    def unit_of(self, column: Column) -> str:
        """The unit written above the table for a column, '' where none is of its kind."""
        names = (column.heading, *column.aliases)
        own = [unit for name in names if (unit := self.above.others.get(key(name)))]
        return next((u for u in (*own, *self.above.units) if conversion(u, column.unit) is not None), "")


@dataclass
class Reading:
    """A sheet being read: its layout, the sense of its title, and the findings so far (how many: `told`)."""

    layout: Layout
    sense: Sense
    findings: Gathered = field(default_factory=Gathered)
    carried: Period | None = None
    factors: dict[str, float] = field(default_factory=dict)
    told: int = 0
    fixed: dict[str, Cellvalue] = field(default_factory=dict)

    def add(
        self, rule: str, row: int, column: Column, expected: str = "", found: str = "", offer: str = ""
    ) -> None:
        """Notes a finding at the cell of a column."""
        letter = (
            column_letter(self.layout.columns[column.field]) if column.field in self.layout.columns else "A"
        )
        self.told += 1
        sheet, cell = self.layout.sheet.name, self.layout.said_at.get(column.field) or f"{letter}{row}"
        if not self.findings.count(rule, sheet, column.heading, cell):
            self.findings.append(Finding(rule, sheet, cell, expected, found, column.heading, offer))


def sense_of(layout: Layout) -> Sense:
    """The period and unit written above the headings (or in the sheet's name)."""
    texts = [
        str(value)
        for row, line in layout.sheet.lines.items()
        if row < layout.first_heading_row
        for _, value in sorted(line.items())
        if isinstance(value, str)
    ]
    sense = Sense(above=units_above(texts, layout.sheet.name))
    for text in [*texts, layout.sheet.name]:
        if sense.period is None and not is_foot(text):
            sense.period = period_named(text)
            sense.title = text if sense.period else ""
    return sense
