"""Holds an upload against what cells said before they were corrected: the same slip again is no change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.ingest.records import Row
from data.plan import Template
from data.snapshot import in_force
from data.snapshot.amending import as_text, standing
from data.snapshot.in_force import Standing


@dataclass(frozen=True)
class Corrections:
    """The corrections of a template by the key of the record they speak of."""

    by_record: Mapping[str, list[Standing]] = field(default_factory=dict)

    def beside(self, row: Row, published: Mapping[str, Any]) -> Mapping[str, Any]:
        """The published row as this one is compared with: where a correction goes on, as this one has it."""
        kept = [one for one, state in self.of(row, published) if state == "applied"]
        return {**published, **{one.field: row.values.get(one.field) for one in kept}} if kept else published

    def of(self, row: Row, published: Mapping[str, Any]) -> list[tuple[Standing, str]]:
        """The corrections of a record, and how each would stand beside what a row of an upload says."""
        told = self.by_record.get(str(published.get("record_key")), [])
        return [(one, standing(one.was, one.becomes, as_text(row.values.get(one.field)))) for one in told]


def corrections(template: Template) -> Corrections:
    """The corrections of a template that are in force."""
    found: dict[str, list[Standing]] = {}
    for one in in_force.corrections_of(template):
        found.setdefault(one.record_key, []).append(one)
    return Corrections(found)
