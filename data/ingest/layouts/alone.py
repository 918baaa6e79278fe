"""Says of a workbook that nothing fits why that is, where all numbers are of single months or quarters."""

from collections.abc import Iterable

from data.ingest.findings import Finding
from data.ingest.layouts.seen import Seen
from data.ingest.words.periods import parse_period

SINGLE = ("M", "Q")  # after the year in the code of a period that is not counted from January
NAMED = 3


def months_alone(tables: Iterable[Seen]) -> list[Finding]:
    """That every dated number of the tables is of a month or quarter by itself; nothing where some is not."""
    dated = [record for seen in tables for record in seen.records if record.period]
    if not dated or any((record.period or "")[5:6] not in SINGLE for record in dated):
        return []
    first = dated[0]
    labels = dict.fromkeys(label for one in dated for label in (*one.col, *one.row))
    said = [label for label in labels if parse_period(label, 2000) is not None][:NAMED]
    return [Finding("months_alone", first.sheet, first.cell, found="、".join(said) or str(first.period))]
