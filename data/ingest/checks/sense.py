"""Asks whether an upload makes sense before anybody publishes it, though every cell by itself is right."""

from collections.abc import Iterator
from dataclasses import replace

from data.ingest.checks.absent import missing
from data.ingest.checks.due import long_ago, named_otherwise
from data.ingest.checks.finals import final_changed
from data.ingest.checks.rates import fractions
from data.ingest.checks.slips import unit_slips
from data.ingest.findings import Finding
from data.ingest.records import Records, at
from data.ingest.words.names import squeeze


def makes_sense(records: Records, name: str = "") -> Iterator[Finding]:
    """What a person must look at; `name` is the file's."""
    yield from fractions(records)
    yield from unit_slips(records)
    yield from missing(records)
    yield from long_ago(records)
    yield from named_otherwise(records, name)
    yield from final_changed(records)
    yield from known_without_code(records)


def known_without_code(records: Records) -> Iterator[Finding]:
    """An enterprise without its code beside a row of the same name with one: it may count twice."""
    column = records.template.column("credit_code")
    if column is None or all(records.texts("credit_code")):
        return
    codes = {
        squeeze(row.text("enterprise")): row.text("credit_code")
        for row in records.rows
        if row.text("credit_code")
    }
    for row in records.rows:
        code = codes.get(squeeze(row.text("enterprise")))
        if code and not row.text("credit_code"):
            found = at(records, row, "same_name_no_code", column, code, row.text("enterprise"))
            yield replace(found, offer=code)
