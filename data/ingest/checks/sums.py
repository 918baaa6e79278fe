"""Holds parts against their whole: counties against the city, categories against their total."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.ingest.findings import Finding
from data.ingest.records import Records, Row, at, part_of_key
from data.ingest.words.numbers import shown
from data.ingest.words.periods import Period
from data.plan import TOTAL, plan
from data.plan.model import Column
from data.snapshot import published

Known = Mapping[str, Mapping[str, Any]]
Parts = Callable[[int], list[str]]


@dataclass(frozen=True)
class Group:
    """Rows that differ in one field of the key only, of one period: those of the upload by that field."""

    field: str
    period: Period
    rows: dict[str, Row]

    def key(self, records: Records, code: str, period: str = "") -> str:
        """The record key of another member, here or at another period."""
        row, said = next(iter(self.rows.values())), {self.field: code, "period": period or self.period.code}
        return "|".join(said.get(name) or part_of_key(row, name) for name in records.template.key)


@dataclass(frozen=True)
class Whole:
    """One check: the field that tells the parts, the parts of a year, the whole, and the rule."""

    field: str
    parts: Parts
    whole: str
    rule: str

    def members(self, year: int) -> list[str]:
        """The whole and its parts."""
        return [self.whole, *self.parts(year)]


def parts_and_wholes(records: Records) -> Iterator[Finding]:
    """Sums that are not the whole, and counties whose share of the city jumps.

    What is not in the upload is taken as it is published for the same period.
    """
    columns = [column for column in records.template.columns if column.additive]
    counties = Whole("region", plan().counties, plan().city, "sum_mismatch")
    for check in (counties, Whole("category", categories, TOTAL, "categories_mismatch")):
        groups = grouped(records, check) if columns else []
        wanted = [group.key(records, code) for group in groups for code in check.members(group.period.year)]
        known = published.rows(records.template, wanted)
        for group in groups:
            yield from mismatches(records, check, group, known, columns)
        if check is counties:
            yield from shares(records, check, groups, known, columns)


def categories(year: int) -> list[str]:
    """The categories that make the total; the same in every year."""
    return [code for code in plan().emerging if code != TOTAL]


def grouped(records: Records, check: Whole) -> list[Group]:
    """The groups of the upload in which the whole or a part stands; none of a single enterprise."""
    key = records.template.key
    if check.field not in key or "period" not in key:
        return []
    found: dict[tuple[str, ...], Group] = {}
    members: dict[int, set[str]] = {}
    for row in records.rows:
        period = row.values.get("period")
        if not isinstance(period, Period) or ("enterprise_key" in key and part_of_key(row, "enterprise_key")):
            continue
        if period.year not in members:
            members[period.year] = set(check.members(period.year))
        if row.text(check.field) in members[period.year]:
            others = tuple(part_of_key(row, name) for name in key if name != check.field)
            found.setdefault(others, Group(check.field, period, {})).rows[row.text(check.field)] = row
    return list(found.values())


def number_at(group: Group, records: Records, known: Known, code: str, field: str) -> float | None:
    """What a member says: in the upload, else as it is published."""
    if code in group.rows:
        value = group.rows[code].values.get(field)
    else:
        value = known.get(group.key(records, code), {}).get(field)
    return float(value) if isinstance(value, int | float) else None


def mismatches(
    records: Records, check: Whole, group: Group, known: Known, columns: list[Column]
) -> Iterator[Finding]:
    """Parts that do not add up to their whole, where each is known in the same state of the data."""
    members = check.members(group.period.year)
    if not of_one_state(records, group, known, members):
        return
    tolerance = plan().setting("validation", "sum_tolerance")
    row = group.rows.get(check.whole) or next(iter(group.rows.values()))
    for column in columns:
        now = [number_at(group, records, known, code, column.field) for code in members]
        stated, *values = now
        if stated is None or any(value is None for value in values):
            continue
        total = sum(value for value in values if value is not None)
        before = [known.get(group.key(records, code), {}).get(column.field) for code in members]
        if abs(total - stated) > max(abs(stated) * tolerance / 100, 1e-6) and (
            len(group.rows) == len(members) or now != before
        ):
            yield at(records, row, check.rule, column, shown(stated), shown(total))


def of_one_state(records: Records, group: Group, known: Known, members: list[str]) -> bool:
    """Whether all members are there, in one state of the data: a flash whole has no final parts."""
    states = set()
    for code in members:
        if code in group.rows:
            states.add(group.rows[code].text("maturity"))
        elif (told := known.get(group.key(records, code))) is not None:
            states.add(str(told.get("maturity") or ""))
        else:
            return False
    return len(group.rows) == len(members) or len(states) == 1


def shares(
    records: Records, check: Whole, groups: list[Group], known: Known, columns: list[Column]
) -> Iterator[Finding]:
    """Counties of which some are missing: their share of the city against what was last published."""
    earlier: dict[str, list[str]] = {}
    for group in groups:
        members = [
            code
            for code in check.members(group.period.year)
            if code in group.rows or group.key(records, code) in known
        ]
        if check.whole in members and 1 < len(members) < len(check.members(group.period.year)):
            earlier[group.key(records, check.whole)] = members
    before = published.rows(
        records.template,
        [
            group.key(records, code, when)
            for group in groups
            for code in earlier.get(group.key(records, check.whole), ())
            for when in earlier_months(group.period)
        ],
    )
    for group in groups:
        told = earlier.get(group.key(records, check.whole))
        if told:
            yield from jumps(records, group, told, (known, before), columns)


def earlier_months(period: Period) -> list[str]:
    """The codes of the periods before this one that a share can be held against, the newest first."""
    past = [f"{period.year}-{month:02d}" for month in range(period.month - 1, 0, -1)]
    same = [f"{period.year - 1}-{period.month:02d}"] if period.month < 12 else []
    return [*past, *same, str(period.year - 1)]


def jumps(
    records: Records, group: Group, members: list[str], known: tuple[Known, Known], columns: list[Column]
) -> Iterator[Finding]:
    """A share that is more than the setting away from the newest published one of the same places."""
    tolerance = plan().setting("validation", "share_tolerance_points")
    row = group.rows.get(members[0]) or next(iter(group.rows.values()))
    for column in columns:
        stated, *values = [number_at(group, records, known[0], code, column.field) for code in members]
        if not stated or any(value is None for value in values):
            continue
        now = 100 * sum(value for value in values if value is not None) / stated
        for when in earlier_months(group.period):
            found = [known[1].get(group.key(records, c, when), {}).get(column.field) for c in members]
            if any(value is None for value in found) or not found[0]:
                continue
            before = 100 * sum(float(value) for value in found[1:] if value) / float(found[0])
            if abs(now - before) > tolerance:
                yield at(records, row, "share_jumps", column, f"{before:.1f}%", f"{now:.1f}%")
            break
