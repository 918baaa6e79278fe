"""Holds the lines of form 205-1 against the rules printed on it: 4 = 5 + 7, 9 = 1 + 2 − 4, line 40."""

from data.ingest.checks.arithmetic import differs, variety
from data.ingest.official_forms.energies import Entry, Seen, counted
from data.ingest.official_forms.table import Form, Line, Table
from data.ingest.words.numbers import shown
from data.plan import plan


def check(form: Form, table: Table, basis: str, seen: Seen) -> None:
    """Every line, then the stated total of standard coal."""
    for line in table.lines:
        adds_up(form, line, seen)
        stock(form, line, seen)
    total(form, table, basis, seen)


def rounding(values: list[float]) -> float:
    """How far apart a sum and its parts may be when each was rounded as it is written."""
    digits = max(len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in values)
    return 0.5 * len(values) / float(10**digits) + 1e-9


def adds_up(form: Form, line: Line, seen: Seen) -> None:
    """4 = 5 + 7, where all three are filled."""
    used, industrial, other = (line.value(name) for name in ("used", "industrial", "other"))
    if used is None or industrial is None or other is None:
        return
    if abs(used - industrial - other) > rounding([used, industrial, other]):
        told = variety(line.energy)["name"]
        seen.add(
            "form_consumption", form.cell(line.row, "used"), shown(industrial + other), shown(used), told
        )


def stock(form: Form, line: Line, seen: Seen) -> None:
    """9 = 1 + 2 − 4, where all four are filled."""
    values = [line.value(name) for name in ("opening", "purchased", "used", "closing")]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return
    opening, purchased, used, closing = known
    derived = opening + purchased - used
    if abs(derived - closing) > rounding(known):
        told = variety(line.energy)["name"]
        seen.add("form_stock", form.cell(line.row, "closing"), shown(derived), shown(closing), told)


def made_inside(line: Line) -> float:
    """How much of a secondary energy was used beyond what was bought and taken from stock; else 0.

    S2 counts purchased and primary energy only: what an enterprise makes of other energies and uses itself
    is in those already. It can only be told where purchases are filled, and both stocks or neither.
    """
    used, purchased = line.value("used"), line.value("purchased")
    opening, closing = line.value("opening"), line.value("closing")
    if variety(line.energy)["secondary"] != "1" or used is None or purchased is None:
        return 0.0
    if (opening is None) != (closing is None):
        return 0.0
    made = used + (closing or 0.0) - (opening or 0.0) - purchased
    known = [value for value in (used, purchased, opening, closing) if value is not None]
    return made if made > rounding(known) else 0.0


def origin_unknown(line: Line) -> bool:
    """Whether a secondary energy was used and nobody says if any of it was bought."""
    secondary = variety(line.energy)["secondary"] == "1"
    return secondary and bool(line.value("used")) and line.value("purchased") is None


def total(form: Form, table: Table, basis: str, seen: Seen) -> None:
    """Line 40 beside Σ consumption × coefficient, parts of other lines left out, where all are known."""
    if table.total is None:
        return
    row, stated = table.total
    entries = [
        Entry(line.energy, line.row, line.value("used"), {"quantity": ""}, line.coefficient)
        for line in table.lines
    ]
    values = [entry.standard(basis) for entry in counted(entries, basis, Seen(seen.sheet))]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return
    if differs(stated, sum(known), plan().setting("standard_quantity", "tolerance")):
        seen.add("form_total", form.cell(row, "used"), shown(sum(known)), shown(stated))
