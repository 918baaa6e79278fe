"""Looks up the corrections and locks in force in the published snapshot, for whoever looks at an upload."""

from dataclasses import dataclass
from typing import Any

import duckdb

from data.plan import Template
from data.snapshot import published

CORRECTIONS = (
    "SELECT * FROM corrections WHERE template = $template AND state <> 'replaced' ORDER BY generation"
)
LOCKS = "SELECT * FROM locks WHERE template IN ('', $template) ORDER BY generation, period"
ALL_CORRECTIONS = "SELECT * FROM corrections ORDER BY generation DESC"
ALL_LOCKS = "SELECT * FROM locks ORDER BY generation DESC, period"


@dataclass(frozen=True)
class Standing:
    """A correction as it stands beside the rows that speak: see data/snapshot/amending.py for `state`."""

    generation: int
    template: str
    record_key: str
    field: str
    was: str
    becomes: str
    unit: str
    reason: str
    document: str
    by_whom: str
    at: str
    seen_upload: str
    seen_sheet: str
    seen_cell: str
    state: str
    says: str
    upload: str | None
    sheet: str | None
    row: int | None


@dataclass(frozen=True)
class Held:
    """One period that is locked; `template` and `region` are '' for all."""

    generation: int
    template: str
    period: str
    region: str
    reason: str
    by_whom: str
    at: str


def corrections_of(template: Template) -> list[Standing]:
    """The corrections of a template, oldest first; none where the snapshot knows of none."""
    return [Standing(**row) for row in found(CORRECTIONS, {"template": template.id})]


def locks_of(template: Template) -> list[Held]:
    """The periods of a template that are locked, oldest lock first."""
    return [Held(**row) for row in found(LOCKS, {"template": template.id})]


def all_corrections() -> list[Standing]:
    """Every correction in force, newest first."""
    return [Standing(**row) for row in found(ALL_CORRECTIONS, {})]


def all_locks() -> list[Held]:
    """Every locked period, newest lock first."""
    return [Held(**row) for row in found(ALL_LOCKS, {})]


def found(question: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a question as values by column."""
    path = published.snapshot()
    if path is None:
        return []
    with published.opened(path) as database:
        try:
            answer = database.execute(question, asked)
        except duckdb.CatalogException:  # the snapshot is older than corrections and locks
            return []
        names = [item[0] for item in answer.description or []]
        return [dict(zip(names, values, strict=True)) for values in answer.fetchall()]
