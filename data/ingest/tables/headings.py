"""Reads a column's heading from its stack of cells: levels, broken words, English lines, unit."""

import re
from dataclasses import dataclass

from data.ingest.cells.grid import address
from data.ingest.tables.blocks import Table
from data.ingest.tables.page import CHINESE, Page, clean_label, is_latin, without_translation
from data.ingest.tables.rows import FREQUENCIES, FREQUENCY_LABELS
from data.ingest.words.units import is_unit, tidy_unit, unit_at_end, unit_in_brackets, unit_line

NAME_ROWS = {"name", "指标名称", "series name", "指标", "指标名"}
PLACE_ROWS = {"country", "region", "国家", "地区", "区域", "地域"}
UNIT_ROWS = {"unit", "单位", "计量单位", "units"}
PART_OF = re.compile(r"^[#＃]|^其中")
RATIO = re.compile(r"率$|率[（(]|比重|比例|占比|增长|增速|增幅|构成|[%‰]|rate", re.I)
Span = tuple[int, int]


@dataclass(frozen=True)
class Heading:
    """One column: its labels from the widest to its own, and its unit, '' when the heading names none."""

    labels: tuple[str, ...]
    unit: str = ""


def read_headings(page: Page, table: Table) -> dict[int, Heading]:
    """The heading of every value column; columns without any words are absent."""
    if table.metadata:
        return _from_metadata(page, table)
    unit_rows = {row for row in table.header_rows if _is_unit_row(page, table, row)}
    silent = unit_rows | {row for row in table.header_rows if is_frequency_row(page, table, row)}
    stacks = _stacks(page, table, [row for row in table.header_rows if row not in silent])
    headings: dict[int, Heading] = {}
    for column in table.value_columns:
        stated = next((tidy_unit(page.text(row, column)) for row in unit_rows if page.text(row, column)), "")
        heading = _read_stack(stacks[column])
        unit = stated or heading.unit or _unit_of_neighbour(stacks, headings, column, heading)
        if heading.labels or unit:
            headings[column] = Heading(heading.labels, unit)
    return headings


def _from_metadata(page: Page, table: Table) -> dict[int, Heading]:
    """Databases print a block of facts above each series: only name and unit are taken."""
    headings = {}
    rows = {page.text(row, table.label_columns[0]).lower(): row for row in reversed(table.header_rows)}
    name, place, unit = (
        next((rows[word] for word in rows if word in words), None)
        for words in (NAME_ROWS, PLACE_ROWS, UNIT_ROWS)
    )
    places = {page.text(place, column) for column in table.value_columns} if place else set()
    for column in table.value_columns:
        label = page.text(name, column) if name else ""
        where = page.text(place, column) if place and len(places) > 1 else ""
        if label:
            labels = tuple(part for part in (where, label) if part)
            headings[column] = Heading(labels, tidy_unit(page.text(unit, column)) if unit else "")
    return headings


def is_frequency_row(page: Page, table: Table, row: int) -> bool:
    """A row of the heading that only says how often: 月 月 月, which is neither a name nor a unit."""
    if page.text(row, table.label_columns[0]).lower() in FREQUENCY_LABELS:
        return True
    texts = [page.text(row, column).lower() for column in table.value_columns if page.text(row, column)]
    return row != table.header_rows[0] and len(texts) > 1 and set(texts) <= FREQUENCIES


def _is_unit_row(page: Page, table: Table, row: int) -> bool:
    """A row of the heading in which every word is a unit."""
    texts = [page.text(row, column) for column in table.value_columns if page.text(row, column)]
    if is_frequency_row(page, table, row):
        return False
    if page.text(row, table.label_columns[0]).lower() in UNIT_ROWS and table.header_rows[0] != row:
        return True
    units = sum(is_unit(text) for text in texts)
    return (
        row != table.header_rows[0]
        and units > 0
        and units * 10 >= len(texts) * 8
        and _stands_alone(page, table, row)
    )


def _stands_alone(page: Page, table: Table, row: int) -> bool:
    """Every unit of the row has words of its own above it."""
    above = [each for each in table.header_rows if each < row]
    columns = [column for column in table.value_columns if page.text(row, column)]
    return all(any(page.text(each, column) for each in above) for column in columns)


def _stacks(page: Page, table: Table, rows: list[int]) -> dict[int, list[tuple[Span, str]]]:
    """For each column the heading cells above it, from the top: (columns they span, text)."""
    first, last = table.value_columns[0], table.columns[1]
    stacks: dict[int, list[tuple[Span, str]]] = {column: [] for column in range(first, last + 1)}
    seen: dict[int, set[tuple[int, int]]] = {column: set() for column in stacks}
    for position, row in enumerate(rows):
        column = first
        while column <= last:
            merge = page.merge(row, column)
            anchor = page.anchor(row, column)
            text = page.raw(*anchor)
            end = min(merge[3], last) if merge else column
            if text and not merge:
                end = _reach(page, stacks, row, rows[position + 1 :], column, last)
            for covered in range(column, end + 1):
                if text and anchor not in seen[covered]:
                    seen[covered].add(anchor)
                    stacks[covered].append(((column, end), text))
            column = end + 1
    return stacks


