"""Recognises official layouts as they are and turns them into records of our own sheets."""

from dataclasses import dataclass

from data.ingest.cells.grid import Book, column_letter
from data.ingest.findings import Finding
from data.ingest.official_forms import form_205_1, wide
from data.ingest.official_forms.energies import TEMPLATE, Seen, forms
from data.ingest.official_forms.table import Form, form_of
from data.ingest.official_forms.wide import Export, export_of
from data.ingest.records import Records
from data.plan import plan
from data.plan.model import Named
from data.snapshot import published

FIELDS = {"energy": "energy", "unit": "quantity_unit", "used": "quantity", "feedstock": "feedstock"}


@dataclass(frozen=True)
class Understood:
    """An official form, its records under our template, and everything that was noticed."""

    form: Named
    records: Records
    findings: list[Finding]


def understand(book: Book) -> Understood | None:
    """The records of every visible sheet that is an official form, or None when there is none.

    Sheets of the kind found first count; a sheet of another kind or a cover page is passed over.
    """
    found = [
        layout
        for sheet in book.sheets
        if not sheet.hidden and (layout := form_of(sheet) or export_of(sheet)) is not None
    ]
    if not found:
        return None
    records, findings = Records(plan().templates[TEMPLATE]), []
    known = published.enterprises()
    for layout in found:
        if type(layout) is not type(found[0]):
            continue
        seen = Seen(layout.sheet.name)
        if isinstance(layout, Form):
            records.rows += form_205_1.rows_of(layout, seen, known)
            records.letters |= letters_of(layout)
        elif isinstance(layout, Export):
            records.rows += wide.rows_of(layout, seen, known)
            records.letters |= wide.letters_of(layout)
        findings += seen.findings
    code = "205-1" if isinstance(found[0], Form) else "wide_energy"
    return Understood(forms()[code], records, list(dict.fromkeys(findings)))


def letters_of(form: Form) -> dict[tuple[str, str], str]:
    """The column letter of each field of form 205-1."""
    names = FIELDS | {"adopted" if "adopted" in form.columns else "reference": "coefficient"}
    return {
        (form.sheet.name, names[name]): column_letter(column)
        for name, column in form.columns.items()
        if name in names
    }
