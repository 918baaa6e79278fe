"""Holds everything understood of a file before anybody decides about it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from data.ingest.compare import Changes, Move
from data.ingest.findings import Finding
from data.ingest.records import Records
from data.plan import Template
from data.plan.model import Named


@dataclass(frozen=True)
class Inspection:
    """Everything understood of a file before anybody decides about it; `form` is an official layout.

    `moves` are the targets that publishing would move, empty until somebody asks (`receive.foreseen`).
    """

    name: str
    sha256: str
    kind: str = ""
    form: Named | None = None
    refused: Finding | None = None
    records: Records | None = None
    findings: tuple[Finding, ...] = ()
    changes: Changes = field(default_factory=Changes)
    moves: tuple[Move, ...] = ()

    @property
    def template(self) -> Template | None:
        """The template whose headings were found."""
        return self.records.template if self.records else None

    @property
    def sheets(self) -> list[str]:
        """The sheets that records were found in."""
        return list(dict.fromkeys(row.sheet for row in self.records.rows)) if self.records else []

    @property
    def rows(self) -> int:
        """How many records were understood."""
        return len(self.records.rows) if self.records else 0

    @property
    def periods(self) -> list[str]:
        """The period codes the upload speaks of."""
        return sorted({row.text("period") for row in self.records.rows} - {""}) if self.records else []

    @property
    def regions(self) -> list[str]:
        """The region codes the upload speaks of."""
        return sorted({row.text("region") for row in self.records.rows} - {""}) if self.records else []

    @property
    def can_publish(self) -> bool:
        """Whether nothing stops it."""
        return (
            self.refused is None and bool(self.rows) and not any(f.severity == "stop" for f in self.findings)
        )

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready summary for the command line."""
        return {
            "file": self.name,
            "sha256": self.sha256,
            "refused": self.refused.as_dict() if self.refused else None,
            "template": self.template.id if self.template else None,
            "template_name": self.template.name if self.template else None,
            "form": self.form.code if self.form else None,
            "rows": self.rows,
            "periods": self.periods,
            "regions": self.regions,
            "can_publish": self.can_publish,
            "findings": [finding.as_dict() for finding in self.findings],
            "changes": asdict(self.changes),
            "moves": [asdict(move) for move in self.moves],
        }


class NotAccepted(Exception):
    """An upload with findings that stop it; carries the inspection."""

    def __init__(self, inspection: Inspection) -> None:
        self.inspection = inspection
        stops = [finding.message() for finding in inspection.findings if finding.severity == "stop"]
        super().__init__("；".join(stops[:5]))
