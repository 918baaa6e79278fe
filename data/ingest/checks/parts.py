"""Finds energies that are counted twice: a whole and what it is broken down into, both of one enterprise."""

from collections.abc import Iterator
from functools import cache

from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at, part_of_key
from data.plan import plan

FIELD = "energy"


def parts_beside_wholes(records: Records) -> Iterator[Finding]:
    """Each row of a part (其中：无烟煤) whose whole (原煤) stands there too, at the part."""
    template = records.template
    column = template.column(FIELD)
    if column is None or FIELD not in template.key:
        return
    others = [name for name in template.key if name != FIELD]
    groups: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in records.rows:
        if row.values.get("quantity"):
            groups.setdefault(tuple(part_of_key(row, name) for name in others), {})[row.text(FIELD)] = row
    names = {choice.code: choice.name for choice in column.choices}
    for rows in groups.values():
        for code, row in rows.items():
            whole = next((one for one in wholes(code) if one in rows), "")
            if whole:
                told, part = names.get(whole, whole), names.get(code, code)
                yield at(records, row, "part_beside_whole", column, told, part)


@cache
def wholes(code: str) -> tuple[str, ...]:
    """What an energy is a part of, the nearest first."""
    of = {row["code"]: row["part_of"] for row in plan().factors["energies"]}
    found: list[str] = []
    while code := of.get(code, ""):
        found.append(code)
    return tuple(found)
