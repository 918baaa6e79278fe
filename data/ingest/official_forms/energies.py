"""Turns what an official form says of one enterprise's energies into records of the energy sheet (S2)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from data import clock, places
from data.ingest.checks.arithmetic import differs, variety
from data.ingest.findings import Finding
from data.ingest.records import Row
from data.ingest.words.aliases import taught
from data.ingest.words.names import squeeze
from data.ingest.words.nearest import nearest, spelled
from data.ingest.words.numbers import shown
from data.ingest.words.periods import Period
from data.ingest.words.quantities import conversion, quantity
from data.ingest.words.units import key, tidy_unit
from data.plan import plan
from data.plan.model import Named

TEMPLATE = "S2"


@dataclass
class Entry:
    """One energy of one enterprise in the unit the plan counts it in; None where the cell is blank."""

    energy: str
    row: int
    quantity: float | None
    cells: dict[str, str]
    coefficient: float | None = None
    feedstock: float | None = None

    def standard(self, basis: str) -> float | None:
        """Its standard quantity in tce; None where no coefficient is known."""
        if not self.quantity:
            return self.quantity
        found = self.coefficient
        if found is None:
            found = plan().coefficient(self.energy, basis)
        return None if found is None else self.quantity * found


@dataclass
class Who:
    """The enterprise a table or a line is about, with the cells that say so."""

    credit_code: str | None = None
    enterprise: str = ""
    region: str = ""
    sector: str = ""
    cells: dict[str, str] = field(default_factory=dict)


@dataclass
class Seen:
    """The findings of one sheet, gathered while it is read."""

    sheet: str
    findings: list[Finding] = field(default_factory=list)

    def add(
        self, rule: str, cell: str, expected: str = "", found: str = "", about: str = "", offer: str = ""
    ) -> None:
        """Notes a finding at a cell."""
        self.findings.append(Finding(rule, self.sheet, cell, expected, found, about, offer))

    def has(self, rule: str, cell: str) -> bool:
        """Whether a finding of a rule was noted at a cell."""
        return any((found.rule, found.cell) == (rule, cell) for found in self.findings)

    def unknown(self, field: str, cell: str, expected: str, said: str, offer: str) -> None:
        """Notes a place or an industry that nobody knows, as a template would, with what it resembles."""
        column = plan().templates[TEMPLATE].column(field)
        assert column is not None
        self.add(f"{field}_unknown", cell, expected, said[:60], column.heading, offer)

    def unknown_energy(self, cell: str, quantity: str, label: str) -> None:
        """Notes an energy that nobody knows, with the one it most resembles, as a template's cell would."""
        column = plan().templates[TEMPLATE].column("energy")
        assert column is not None
        offer = nearest(label, spelled(column.choices))
        self.add("energy_unknown", cell, quantity, label[:40], column.heading, offer)


