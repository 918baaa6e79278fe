"""Sees where another table begins below the rows of a template: its rows are no records, and it is named."""

from itertools import pairwise

from data.ingest.cells.grid import address
from data.ingest.findings import Finding
from data.ingest.tables.by_column import read_cell
from data.ingest.tables.reading import Reading
from data.ingest.words.numbers import is_blank, parse_number

TYPED = ("period", "region", "sector", "category", "basis", "maturity", "choice", "date", "credit_code")
LEAST = 2  # headings that make a table


def without_second(reading: Reading, filled: dict[int, list[int]]) -> dict[int, list[int]]:
    """The filled rows above another table, which is told of; all of them where there is none.

    Another table begins after an empty row, with a row of words that no column understands, above numbers.
    """
    rows = list(filled)
    for place, (before, row) in enumerate(pairwise(rows), 1):
        if row - before < LEAST:
            continue
        heading = row if len(filled[row]) >= LEAST or place + 1 == len(rows) else rows[place + 1]
        below = [number for number in rows if number > heading]
        if are_headings(reading, heading, filled[heading]) and any(has_number(reading, at) for at in below):
            lines = reading.layout.sheet.lines
            words = "、".join(str(value).strip() for value in lines[row].values() if not is_blank(value))
            cell = address(row, filled[row][0])
            reading.findings.append(
                Finding("table_unused", reading.layout.sheet.name, cell, found=words[:60])
            )
            return {number: columns for number, columns in filled.items() if number < row}
    return filled


def are_headings(reading: Reading, row: int, columns: list[int]) -> bool:
    """Whether a row has words only, some where a period, place or choice is wanted, and none is one."""
    line = reading.layout.sheet.lines[row]
    if len(columns) < LEAST or not all(type(line[at]) is str for at in columns) or has_number(reading, row):
        return False
    if {line[at] for at in columns} & set(reading.layout.headings):
        return False
    unheard = Reading(reading.layout, reading.sense, carried=reading.carried)
    typed = [(c, line[at]) for c, at in reading.layout.places if at in line and c.kind in TYPED]
    return bool(typed) and all(read_cell(unheard, row, column, raw) is None for column, raw in typed)


def has_number(reading: Reading, row: int) -> bool:
    """Whether a number stands in a row."""
    line = reading.layout.sheet.lines[row]
    return any(not is_blank(value) and parse_number(value) is not None for value in line.values())
