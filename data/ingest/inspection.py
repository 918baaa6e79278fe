"""Holds everything understood of a file before anybody decides about it."""

import datetime
import functools
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from data.ingest.compare import Changes, Move
from data.ingest.findings import Finding
from data.ingest.layouts.stored import StoredLayout
from data.ingest.limits import LIMITS
from data.ingest.records import Cellvalue, Records, Row, from_parquet
from data.ingest.words.aliases import Alias
from data.ingest.words.periods import Period
from data.plan import Template
from data.plan.model import Named

PASSING = ("readers_busy", "reader_unavailable")


@dataclass(frozen=True)
class Inspection:
    """Everything understood of a file before anybody decides about it; `form` is an official layout.

    `parquet` are its rows as they will lie in the archive, `letters` (sheet, field, column letter), `cells`
    the addresses of what stands elsewhere than its column, by the number of the row. `moves` are the cards
    that publishing would move, empty until somebody asks (`receive.foreseen`). `generation` is the one that
    `changes` and `moves` speak against (0: none yet). `stored` is the layout it was read by, `aliases` those
    it needed; `proposal` is JSON-ready (`layouts/__init__`).
    """

    name: str
    sha256: str
    kind: str = ""
    form: Named | None = None
    refused: Finding | None = None
    template: Template | None = None
    rows: int = 0
    sheets: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    changes: Changes = field(default_factory=Changes)
    moves: tuple[Move, ...] = ()
    parquet: bytes = b""
    letters: tuple[tuple[str, str, str], ...] = ()
    cells: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    generation: int = 0
    stored: StoredLayout | None = None
    aliases: tuple[Alias, ...] = ()
    proposal: dict[str, Any] | None = None

    @functools.cached_property
    def records(self) -> Records | None:
        """The rows themselves, read from `parquet`; None where nothing was understood, or after `light`."""
        if self.template is None or not self.parquet:
            return None
        return from_parquet(self.parquet, self.template, self.letters, self.cells)

    def texts_of(self, name: str) -> tuple[str, ...]:
        """What the rows say in a column of texts, each once and in order; none after `light`."""
        if self.template is None or self.template.column(name) is None or not self.parquet:
            return ()
        from pyarrow import parquet

        column = parquet.read_table(io.BytesIO(self.parquet), columns=[name]).column(0)
        return tuple(str(text) for text in column.unique().to_pylist() if text)

    def light(self) -> "Inspection":
        """The same without its rows: what a session may remember."""
        return replace(self, parquet=b"", letters=(), cells={})

    @property
    def layout(self) -> str:
        """The name of the stored layout it was read by, '' for none (or one that has no name yet)."""
        return self.stored.name if self.stored else ""

    @property
    def try_again(self) -> bool:
        """Whether it was not looked at at all, for a reason that passes."""
        return self.refused is not None and self.refused.rule in PASSING

    @property
    def can_publish(self) -> bool:
        """Whether nothing stops it."""
        return (
            self.refused is None and bool(self.rows) and not any(f.severity == "stop" for f in self.findings)
        )

    @property
    def needs_reason(self) -> bool:
        """Whether some finding asks for a reason, typed by the person who publishes."""
        return any(finding.needs_reason for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready summary for the command line."""
        return {
            "file": self.name,
            "sha256": self.sha256,
            "refused": self.refused.as_dict() if self.refused else None,
            "template": self.template.id if self.template else None,
            "template_name": self.template.name if self.template else None,
            "form": self.form.code if self.form else None,
            "layout": self.layout or None,
            "rows": self.rows,
            "periods": self.periods,
            "regions": self.regions,
            "generation": self.generation,
            "can_publish": self.can_publish,
            "needs_reason": self.needs_reason,
            "findings": [
                finding.as_dict() | {"needs_reason": finding.needs_reason} for finding in self.findings
            ],
            **told(self.records),
            "changes": asdict(self.changes),
            "moves": [asdict(move) for move in self.moves],
            "proposal": self.proposal,
        }


def told(records: Records | None) -> dict[str, Any]:
    """The records as JSON: sheet, row, and typed values by field; how many more there are than listed."""
    rows = records.rows if records else []
    listed = [
        {
            "sheet": row.sheet,
            "row": row.number,
            "values": {k: plain(v) for k, v in row.values.items()},
            "cells": {
                k: records.address(row, k) for k in row.values if records and is_somewhere(records, row, k)
            },
        }
        for row in rows[: LIMITS.records_told]
    ]
    return {"records": listed, "more_records": len(rows) - len(listed)}


def is_somewhere(records: Records, row: Row, field: str) -> bool:
    """Whether a field of a row stands in a cell."""
    return field in row.cells or (row.sheet, field) in records.letters


def plain(value: Cellvalue) -> str | float | None:
    """A value as JSON has it: numbers and texts as they are, a period by its code, a date in ISO form."""
    if isinstance(value, Period):
        return value.code
    return value.isoformat() if isinstance(value, datetime.date) else value


class NotAccepted(Exception):
    """An upload with findings that stop it; carries the inspection."""

    def __init__(self, inspection: Inspection) -> None:
        self.inspection = inspection
        stops = [finding.message() for finding in inspection.findings if finding.severity == "stop"]
        super().__init__("；".join(stops[:5]))