def _reach(
    page: Page, stacks: dict[int, list[tuple[Span, str]]], row: int, below: list[int], column: int, last: int
) -> int:
    """How far an unmerged heading speaks for blanks to its right: as long as they need a parent."""

    chinese = bool(CHINESE.search(page.raw(row, column)))

    def own_word_below(place: int) -> bool:
        texts = [page.text(each, place) for each in below]
        return any(text and not (chinese and is_latin(text)) for text in texts)

    end = column
    if not own_word_below(column):
        return end
    while end < last:
        following = end + 1
        if page.text(row, following) or page.merge(row, following) or not own_word_below(following):
            break
        if [span for span, _ in stacks[following]] != [span for span, _ in stacks[column]]:
            break
        end = following
    return end


def _read_stack(stack: list[tuple[Span, str]]) -> Heading:
    """Cells over the same columns are one broken label; a wider cell above is a level of its own."""
    levels: list[tuple[Span, list[str]]] = []
    for span, text in stack:
        lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
        if levels and levels[-1][0] == span:
            levels[-1][1].extend(lines)
        else:
            levels.append((span, lines))
    labels: list[str] = []
    unit = ""
    for _, pieces in levels:
        pieces, own = _without_unit(pieces, bool(labels))
        unit = own or unit
        label, found = read_label(pieces) if pieces else ("", "")
        unit = found or unit
        if label:
            labels.append(label)
    return Heading(tuple(labels), unit)


def _without_unit(pieces: list[str], below: bool) -> tuple[list[str], str]:
    """The pieces before one that is nothing but a unit and stands below the words it belongs to."""
    last = pieces[-1].strip()
    alone = is_unit(last) and last.lower() not in FREQUENCIES
    return (pieces[:-1], tidy_unit(last)) if alone and (below or len(pieces) > 1) else (pieces, "")


def read_label(pieces: list[str]) -> tuple[str, str]:
    """(label, unit) of one label written in pieces: English left out, pieces joined, unit taken off."""
    unit = ""
    kept: list[str] = []
    for piece in without_translation([clean_label(piece) for piece in pieces]):
        rest, found = unit_in_brackets(piece)
        if stated := unit_line(piece):
            rest, found = "", stated
        unit = unit or found
        if rest:
            kept.append(rest)
    label = clean_label(_joined(kept))
    if not unit:
        label, unit = unit_in_brackets(label)
    if not unit:
        label, unit = unit_at_end(label)
    if re.fullmatch(r"[(（][^()（）]*[)）]", label):
        label = label[1:-1].strip()
    return label, unit


def _joined(pieces: list[str]) -> str:
    text = ""
    for piece in pieces:
        latin = text and not CHINESE.search(text[-1]) and not CHINESE.search(piece[0])
        broken = latin and text[-1].isalnum() and piece[0].isalnum()
        text += (" " if broken else "") + piece
    return text


def _unit_of_neighbour(
    stacks: dict[int, list[tuple[Span, str]]], headings: dict[int, Heading], column: int, heading: Heading
) -> str:
    """'#婴儿' right of '死亡率(‰)', and what stands under 其中, is a part of it and shares its unit."""
    part = next((span for span, text in stacks[column] if PART_OF.match(clean_label(text))), None)
    if part is None or not heading.labels:
        return ""
    left = part[0] - 1
    if left not in headings or (RATIO.search(heading.labels[-1]) and not RATIO.search(headings[left].unit)):
        return ""
    shared = [span for span, _ in stacks[column] if span[0] < part[0]]
    beside = [span for span, _ in stacks[left]]
    return headings[left].unit if all(span in beside for span in shared) else ""


def words_above(page: Page, table: Table, column: int) -> tuple[str, tuple[str, ...]]:
    """The first cell of a column's heading and its words from the widest to its own."""
    words: list[str] = []
    first = ""
    seen: set[tuple[int, int]] = set()
    for row in table.header_rows:
        anchor, text = page.anchor(row, column), page.text(row, column)
        if not text or anchor in seen or (words and is_unit(text)):
            continue
        seen.add(anchor)
        first = first or address(*anchor)
        bare = unit_in_brackets(text)[0] or text
        if not words or words[-1] != bare:
            words.append(bare)
    return first, tuple(words)
