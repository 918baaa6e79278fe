"""One cause, one finding: what follows from a fault that was already told is not told again."""

from collections.abc import Iterable
from dataclasses import replace

from data.ingest.findings import Finding

# what a finding is called where the cell must be filled
IN_REQUIRED = {"error_cell": "error_in_required", "example_left": "example_in_required"}


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
    told = []
    for finding in findings:
        place = (finding.sheet, finding.cell)
        if finding.rule in IN_REQUIRED and place in both:
            told.append(replace(finding, rule=IN_REQUIRED[finding.rule], field=missing[place].field))
        elif not (
            (finding.rule == "value_missing" and place in both)
            or (finding.rule == "credit_code_missing" and place in codes)
            or (finding.rule == "number_as_text" and kind == "csv")
        ):
            told.append(finding)
    return tuple(told)
