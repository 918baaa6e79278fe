"""Packs what a child understood into JSON and Parquet, and unpacks it without trusting a word of it."""

import io
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from pyarrow import ArrowInvalid

from data.ingest import strict
from data.ingest.cells import guard
from data.ingest.compare import ChangeLine, Changes
from data.ingest.findings import Finding
from data.ingest.inspection import Inspection
from data.ingest.layouts.proposal import Proposal
from data.ingest.layouts.stored import layout_of
from data.ingest.records import to_parquet
from data.ingest.words.aliases import Alias
from data.plan import Template, plan
from data.plan.model import Named
from data.snapshot.row_schema import schema_of

if TYPE_CHECKING:
    from data.ingest.understanding import Understood

UNTRUE = (KeyError, TypeError, ValueError, AttributeError, ArrowInvalid, OSError)
COUNTS = ("new", "changed", "same", "more", "gone")
Framed = tuple[dict[str, Any], bytes]


def packed(found: "Understood") -> Framed:
    """The summary and findings as JSON, the rows as Parquet."""
    records, form = found.records, found.form
    told: dict[str, Any] = {
        "kind": found.kind,
        "form": [form.code, form.name, form.name_en] if form else None,
        "findings": [plain(finding) for finding in found.findings],
        "changes": [getattr(found.changes, name) for name in COUNTS],
        "lines": [plain(line) for line in found.changes.lines],
        "template": records.template.id if records else None,
        "layout": found.layout.as_dict() if found.layout else None,
        "aliases": [asdict(alias) for alias in found.aliases],
        "proposal": found.proposal.as_dict() if found.proposal else None,
    }
    if records is None:
        return told, b""
    rows = records.rows
    told |= {
        "sheets": list(dict.fromkeys(row.sheet for row in rows)),
        "rows": len(rows),
        "periods": sorted(set(records.texts("period")) - {""}),
        "regions": sorted(set(records.texts("region")) - {""}),
        "letters": sorted([sheet, name, letter] for (sheet, name), letter in records.letters.items()),
        "cells": [[number, row.cells] for number, row in enumerate(rows) if row.cells],
    }
    return told, to_parquet(records)


def plain(told: Finding | ChangeLine) -> list[Any]:
    """The values of a finding or of a change, in the order of its fields."""
    return [getattr(told, name) for name in told.__dataclass_fields__]


def unpacked(answer: Framed, name: str, sha256: str) -> Inspection:
    """The inspection of a file; Refused (the child died) when the answer is not what a child says."""
    told, rows = answer
    try:
        return inspection_of(told, rows, name, sha256)
    except UNTRUE as error:
        raise guard.refuse("reader_died") from error


def inspection_of(told: dict[str, Any], rows: bytes, name: str, sha256: str) -> Inspection:
    """The same, with every doubt an exception of its own."""
    form, template = told["form"], told["template"]
    findings = tuple(Finding(*texts(values)) for values in told["findings"])
    lines = tuple(ChangeLine(*line_of(values)) for values in told["lines"])
    counts = dict(zip(COUNTS, map(whole, told["changes"]), strict=True))
    bare = Inspection(
        name, sha256, text(told["kind"]), named(form) if form else None,
        findings=findings, changes=Changes(lines=lines, **counts),
        stored=layout_of(told["layout"]) if told["layout"] else None,
        aliases=tuple(strict.made(Alias, alias) for alias in told["aliases"]),
        proposal=strict.made(Proposal, told["proposal"]).as_dict() if told["proposal"] else None,
    )  # fmt: skip
    if template is None:
        return bare
    known = plan().templates[text(template)]
    hold(rows, known, whole(told["rows"]))
    return replace(
        bare,
        template=known,
        rows=whole(told["rows"]),
        sheets=texts(told["sheets"]),
        periods=texts(told["periods"]),
        regions=texts(told["regions"]),
        parquet=rows,
        letters=tuple(letter_of(values) for values in told["letters"]),
        cells={whole(number): {text(k): text(v) for k, v in at.items()} for number, at in told["cells"]},
    )


def hold(rows: bytes, template: Template, count: int) -> None:
    """ValueError when the Parquet file is not of this template's columns or of so many rows."""
    from pyarrow import parquet

    file = parquet.ParquetFile(io.BytesIO(rows))
    if file.metadata.num_rows != count or not file.schema_arrow.equals(schema_of(template)):
        raise ValueError("the rows are not those of the template")


def text(value: Any) -> str:
    """A string; TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r:.60}")
    return value


def texts(values: Any) -> list[str]:
    """Strings; TypeError when anything else is among them."""
    return [text(value) for value in values]


def whole(value: Any) -> int:
    """A whole number from 0; TypeError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(f"no count: {value!r:.60}")
    return value


def line_of(values: Any) -> list[Any]:
    """The parts of a change: all texts, its key a row of texts."""
    state, key, *others = values
    return [text(state), tuple(texts(key)), *texts(others)]


def named(values: Any) -> Named:
    """The official form a workbook was recognised as."""
    code, name, english = texts(values)
    return Named(code, name, english)


def letter_of(values: Any) -> tuple[str, str, str]:
    """The column letter of a field in a sheet."""
    sheet, field, letter = texts(values)
    return sheet, field, letter
