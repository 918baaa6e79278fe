"""Says rows and their keys as a person does: 柳州市 · 规上工业 · 2026年1—10月, never a code."""

from collections.abc import Mapping

from data.ingest.records import Records, Row
from data.ingest.words.periods import Period
from data.plan import plan
from data.plan.model import Named


def key_in_words(records: Records, row: Row) -> str:
    """What makes a row the same row in a later upload, in words."""
    return " · ".join(filter(None, (in_words(records, row, name) for name in records.template.key)))


def in_words(records: Records, row: Row, name: str) -> str:
    """One part of a row's key as a person says it: 2026年1—10月, 柳州市, 规上工业."""
    if name == "enterprise_key":
        return row.text("enterprise") or row.text("credit_code")
    value, column = row.values.get(name), records.template.column(name)
    if isinstance(value, Period):
        return value.words
    lists: Mapping[str, Mapping[str, Named]] = {
        "region": plan().regions,
        "sector": plan().sectors,
        "category": plan().emerging,
        "basis": plan().bases,
        "maturity": plan().maturities,
    }
    choices: Mapping[str, Named] = {choice.code: choice for choice in column.choices} if column else {}
    known = (choices or lists.get(column.kind if column else "", {})).get(row.text(name))
    return known.name if known else row.text(name)
