"""Reads form 205-1 (能源购进、消费与库存) as it is printed: one enterprise a sheet, one energy a line."""

from data.ingest.cells.grid import address
from data.ingest.checks.arithmetic import variety
from data.ingest.official_forms import checks
from data.ingest.official_forms.energies import Entry, Seen, counted, row_of
from data.ingest.official_forms.enterprise import Known, head
from data.ingest.official_forms.table import Form, Line, Table, lines_of
from data.ingest.records import Row
from data.ingest.words.numbers import shown
from data.ingest.words.periods import Period
from data.plan import DEFAULT_BASIS, plan


def rows_of(form: Form, seen: Seen, known: Known) -> list[Row]:
    """The records of one form; every doubt is a finding with its cell."""
    who, period = head(form.sheet, form.heading_row, seen, known)
    table = lines_of(form, seen)
    if not table.lines:
        seen.add("no_rows", address(form.first_row, 1))
    basis, maturity = basis_of(table), maturity_of(form, period)
    at = address(form.heading_row, 1)
    seen.add("form_assumed", at, plan().bases[basis].name, "", "口径")
    seen.add("form_assumed", at, plan().maturities[maturity].name, "", "数据状态")
    checks.check(form, table, basis, seen)
    entries = [entry for line in table.lines if (entry := entry_of(form, line))]
    chosen = [entry for entry in counted(entries, basis, seen) if bought(form, table, entry, seen)]
    return [row_of(form.sheet.name, who, entry, period, basis, maturity) for entry in chosen]


def entry_of(form: Form, line: Line) -> Entry | None:
    """A line with a filled consumption, and where its numbers stand."""
    used = line.value("used")
    if used is None:
        return None
    cells = {
        "energy": form.cell(line.row, "energy"),
        "quantity": form.cell(line.row, "used"),
        "quantity_unit": form.cell(line.row, "unit"),
        "coefficient": form.cell(line.row, line.coefficient_from),
        "feedstock": form.cell(line.row, "feedstock"),
    }
    return Entry(line.energy, line.row, used, cells, line.coefficient, line.value("feedstock"))


def bought(form: Form, table: Table, entry: Entry, seen: Seen) -> bool:
    """Takes off what the enterprise made itself of other energies; False when nothing is left to count."""
    line = next(line for line in table.lines if line.row == entry.row)
    made, used = checks.made_inside(line), entry.quantity or 0.0
    if checks.origin_unknown(line):
        seen.add(
            "form_origin_unknown", form.cell(line.row, "purchased"), "", "", variety(line.energy)["name"]
        )
    if not made:
        return True
    left = max(used - made, 0.0)
    seen.add(
        "form_made_inside", entry.cells["quantity"], shown(left), shown(used), variety(line.energy)["name"]
    )
    entry.quantity, entry.feedstock = left, None
    return left > 0


def basis_of(table: Table) -> str:
    """Coal-equivalent where electricity is counted far above its calorific value, else calorific."""
    own = next((line.coefficient for line in table.lines if line.energy == "electricity"), None)
    calorific = plan().coefficient("electricity", DEFAULT_BASIS)
    limit = 1 + plan().setting("standard_quantity", "coefficient_tolerance") / 100
    return "equivalent" if own and calorific and own > calorific * limit else DEFAULT_BASIS


def maturity_of(form: Form, period: Period | None) -> str:
    """What the heading says; else flash for months, preliminary for a whole year."""
    words = [str(value) for (row, _), value in form.sheet.cells.items() if row < form.heading_row]
    for maturity in plan().maturities.values():
        if any(maturity.name in word for word in words):
            return maturity.code
    return "preliminary" if period and period.month == 12 else "flash"
