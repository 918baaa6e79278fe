"""Knows rows of totals: they are no records, and are held against the rows that they add up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.ingest.cells.grid import Value, address
from data.ingest.findings import Finding
from data.ingest.records import Records, Row
from data.ingest.tables.recognise import Layout
from data.ingest.words.names import choice_of, code_of, squeeze
from data.ingest.words.numbers import parse_number, shown
from data.plan import plan

WAYS = 4  # what a total may be the sum of
PART = re.compile(r"^\s*(其中|[#＃])")
FEWEST = 2  # rows that a nameless sum adds up
TOTAL = re.compile(
    r"(市辖区|市区|城区|各?县区?|开发区|全部)?(合计|总计|小计|共计|汇总|总和|累计|total|sum)(数|行)?[:]?"
)


def total_rows(layout: Layout, raws: Mapping[int, Sequence[Value | None]], numbers: list[int]) -> set[int]:
    """Of these rows those that say 合计, 小计 or 汇总 where a place, an enterprise or a kind is named.

    `raws` is what stands in them by column.
    """
    found: set[int] = set()
    for at in layout.named:
        words = raws[at]
        totals = {word for word in set(words) if isinstance(word, str) and is_total(word)}
        if totals:
            found |= {number for number, word in zip(numbers, words, strict=True) if word in totals}
    return found


def is_total(word: str) -> bool:
    """Whether a word is one for the total and nothing else."""
    return bool(TOTAL.fullmatch(squeeze(word)))


def is_record(layout: Layout, row: int) -> bool:
    """Whether the word for the total is a name that its column takes: 合计 may be the city, or all kinds."""
    for column in layout.template.columns:
        position = layout.columns.get(column.field)
        word = layout.sheet.cells.get((row, position)) if position else None
        if not column.numeric and isinstance(word, str) and is_total(word):
            kinds = ("region", "sector", "category")
            known = code_of(column.kind, word) if column.kind in kinds else choice_of(column.choices, word)
            return known is not None
    return False


def is_placed(layout: Layout, row: int) -> bool:
    """Whether the row names its own place: then its 合计 is of that place and no sum of the rows above."""
    position = layout.columns.get("region")
    word = layout.sheet.cells.get((row, position)) if position else None
    return isinstance(word, str) and bool(word.strip()) and not is_total(word)


def adds_up(layout: Layout, row: int, columns: list[int], above: "Above", found: list[Row]) -> bool:
    """Whether a row without any name says the sums of the rows above it, in every column that adds up."""
    stated = [at for column, at in layout.places if column.additive and at in columns]
    if len(found) < FEWEST or not stated or any(layout.sheet.merge(row, at) for at in layout.named):
        return False
    above.take(found)
    return len(of_total(layout, row, above)) == 1


@dataclass
class Above:
    """The rows above a total: their keys, and of every field that may be added up the running sums."""

    records: Records
    fields: tuple[str, ...]
    layout: Layout
    rows: int = 0
    keys: set[str] = field(default_factory=set)
    sums: dict[str, list[float]] = field(default_factory=dict)
    below_part: bool = False

    @classmethod
    def of(cls, layout: Layout) -> "Above":
        """Nothing yet, above the first row of a table."""
        template = layout.template
        return cls(Records(template), tuple(c.field for c in template.columns if c.additive), layout)

    def take(self, rows: list[Row]) -> None:
        """Takes in the rows that are not yet counted."""
        city, counties = plan().city, set(plan().counties())
        for row in rows[self.rows :]:
            self.keys.add(self.records.key(row))
            place, part = row.text("region"), self.is_part(row.number)
            for name in self.fields:
                value = row.values.get(name)
                if isinstance(value, float):
                    sums = self.sums.setdefault(name, [0.0] * WAYS)
                    sums[0] += value
                    sums[1] += value if place != city else 0.0
                    sums[2] += value if place in counties else 0.0
                    sums[3] += 0.0 if part else value
        self.rows = len(rows)

    def possible(self, name: str) -> list[float]:
        """What a total may mean: all rows, those not of the city, the counties', those that are wholes."""
        return self.sums.get(name, [0.0] * WAYS)

    def is_part(self, row: int) -> bool:
        """Whether a row is a part of one above it: 其中：…, or set in below such a one."""
        words = [self.layout.sheet.cells.get((row, column)) for column in self.layout.named]
        named = [word for word in words if isinstance(word, str) and word.strip()]
        begins = any(PART.match(word) for word in named)
        self.below_part = begins or (self.below_part and any(word[:1].isspace() for word in named))
        return self.below_part


def of_total(layout: Layout, row: int, above: Above) -> list[Finding]:
    """That the row is no record, and where its sums are not those of the rows above it.

    The city among the rows may be part of a sum or left out of it; zones lie inside counties.
    """
    findings = [Finding("total_row", layout.sheet.name, address(row, min(layout.columns.values())))]
    tolerance = plan().setting("validation", "sum_tolerance")
    for column, position in layout.places:
        stated = parse_number(layout.sheet.cells.get((row, position))) if position else None
        if not column.additive or position is None or stated is None or not above.rows:
            continue
        sums = above.possible(column.field)
        if all(abs(total - stated.value) > abs(stated.value) * tolerance / 100 for total in sums):
            cell, wanted, found = address(row, position), shown(sums[0]), shown(stated.value)
            findings.append(Finding("total_off", layout.sheet.name, cell, wanted, found, column.heading))
    return findings
