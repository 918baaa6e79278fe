"""Names the counties and enterprises that one would expect in an upload and that are not there."""

from collections.abc import Iterator

from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at, enterprise_key
from data.ingest.words.names import squeeze
from data.ingest.words.periods import Period
from data.plan import plan
from data.snapshot import published

FEW = 3  # counties or enterprises of one period that make a sheet of them
MOST = 6  # named before the rest is counted


def missing(records: Records) -> Iterator[Finding]:
    """What is named before publishing, period by period."""
    if records.template.ledger:
        return
    periods = zip(records.rows, records.column("period"), strict=True)
    unread = [row for row, period in periods if not isinstance(period, Period)]
    for period, known in records.by_period().items():
        of_period = [*known, *unread]  # a row whose period was not understood is not missing
        if "region" in records.template.key:
            yield from places_missing(records, period, of_period)
        if "enterprise_key" in records.template.key:
            yield from enterprises_missing(records, period, of_period)


def places_missing(records: Records, period: Period, rows: list[Row]) -> Iterator[Finding]:
    """Counties that are neither here nor published for the period, where most of them are."""
    column = records.template.column("region")
    counties = plan().counties(period.year)
    here = {row.text("region") for row in rows} & set(counties)
    nameless = any(not row.text("region") for row in rows)  # may be any of them
    if column is None or nameless or len(here) < FEW or len(here) == len(counties):
        return
    there = here | published.places(records.template, period.code)
    names = [plan().regions[code].name for code in counties if code not in there]
    if names:
        yield at(records, rows[0], "places_missing", column, found=f"{listed(names)}（{period.words}）")


def enterprises_missing(records: Records, period: Period, rows: list[Row]) -> Iterator[Finding]:
    """Enterprises of the period before that are neither here nor published for this one.

    Only of the places that the upload speaks of, and only where it has at least half of them.
    """
    column = records.template.column("enterprise")
    if column is None:
        return
    before = published.enterprises_before(records.template, period.year, period.month)
    regions = {row.text("region") for row in rows} - {""} if before else set()
    expected = [(key, name) for key, name, region in before if not regions or region in regions]
    if not expected:
        return
    keys, names = {enterprise_key(row) for row in rows}, {squeeze(row.text("enterprise")) for row in rows}
    absent = [name for key, name in expected if key not in keys and squeeze(name) not in names]
    present = len(expected) - len(absent)
    if absent and present >= FEW and present >= len(absent):
        told = f"{listed(absent)}（{period.words}）"
        yield at(records, rows[0], "enterprises_missing", column, found=told)


def listed(names: list[str]) -> str:
    """The first names, and how many there are where they are many."""
    return "、".join(names[:MOST]) + (f" 等 {len(names)} 个" if len(names) > MOST else "")