@cache
def forms() -> dict[str, Named]:
    """The official forms that are recognised as they are, by code."""
    with (places.plan() / "forms" / "forms.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: Named(row["code"], row["name"], row["name_en"]) for row in csv.DictReader(lines)}


@cache
def spellings() -> dict[str, str]:
    """Every squeezed spelling of an energy to its code."""
    return {
        squeeze(spelling): row["code"]
        for row in plan().factors["energies"]
        for spelling in (row["name"], *row["aliases"].split("|"))
        if spelling
    }


def energy_of(text: str) -> str | None:
    """The energy a label names; “其中：” and a number in front are passed over."""
    plain = squeeze(text).removeprefix("其中:").removeprefix("#").lstrip("0123456789.、")
    return spellings().get(plain) or spellings().get(squeeze(text)) or taught_as("energy", text)


def taught_as(field: str, text: str) -> str | None:
    """The code of the word of the energy sheet that a person said a word of a form stands for, or None."""
    template = plan().templates[TEMPLATE]
    column = template.column(field)
    return taught(template, column, text) if column else None


def number(
    seen: Seen, value: object, cell: str, about: str, own: str | None = None, scale: float = 1.0
) -> float | None:
    """A cell's number times `scale`, or in `own` where the cell names a unit; None for a blank.

    Anything else is a finding.
    """
    found = quantity(value, own, scale)
    if found.rule == "footnote_mark":
        seen.add(found.rule, cell, found.expected, found.found, about)
    elif found.value is None and found.rule:
        expected = own or "" if found.rule == "unit_mismatch" else "1234.5"
        seen.add(found.rule, cell, expected, found.found, about)
    return found.value


def scale_of(seen: Seen, energy: str, written: str, cell: str) -> float | None:
    """What a number in the written unit is multiplied by to be in the energy's own; None: not at all."""
    own, written = variety(energy)["unit"], tidy_unit(written)
    if not written or key(written) == key(own):
        return 1.0
    scale = conversion(written, own)
    if scale is None:
        seen.add("energy_unit", cell, own, written)
    return scale


def in_future(seen: Seen, period: Period, cell: str) -> Period:
    """The same period, with a finding where nobody can have its data yet."""
    today = clock.today()
    if (period.year, period.month) > (today.year, today.month):
        seen.add("period_future", cell, f"{today.year}年1—{today.month}月", period.words)
    return period


def children(whole: str) -> list[str]:
    """The energies that a line of the form breaks down into."""
    return [row["code"] for row in plan().factors["energies"] if row["part_of"] == whole]


def below(whole: str) -> Iterator[str]:
    """Everything a line is broken down into, at any depth."""
    for child in children(whole):
        yield child
        yield from below(child)


def counted(entries: list[Entry], basis: str, seen: Seen) -> list[Entry]:
    """The entries that count: a line or its parts (其中), never both.

    A line with an emission factor of its own counts itself. A collective line (其他石油制品, 其他燃料)
    gives way to its parts where they add up to it; where they do not, it counts and a finding says so.
    """
    given = {entry.energy: entry for entry in entries if entry.quantity is not None}
    out: set[str] = set()

    def parts(whole: str) -> list[Entry]:
        found: list[Entry] = []
        for child in children(whole):
            found += [given[child]] if child in given else parts(child)
        return found

    for code, whole in given.items():
        inside = parts(code)
        if code in out or not inside:
            continue
        added = together(inside, whole, basis)
        if variety(code)["co2_by"] == "unknown" and added is not None:
            stated = whole.quantity or 0.0
            if not differs(stated, added, plan().setting("validation", "sum_tolerance")):
                out.add(code)
                continue
        if variety(code)["co2_by"] == "unknown":
            told = "—" if added is None else shown(added)
            seen.add("form_parts_differ", whole.cells["quantity"], shown(whole.quantity or 0.0), told)
        out |= set(below(code))
    return [entry for code, entry in given.items() if code not in out]


def together(parts: list[Entry], whole: Entry, basis: str) -> float | None:
    """The parts added up in the unit of their whole; None where a coefficient is missing."""
    unit = variety(whole.energy)["unit"]
    if all(variety(part.energy)["unit"] == unit for part in parts):
        return sum(part.quantity or 0.0 for part in parts)
    if unit != "吨标准煤":
        return None
    values = [part.standard(basis) for part in parts]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def row_of(sheet: str, who: Who, entry: Entry, period: Period | None, basis: str, maturity: str) -> Row:
    """One record of the energy sheet. A quantity of nought needs no coefficient."""
    made = Row(sheet, entry.row, {
        "period": period,
        "credit_code": who.credit_code,
        "enterprise": who.enterprise,
        "region": who.region,
        "sector": who.sector,
        "energy": entry.energy,
        "quantity": entry.quantity,
        "quantity_unit": variety(entry.energy)["unit"],
        "coefficient": entry.coefficient,
        "standard_tce": 0.0 if entry.quantity == 0 else None,
        "feedstock": entry.feedstock,
        "purchased_electricity": None,
        "green_electricity": None,
        "basis": basis,
        "maturity": maturity,
    })  # fmt: skip
    made.cells = {**who.cells, **entry.cells}
    return made
