"""Reads a whole workbook by a stored layout, and finds which stored layouts fit it."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.ingest.cells.grid import Value, address
from data.ingest.findings import Finding
from data.ingest.layouts import cells, columns
from data.ingest.layouts.outside import county_told, periods_told
from data.ingest.layouts.proposal import Told
from data.ingest.layouts.sections import sections
from data.ingest.layouts.seen import Seen
from data.ingest.layouts.stored import StoredLayout
from data.ingest.records import Records
from data.ingest.tables.recognise import Layout, missing_column
from data.ingest.tables.understand import understand
from data.ingest.tables.unused import columns_unused
from data.ingest.words.names import code_of
from data.plan import plan

SEVERAL = 2  # places that the tables of a workbook name before each is of its own


@dataclass(frozen=True)
class Layed:
    """What a layout made of a workbook: its records and what is to be said of them."""

    records: Records
    findings: list[Finding]


def missing(stored: StoredLayout, seen: Seen) -> list[str]:
    """The headings of a layout that a table does not have."""
    if stored.shape == "columns":
        return columns.missing(stored, seen)
    return cells.missing(stored, seen)


def fits(stored: StoredLayout, tables: Iterable[Seen]) -> bool:
    """Whether some table of a workbook has every heading of a layout."""
    return any(not missing(stored, seen) for seen in tables)


def fitting(known: Iterable[StoredLayout], tables: list[Seen]) -> list[StoredLayout]:
    """The layouts that fit, without those of which another has all headings and more."""
    found = [stored for stored in known if fits(stored, tables)]
    return [one for one in found if not any(is_part(one, other) for other in found)]


def is_part(one: StoredLayout, other: StoredLayout) -> bool:
    """Whether another layout of the same template has all the headings of this one and more."""
    own, more = ({(b.path, b.field) for b in layout.bindings} for layout in (one, other))
    return one.template == other.template and own < more


def unfit(stored: StoredLayout, tables: list[Seen]) -> Finding:
    """That a workbook lacks headings of a layout: the fewest that any of its tables lacks."""
    lacking = min(
        (missing(stored, seen) for seen in tables),
        key=len,
        default=["／".join(b.path) for b in stored.bindings],
    )
    sheet = tables[0].sheet.name if tables else ""
    return Finding("layout_unfit", sheet, found="、".join(lacking)[:200], expected=stored.name)


def read(stored: StoredLayout, tables: list[Seen], file_name: str) -> Layed | None:
    """The records of every table that has all headings of a layout; None where none has."""
    own = [seen for seen in tables if not missing(stored, seen)]
    if not own:
        return None
    made, findings = Records(plan().templates[stored.template]), []
    for seen, place in zip(own, places_of(stored, own), strict=True):
        records, said = read_table(stored, seen, file_name, place)
        made.rows += records.rows
        made.letters |= records.letters
        findings += said
    findings += [not_used(seen) for seen in tables if seen.records and not any(seen is one for one in own)]
    return Layed(made, findings)


def top_cell(seen: Seen) -> str:
    """The cell of a table's title, of its first heading where it has none."""
    return seen.titles[0][0] if seen.titles else address(min(seen.table.header_rows), seen.table.columns[0])


def not_used(seen: Seen) -> Finding:
    """That a table of numbers has none of the layout's headings and gave nothing."""
    cell = top_cell(seen)
    told = seen.title_text() or "、".join("".join(line.path) for line in seen.lines)
    return Finding("table_unused", seen.sheet.name, cell, found=told[:60])


def places_of(stored: StoredLayout, own: list[Seen]) -> list[Told | None]:
    """The place of each table that says another than the layout's: a county of its own in a title or name.

    What somebody answers for one table at this moment stands; several are each of the place that they name.
    """
    column = next((c for c in plan().templates[stored.template].columns if c.kind == "region"), None)
    if column is None or column.field not in stored.fixed:
        return [None] * len(own)
    told = [county_told(seen) for seen in own]
    if not stored.name and len({one.value for one in told if one}) < SEVERAL:
        return [None] * len(own)
    answered = code_of("region", stored.fixed[column.field])
    return [one if one and one.value != answered else None for one in told]


def read_table(
    stored: StoredLayout, seen: Seen, file_name: str, place: Told | None = None
) -> tuple[Records, list[Finding]]:
    """The records of one table and what is to be said of it; `place` is the one that its own title names."""
    fixed: dict[str, Value] = dict(stored.fixed)
    said_at: dict[str, str] = {}
    notes = []
    if place:
        column = next(c for c in plan().templates[stored.template].columns if c.kind == "region")
        fixed[column.field], said_at[column.field] = place.words, place.cell
        text = (place.text or place.words)[:60]
        notes = [Finding("place_from_title", seen.sheet.name, place.cell, place.words, text, column.heading)]
    period, told = plan().templates[stored.template].period, None
    if period and (told := period_of(stored, seen, file_name)):
        fixed[period.field], said_at[period.field] = told.words, told.cell
        text = (told.text or told.words)[:60]
        notes.append(
            Finding("period_from_title", seen.sheet.name, told.cell, told.words, text, period.heading)
        )
    otherwise = sections(plan().templates[stored.template], seen, fixed)
    if stored.shape == "columns":
        layout = columns.laid(stored, seen, fixed, said_at)
        records, said = understood(layout)
        said += [f for f in columns_unused(layout) if f.rule == "column_unused"]
        said += columns.mixed(stored, seen)
    else:
        out = cells.set_out(stored, seen, fixed)
        records, said = cells.turned_back(out, *understood(out.layout))
        said += cells.unused(stored, seen)
    said += otherwise
    ignored = {(f.sheet, f.cell) for f in otherwise}
    said = [f for f in said if f.rule != "row_passed_over" or (f.sheet, f.cell) not in ignored]
    bound = {binding.field for binding in stored.bindings}
    if period and not told and not records.by_period() and period.field not in bound:
        said = [f for f in said if f.field != period.heading]
        said.append(Finding("period_nowhere", seen.sheet.name, top_cell(seen), field=period.heading))
    return records, [*notes, *said]


def understood(layout: Layout) -> tuple[Records, list[Finding]]:
    """The records of a table; a required column that it neither has nor was answered for stops it."""
    records, said = understand([layout])
    return records, [*(missing_column(layout, c) for c in layout.missing if c.kind != "period"), *said]


def period_of(stored: StoredLayout, seen: Seen, file_name: str) -> Told | None:
    """The period outside the columns, from where the layout says that it stands; None where it has none."""
    return next((told for told in periods_told(seen, file_name) if told.source == stored.period), None)
