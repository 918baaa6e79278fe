"""One cause, one finding: what follows from a fault that was already told is not told again."""

from collections.abc import Iterable
from dataclasses import replace

from data.ingest.findings import Finding

# what a finding is called where the cell must be filled
IN_REQUIRED = {"error_cell": "error_in_required", "example_left": "example_in_required"}
OF_SUMS = {"sum_mismatch", "categories_mismatch", "share_jumps", "total_off"}
OF_UNITS = {  # what a wrong unit brings in its row
    "standard_differs": "energy_unit",
    "unit_slip": "energy_unit",
    "unit_value_differs": "unit_slip",
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OF_RATES = {"intensity_differs", "growth_differs"}


def once(findings: Iterable[Finding], kind: str) -> tuple[Finding, ...]:
    """The findings without those that another one explains.

    An error value, or the example, in a cell that must be filled is one fault, not two; a code that does not
    hold is not missing too; a text file knows no other numbers than texts.
    """
    findings = tuple(findings)
    errors = {(f.sheet, f.cell) for f in findings if f.rule in IN_REQUIRED}
    missing = {(f.sheet, f.cell): f for f in findings if f.rule == "value_missing"}
    both = errors & missing.keys()
    codes = {(f.sheet, f.cell) for f in findings if f.rule in ("digits_lost", "credit_code_invalid")}
    codes |= {(f.sheet, f.cell) for f in findings if f.rule == "same_name_no_code"}
    codes |= missing.keys()
    seen = {(f.rule, f.sheet, part) for f in findings for part in (f.cell, f.field, row_of(f), "")}
    told = []
    for finding in findings:
        place = (finding.sheet, finding.cell)
        if finding.rule in IN_REQUIRED and place in both:
            told.append(replace(finding, rule=IN_REQUIRED[finding.rule], field=missing[place].field))
        elif not (
            (finding.rule == "value_missing" and place in both)
            or (finding.rule == "credit_code_missing" and place in codes)
            or (finding.rule == "number_as_text" and kind == "csv")
            or follows(finding, seen)
        ):
            told.append(finding)
    return tuple(told)


def row_of(finding: Finding) -> str:
    """The row of a finding's cell, as written in its address."""
    return finding.cell.lstrip(LETTERS)


def follows(finding: Finding, seen: set[tuple[str, str, str]]) -> bool:
    """Whether a finding only follows from one of another rule (`seen`: rule, sheet, and cell or column).

    A column that is missing is not unused too; a sum does not hold where a unit slipped, nor does what is
    derived from rates typed as fractions; a title and a file's name that say the same are one doubt, and
    a period long ago is one with the final year that it writes anew.
    """
    sheet, cell, column = finding.sheet, finding.cell, finding.field
    if finding.rule in OF_UNITS:
        return (OF_UNITS[finding.rule], sheet, row_of(finding)) in seen
    if finding.rule == "column_unused":
        return ("column_missing", sheet, cell) in seen
    if finding.rule in OF_SUMS:
        return ("unit_slip", sheet, column) in seen
    if finding.rule in OF_RATES:
        return ("looks_like_fraction", sheet, "") in seen
    if finding.rule == "period_far":
        return ("final_changed", sheet, "") in seen
    return finding.rule == "period_name_differs" and ("period_title_differs", sheet, column) in seen
