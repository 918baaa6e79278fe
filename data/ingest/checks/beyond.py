"""Holds an upload against what its sender delivers for: their places and their sheets."""

from collections.abc import Iterator, Mapping, Sequence

from data.ingest.findings import Finding
from data.ingest.records import Records, at
from data.people.roles import lies_in, within
from data.plan import plan

Limits = Mapping[str, Sequence[str]]  # codes by `places` and `templates`; what is not there is not limited
FIELD = "region"


def beyond(records: Records, limits: Limits) -> Iterator[Finding]:
    """The sheet where the sender does not deliver it, and every row of a place that is not the sender's."""
    template = records.template
    sheet = records.rows[0].sheet if records.rows else ""
    if not within(limits.get("templates"), template.id):
        mine = "、".join(
            plan().templates[code].name for code in limits["templates"] if code in plan().templates
        )
        yield Finding("sheet_not_yours", sheet, expected=mine, found=template.name)
    if "places" not in limits:
        return
    places, column = limits["places"], template.column(FIELD)
    mine = "、".join(plan().regions[code].name for code in places if code in plan().regions)
    if column is None:
        yield Finding("sheet_without_place", sheet, expected=mine, found=template.name)
        return
    for row in records.rows:
        place = row.text(FIELD)
        if not place:
            yield at(records, row, "row_without_place", column, mine)
        elif not lies_in(places, place):
            known = plan().regions.get(place)
            yield at(records, row, "place_not_yours", column, mine, known.name if known else place)
