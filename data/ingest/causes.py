"""One cause, one finding: what follows from a fault that was already told is not told again."""

from collections.abc import Iterable
from dataclasses import replace

from data.ingest.findings import Finding


def once(findings: Iterable[Finding], kind: str) -> tuple[Finding, ...]:
    """The findings without those that another one explains.

    An error value in a cell that must be filled is one fault, not an error and a missing value; a code that
    does not hold is not missing too; a text file knows no other numbers than texts.
    """
    findings = tuple(findings)
    errors = {(f.sheet, f.cell): f for f in findings if f.rule == "error_cell"}
    missing = {(f.sheet, f.cell): f for f in findings if f.rule == "value_missing"}
    both = errors.keys() & missing.keys()
    codes = {(f.sheet, f.cell) for f in findings if f.rule in ("digits_lost", "credit_code_invalid")}
    codes |= {(f.sheet, f.cell) for f in findings if f.rule == "same_name_no_code"}
    told = []
    for finding in findings:
        place = (finding.sheet, finding.cell)
        if finding.rule == "error_cell" and place in both:
            told.append(replace(finding, rule="error_in_required", field=missing[place].field))
        elif not (
            (finding.rule == "value_missing" and place in both)
            or (finding.rule == "credit_code_missing" and place in codes)
            or (finding.rule == "number_as_text" and kind == "csv")
        ):
            told.append(finding)
    return tuple(told)
