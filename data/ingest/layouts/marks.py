"""Marks the cells of a table by what they are for, so that a person sees how it was understood."""

from data.ingest.cells.grid import address, place_of
from data.ingest.layouts.outside import period_in
from data.ingest.layouts.proposal import Marks
from data.ingest.layouts.seen import Seen
from data.ingest.words.names import code_of
from data.ingest.words.notes import is_foot
from data.ingest.words.periods import parse_period
from data.ingest.words.units import is_unit, stated_units, unit_line

MOST = 2000  # single cells of one sheet that are marked; bodies are marked as ranges


def marked(tables: list[Seen]) -> tuple[Marks, ...]:
    """The marks of every sheet with a table."""
    found: dict[str, dict[str, str]] = {}
    for seen in tables:
        found.setdefault(seen.sheet.name, {}).update(of_table(seen))
    return tuple(Marks(name, dict(list(cells.items())[:MOST])) for name, cells in found.items())


def of_table(seen: Seen) -> dict[str, str]:
    """The marks of one table: address or range to title, heading, unit, note, body, place, period, label."""
    page, table = seen.page, seen.table
    first, last = table.columns
    made: dict[str, str] = {}
    for cell, text in seen.titles:
        made[cell] = (
            "unit" if unit_line(text) or stated_units(text) else "period" if parse_period(text) else "title"
        )
    for row in table.header_rows:
        for column in range(first, last + 1):
            anchor = page.anchor(row, column)
            if text := page.text(row, column):
                made[address(*anchor)] = (
                    "unit"
                    if is_unit(text)
                    else "period"
                    if page.period(*anchor)
                    else "place"
                    if code_of("region", text)
                    else "heading"
                )
    for row in seen.body:
        for column in [*table.label_columns, *([table.unit_column] if table.unit_column else [])]:
            if text := page.text(row, column):
                made[address(*page.anchor(row, column))] = label_mark(text, column == table.unit_column)
    for column in table.value_columns:
        rows = [place_of(record.cell)[0] for record in seen.by_column.get(column, [])]
        if rows:
            made[f"{address(min(rows), column)}:{address(max(rows), column)}"] = "body"
    return made | notes(seen)


def label_mark(text: str, is_of_unit: bool) -> str:
    """What a cell beside the numbers is."""
    if is_of_unit:
        return "unit"
    if is_foot(text):
        return "note"
    if code_of("region", text):
        return "place"
    return "period" if period_in(text) else "label"


def notes(seen: Seen) -> dict[str, str]:
    """Remarks anywhere on the sheet."""
    rows = seen.page.rows.items()
    places = [
        (row, column) for row, columns in rows for column in columns if is_foot(seen.page.raw(row, column))
    ]
    return {address(*place): "note" for place in places}
