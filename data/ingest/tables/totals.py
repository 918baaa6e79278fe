"""Knows rows of totals: they are no records, and are held against the rows that they add up."""

import re

from data.ingest.cells.grid import address
from data.ingest.findings import Finding
from data.ingest.records import Row
from data.ingest.tables.recognise import Layout
from data.ingest.words.names import choice_of, code_of, squeeze
from data.ingest.words.numbers import parse_number, shown
from data.plan import plan

TOTAL = re.compile(r"(合计|总计|小计|共计|汇总|总和|累计|total|sum)(数|行)?[:]?")


def says_total(layout: Layout, row: int) -> bool:
    """A row that says 合计, 小计 or 汇总 where a place, an enterprise or a kind is named."""
    named = [
        column for column in layout.template.columns if not column.numeric and column.field in layout.columns
    ]
    words = (layout.sheet.cells.get((row, layout.columns[column.field])) for column in named)
    return any(isinstance(word, str) and TOTAL.fullmatch(squeeze(word)) for word in words)


def is_record(layout: Layout, row: int) -> bool:
    """Whether the word for the total is a name that its column takes: 合计 may be the city, or all kinds."""
    for column in layout.template.columns:
        position = layout.columns.get(column.field)
        word = layout.sheet.cells.get((row, position)) if position else None
        if not column.numeric and isinstance(word, str) and TOTAL.fullmatch(squeeze(word)):
            kinds = ("region", "sector", "category")
            known = code_of(column.kind, word) if column.kind in kinds else choice_of(column.choices, word)
            return known is not None
    return False


def of_total(layout: Layout, row: int, above: list[Row]) -> list[Finding]:
    """That the row is no record, and where its sums are not those of the rows above it.

    The city among the rows may be part of a sum or left out of it; zones lie inside counties.
    """
    findings = [Finding("total_row", layout.sheet.name, address(row, min(layout.columns.values())))]
    tolerance = plan().setting("validation", "sum_tolerance")
    for column in layout.template.columns:
        position = layout.columns.get(column.field)
        stated = parse_number(layout.sheet.cells.get((row, position))) if position else None
        if not column.additive or position is None or stated is None or not above:
            continue
        sums = possible_sums(above, column.field)
        if all(abs(total - stated.value) > abs(stated.value) * tolerance / 100 for total in sums):
            cell = address(row, position)
            findings.append(
                Finding(
                    "total_off",
                    layout.sheet.name,
                    cell,
                    shown(sums[0]),
                    shown(stated.value),
                    column.heading,
                )
            )
    return findings


def possible_sums(rows: list[Row], field: str) -> list[float]:
    """What a total may mean: all rows, those that are not the city's, only the counties'."""
    values = [
        (row.text("region"), value) for row in rows if isinstance(value := row.values.get(field), float)
    ]
    counties = set(plan().counties())
    return [
        sum(value for _, value in values),
        sum(value for place, value in values if place != plan().city),
        sum(value for place, value in values if place in counties),
    ]
