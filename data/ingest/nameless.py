"""Leaves out of an inspection what names enterprises of other places to who sees those of the own only."""

from dataclasses import replace

from data.ingest import rights
from data.ingest.compare import ChangeLine
from data.ingest.findings import Finding
from data.ingest.inspection import Inspection
from data.people import seeing

# findings that tell what others published of enterprises, and the value that names them
NAMES = {
    "enterprise_name_differs": "expected",
    "enterprise_code_differs": "expected",
    "enterprise_unmatched": "expected",
    "enterprises_missing": "found",
}
NOBODY = "（不列名称 / not named）"


def seen(inspection: Inspection) -> Inspection:
    """An inspection as whoever acts may see it; whole for who is not limited."""
    if seeing.own_places() is None:
        return inspection
    changes = inspection.changes
    lines = tuple(line for line in changes.lines if _is_seen(line))
    told = replace(changes, lines=lines, more=changes.more + len(changes.lines) - len(lines))
    findings = tuple(_nameless(finding) for finding in inspection.findings)
    return replace(inspection, findings=findings, changes=told)


def _is_seen(line: ChangeLine) -> bool:
    """Whether a value is out of the file itself, or of a published workbook that may be seen."""
    return not line.upload or rights.may_see(line.upload)


def _nameless(finding: Finding) -> Finding:
    named = NAMES.get(finding.rule)
    if named is None:
        return finding
    return replace(finding, found=NOBODY) if named == "found" else replace(finding, expected=NOBODY)
