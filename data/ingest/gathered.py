"""Gathers findings: each once, the first of a kind in full, the rest counted, the gravest first."""

from collections.abc import Iterable

from data.ingest.findings import Finding
from data.ingest.limits import LIMITS

ORDER = {"stop": 0, "warn": 1, "note": 2}

Kind = tuple[str, str, str]


class Gathered:
    """Findings of one upload, however many there are: of one rule, sheet and column only so many are kept."""

    def __init__(self, findings: Iterable[Finding] = (), each: int = LIMITS.findings_each) -> None:
        self.each = each
        self.kept: dict[Kind, dict[Finding, None]] = {}
        self.rest: dict[Kind, tuple[int, str]] = {}
        self.extend(findings)

    def append(self, finding: Finding) -> None:
        """Takes in one finding; one that is there already is passed over."""
        kind = (finding.rule, finding.sheet, finding.field)
        kept = self.kept.setdefault(kind, {})
        if finding in kept:
            return
        if len(kept) < self.each:
            kept[finding] = None
        else:
            count, first = self.rest.get(kind, (0, finding.cell))
            self.rest[kind] = (count + 1, first)

    def count(self, rule: str, sheet: str, field: str, cell: str) -> bool:
        """Only counts a finding at a cell of its own where no more of its kind are kept; False elsewhere."""
        if not self.full(rule, sheet, field):
            return False
        count, first = self.rest.get((rule, sheet, field), (0, cell))
        self.rest[rule, sheet, field] = (count + 1, first)
        return True

    def full(self, rule: str, sheet: str, field: str) -> bool:
        """Whether more findings of this kind are only counted, so that nothing need be worked out."""
        return len(self.kept.get((rule, sheet, field), ())) >= self.each

    def extend(self, findings: Iterable[Finding]) -> None:
        """Takes in one after the other, so that a generator of many never makes a long list."""
        for finding in findings:
            self.append(finding)

    def told(self, most: int = LIMITS.findings) -> tuple[Finding, ...]:
        """What is kept, the gravest first; after the last of a kind how many more there are of it."""
        told: list[Finding] = []
        for kind, kept in self.in_order():
            told += kept
            if kind in self.rest:
                told.append(self.more(kind))
        if len(told) <= most:
            return tuple(told)
        return (*told[:most], Finding("more_findings", found=str(len(told) - most)))

    def in_order(self) -> list[tuple[Kind, dict[Finding, None]]]:
        """The kinds by how grave they are, then as they came."""
        return sorted(self.kept.items(), key=lambda item: ORDER[next(iter(item[1])).severity])

    def more(self, kind: Kind) -> Finding:
        """How many of a kind are not listed: in which column, from which cell on."""
        (count, first), (_, sheet, field) = self.rest[kind], kind
        if not field:
            return Finding("more_of_the_same", sheet, found=str(count))
        return Finding("more_in_column", sheet, expected=first, found=str(count), field=field)
