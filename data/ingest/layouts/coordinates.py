"""Takes the names of a number apart: what of its stub and heading is a place, a kind, a period, a figure."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from data.ingest.cells.grid import address, place_of
from data.ingest.layouts.fitting import MOSTLY, belongs
from data.ingest.layouts.matching import is_growth, path_key
from data.ingest.layouts.seen import Seen
from data.ingest.tables.page import clean_label
from data.ingest.tables.tidy import Record
from data.ingest.words.names import squeeze
from data.ingest.words.periods import parse_period
from data.plan import Template, plan
from data.plan.model import Column

MOST = 5_000  # numbers of a table that say what its stubs and headings name
DEEP = 3  # levels of a stub or heading that may each name something
FEWEST_CHOICES = 3  # of a column of choices before its words can be those of a stub or heading
WORDS, PERIOD = "words", "period"
NAMES = "enterprise"  # the field of names in stubs, told by how they end
ORGANISATION = re.compile(r"(公司|集团|厂|矿|电站|合作社|中心|院|所|局|园)([（(].*[)）])?$")
Roles = dict[tuple[str, int], str]


@dataclass(frozen=True)
class Spot:
    """One number: what it is called, of which place and kind, in which cell."""

    record: Record
    seen: Seen
    words: tuple[str, ...]
    along: str
    parts: tuple[tuple[str, str, str], ...]  # (field, text, axis) of what stub and heading name

    @property
    def key(self) -> str:
        """The identity of what it is called."""
        return path_key(self.words)


@cache
def dimensions(template_id: str) -> list[Column]:
    """The columns whose words may stand in stubs and headings."""
    return [
        column
        for column in plan().templates[template_id].columns
        if column.kind in ("region", "sector", "category")
        or (column.kind == "choice" and column.required and len(column.choices) >= FEWEST_CHOICES)
    ]


@lru_cache(maxsize=50_000)
def dimension_of(template_id: str, label: str) -> str:
    """The field whose word a label is, PERIOD for a period, '' for any other."""
    if parse_period(label) is not None or parse_period(label, 2000) is not None:
        return PERIOD
    return next((c.field for c in dimensions(template_id) if belongs(template_id, c.field, label)), "")


def roles_of(template: Template, seen: Seen) -> Roles:
    """What each level of stubs and headings names, the innermost being 0: most of its words decide."""
    roles: Roles = {}
    for axis in ("row", "column"):
        for level in range(DEEP):
            labels = {label for record in seen.records[:MOST] if (label := at_level(record, axis, level))}
            if not labels:
                continue
            labels = {label for label in labels if axis == "row" or not is_growth(label)} or labels
            told = Counter(dimension_of(template.id, label) for label in labels)
            told.pop("", None)
            if axis == "row" and template.column(NAMES) and not told:
                told[NAMES] = sum(bool(ORGANISATION.search(label)) for label in labels)
            for field, count in told.most_common(1):
                if field != PERIOD and count >= MOSTLY * len(labels):
                    roles[axis, level] = field
    return roles


def at_level(record: Record, axis: str, level: int) -> str:
    """The label of a number at a level, counted from the innermost; '' where it has none."""
    path = record.row if axis == "row" else record.col
    return path[-1 - level] if level < len(path) else ""


def spots_of(template: Template, seen: Seen, most: int | None = None) -> list[Spot]:
    """Every number of a table with its names taken apart; or the first of them."""
    roles, codes = roles_of(template, seen), codes_of(template, seen)
    spots = [spot_of(template, seen, record, roles) for record in seen.records[:most]]
    return beside([with_code(spot, codes) for spot in spots], roles)


def codes_of(template: Template, seen: Seen) -> dict[int, str]:
    """The credit code of each row, where a column of the table is of them."""
    column = next((c for c in template.columns if c.kind == "credit_code"), None)
    for line in seen.lines if column else ():
        told = {row: squeeze(str(seen.sheet.spoken(row, line.column) or "")).upper() for row in seen.body}
        filled = {row: text for row, text in told.items() if text}
        if column and sum(
            belongs(template.id, column.field, text) for text in filled.values()
        ) > MOSTLY * len(filled):
            return filled
    return {}


def with_code(spot: Spot, codes: dict[int, str]) -> Spot:
    """A number with the credit code of its row."""
    code = codes.get(place_of(spot.record.cell)[0])
    return replace(spot, parts=(*spot.parts, ("credit_code", code, "row"))) if code else spot


def beside(spots: list[Spot], roles: Roles) -> list[Spot]:
    """The same, a growth that names no place or kind itself being of the number to its left: 全市, 同比."""
    own = {field for (axis, _), field in roles.items() if axis == "column"}
    if not own:
        return spots
    told: dict[tuple[object, ...], tuple[tuple[str, str, str], ...]] = {}
    made = []
    for spot in spots:
        parts = tuple(part for part in spot.parts if part[2] == "column" and part[0] in own)
        row = (place_of(spot.record.cell)[0], *spot.record.row)
        if parts:
            told[row] = parts
        elif row in told and spot.record.col and is_growth(spot.record.col[-1]):
            spot = replace(spot, parts=(*spot.parts, *told[row]))
        made.append(spot)
    return made


def spot_of(template: Template, seen: Seen, record: Record, roles: Roles) -> Spot:
    """One number with its names taken apart."""
    words: list[tuple[str, str]] = []
    parts: dict[str, tuple[str, str, str]] = {}
    for axis, path in (("row", record.row), ("column", record.col)):
        for at, label in enumerate(path):
            level = len(path) - 1 - at
            field = dimension_of(template.id, label)
            role = roles.get((axis, level), "")
            if role and field not in (role, PERIOD) and belongs(template.id, role, label):
                field = role  # 合计 may be the city and all kinds: here it is what the others beside it are
            if field == PERIOD:
                continue
            if role and (field == role or (not field and not is_growth(label))):
                parts[role] = (role, label, axis)
            elif field and role:
                parts.setdefault(field, (field, label, axis))
            else:
                words.append((axis, label))
    along = "column" if any(axis == "column" for axis, _ in words) else "row" if words else "title"
    told = tuple(label for _, label in words) or ((seen.title_text(),) if seen.title_text() else ())
    return Spot(record, seen, told, along, tuple(parts.values()))


def cell_of(seen: Seen, record: Record, axis: str, label: str) -> str:
    """The cell in which a label of a number stands; its own cell where that cannot be told."""
    page, (row, column) = seen.page, place_of(record.cell)
    if axis == "row":
        places = [
            (above, c)
            for c in dict.fromkeys((*reversed(seen.table.label_columns), *range(*seen.table.columns)))
            for above in range(row, seen.body[0] - 1, -1)
        ]
    else:
        places = [
            (head, c)
            for head in reversed(seen.table.header_rows)
            for c in range(column, seen.table.columns[0] - 1, -1)
        ]
    for place in places:
        anchor = page.anchor(*place)
        text = clean_label(page.raw(*anchor))
        if text and (label in text or text in label):
            return address(*anchor)
    return record.cell
