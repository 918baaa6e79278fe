"""Names the rows of a table: merged and filled-down label columns, indents, sections, 其中 lines."""

import re
from collections import Counter
from dataclasses import dataclass

from data.ingest.tables.blocks import Table
from data.ingest.tables.headings import PART_OF, read_label
from data.ingest.tables.page import Page
from data.ingest.words.notes import is_note
from data.ingest.words.periods import parse_period

ENUMERATED = re.compile(
    r"^\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}\s*[、.．,，])"
)
COUNTED = re.compile(r"^\s*(?:\d{1,2}\s*[.、．](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])")
RATIO = re.compile(r"率$|比重|比例|占比|增长|增速|增幅|构成|指数|[%‰]")
TOTAL = re.compile(r"^(合计|总计|小计|共计|总数|全市|全国|全省|全区|全县|全州|total)(合计|总计)?$", re.I)


@dataclass(frozen=True)
class RowLabel:
    """A row's path of labels, and the unit when the last label or the unit column states one."""

    path: tuple[str, ...]
    unit: str = ""


@dataclass
class _Open:
    """A label that may still have children: how far it is set in, and how it opens them."""

    indent: int
    label: str
    unit: str
    part: bool
    section: bool
    enumerated: bool
    counted: bool
    total: bool


def read_row_labels(page: Page, table: Table) -> dict[int, RowLabel]:
    """The label of every body row that has one of its own; control totals without a label are absent."""
    labels: dict[int, RowLabel] = {}
    *outer_columns, inner = table.label_columns
    filled: dict[int, str] = {}
    outer: tuple[str, ...] = ()
    opened: list[_Open] = []
    for row in table.body_rows:
        if is_note(page.raw(row, table.label_columns[0])):
            continue
        own = [column for column in table.label_columns if page.raw(*page.anchor(row, column)).strip()]
        if not own:
            continue
        _fill_down(page, row, outer_columns, filled)
        path = tuple(filled[column] for column in outer_columns if filled.get(column))
        if path != outer:
            outer, opened = path, []
        label, unit = _label(page, row, inner)
        if label:
            label += "月" if inner in table.month_columns and label.isdigit() else ""
            opened = _enter(page, table, row, (label, unit), opened)
            path += tuple(entry.label for entry in opened)
            unit = opened[-1].unit
        elif not any(column in outer_columns for column in own):
            continue
        labels[row] = RowLabel(path, _unit_column(page, table, row) or unit)
    return labels


def _fill_down(page: Page, row: int, columns: list[int], filled: dict[int, str]) -> None:
    """Blank cells of outer label columns repeat the label above; a new label empties those to its right."""
    for position, column in enumerate(columns):
        text, _ = _label(page, row, column)
        if text and (text != filled.get(column) or page.raw(row, column)):
            filled[column] = text
            if page.raw(row, column):
                for inner in columns[position + 1 :]:
                    filled.pop(inner, None)


def _label(page: Page, row: int, column: int) -> tuple[str, str]:
    text = page.raw(*page.anchor(row, column))
    if not text.strip():
        return "", ""
    label, unit = read_label([line for line in re.split(r"[\r\n]+", text) if line.strip()])
    return (label, unit) if label else (text.strip(), "")


def _unit_column(page: Page, table: Table, row: int) -> str:
    if table.unit_column is None:
        return ""
    return page.text(row, table.unit_column)


def _enter(page: Page, table: Table, row: int, named: tuple[str, str], opened: list[_Open]) -> list[_Open]:
    """Closes what the new label is not a part of and adds it: the last entries are its path."""
    label, unit = named
    values = any(page.own(row, column) is not None for column in table.value_columns)
    entry = _Open(
        page.indent(row, table.label_columns[-1]),
        label,
        unit,
        part=bool(PART_OF.match(label)),
        section=_is_section(page, table, row, named)
        if not values
        else bool(unit) and _counts_again(page, table, row, opened),
        enumerated=bool(ENUMERATED.match(label)),
        counted=bool(COUNTED.match(label)),
        total=values and bool(TOTAL.match(label)),
    )
    kept = list(opened)
    while kept and not _is_parent(kept[-1], entry, values, at_once=len(kept) == len(opened)):
        kept.pop()
    if kept and not unit and not RATIO.search(label):
        entry.unit = kept[-1].unit
    return [*kept, entry]


def _is_parent(above: _Open, entry: _Open, values: bool, *, at_once: bool) -> bool:
    """Whether the new line is a part of one above it; `at_once`: of the line directly above."""
    if above.part or above.total:
        return False
    if entry.total and above.section and at_once and entry.indent == above.indent:
        return True
    if entry.part:
        return entry.indent >= above.indent
    if entry.indent > above.indent:
        return True
    if entry.indent < above.indent or entry.total or entry.enumerated or entry.section:
        return False
    return above.section or (above.enumerated and not entry.counted and values)


def _counts_again(page: Page, table: Table, row: int, opened: list[_Open]) -> bool:
    """A line with a number and a unit of its own above names that stood here before: 构成（%） 100."""
    below = [each for each in table.body_rows if each > row]
    above = {page.text(each, table.label_columns[-1]) for each in table.body_rows if each < row}
    return bool(opened) and bool(below) and page.text(below[0], table.label_columns[-1]) in above - {""}


def _names_the_next(page: Page, table: Table, row: int) -> bool:
    """Whether the line below has numbers and no unit of its own, so that it needs that of this line."""
    below = next((each for each in table.body_rows if each > row), None)
    if below is None or all(page.own(below, column) is None for column in table.value_columns):
        return False
    return not _label(page, below, table.label_columns[-1])[1]


def _next_period(page: Page, table: Table, row: int) -> bool:
    """Whether the line below is of a period too: then this one is a year without numbers, no section."""
    below = next((each for each in table.body_rows if each > row), None)
    return below is None or parse_period(_label(page, below, table.label_columns[-1])[0]) is not None


def _heads_names_again(page: Page, table: Table, row: int) -> bool:
    """Whether the line below names what other blocks name too, and this line stands there once."""
    names = Counter(page.text(each, table.label_columns[-1]) for each in table.body_rows)
    below = next((each for each in table.body_rows if each > row), None)
    own = names[page.text(row, table.label_columns[-1])]
    return below is not None and own == 1 and names[page.text(below, table.label_columns[-1])] > 1


def _is_section(page: Page, table: Table, row: int, named: tuple[str, str]) -> bool:
    """A label line without numbers that announces the lines below, although they are not set in."""
    label, unit = named
    if label.endswith((":", "：")) or ENUMERATED.match(label):
        return True
    if unit and _names_the_next(page, table, row):
        return True
    if (parse_period(label) and not _next_period(page, table, row)) or _heads_names_again(page, table, row):
        return True
    merge = page.merge(row, table.label_columns[-1])
    if merge and merge[3] >= table.value_columns[0]:
        return True
    return table.unit_column is not None and page.blank(row, table.unit_column)
