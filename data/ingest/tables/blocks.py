"""Finds the tables on a page, stacked or side by side, and what in each is title, heading and body."""

import re
from dataclasses import dataclass, field

from data.ingest.tables.columns import UNIT_HEADINGS, counts, heading_words, is_month_column, sort_columns
from data.ingest.tables.page import Page
from data.ingest.tables.rows import (
    FACTS,
    METADATA,
    is_body,
    is_index_row,
    is_year_heading,
    numeric_columns,
)
from data.ingest.words.notes import is_note
from data.ingest.words.units import is_unit, key, unit_in_brackets, unit_line

FORM_LINE = re.compile(
    r"^(填报|报送|编制|综合|制表|批准|备案|有效|文号|表号|报告|统计|填表|联系|单位负责|统一社会|组织机构|企业名称|单位名称"
    r"|单位详细|法人|时间|日期|年份|报表|地区|区域|期别)[^:：]{0,12}[:：]"
)
CONTINUED = re.compile(r"续表|[(（]续|续$")
NEAR = 12  # rows a heading and its first numbers lie apart at most


@dataclass
class Table:
    """One table: rows and columns by what they are for."""

    columns: tuple[int, int]
    body_rows: list[int]
    label_columns: list[int]
    value_columns: list[int]
    unit_column: int | None = None
    header_rows: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    metadata: bool = False
    month_columns: set[int] = field(default_factory=set)


def find_tables(page: Page) -> list[Table]:
    """Every table of numbers on the page, from the top, then from the left."""
    tables: list[Table] = []
    for rows in _bands(page):
        panels = [table for span in _panels(page, rows) if (table := _table(page, rows, span))]
        for table in panels[1:]:
            table.titles = table.titles or panels[0].titles
        if panels and tables and _continues(page, panels[0], tables[-1]):
            panels[0].titles += tables[-1].titles
            _headed_as_before(page, panels[0], tables[-1])
        tables += panels
    return tables


def _continues(page: Page, table: Table, before: Table) -> bool:
    """A table that says 续表, or that repeats the heading after a page break and says nothing."""
    if table.titles:
        return any(CONTINUED.search(title) for title in table.titles)
    again = [_words(page, table, row) for row in table.header_rows]
    return any(again == part for part in _parts(page, before, len(again)))


def _words(page: Page, table: Table, row: int) -> list[str]:
    return [page.text(row, column) for column in range(table.value_columns[0], table.columns[1] + 1)]


def _parts(page: Page, table: Table, length: int) -> list[list[list[str]]]:
    """Every run of rows of a table's heading: a page break may repeat only some of them."""
    told = [_words(page, table, row) for row in table.header_rows]
    return [told[start : start + length] for start in range(len(told) - length + 1)]


def _headed_as_before(page: Page, table: Table, before: Table) -> None:
    """A heading that is repeated in part is the whole one of the table above."""
    if table.columns == before.columns and len(table.header_rows) < len(before.header_rows):
        table.header_rows = list(before.header_rows)


def _bands(page: Page) -> list[list[int]]:
    """The rows of the page cut where a new heading begins below a body."""
    body = {row for row in page.rows if is_body(page, row)}
    rows = _without_repeats(page, sorted(page.rows), body)
    cuts = [0]
    columns: set[int] = set()
    for at, row in enumerate(rows):
        if row in body:
            columns.update(numeric_columns(page, row))
        elif (
            columns
            and (_begins_table(page, row, columns) or _heads_otherwise(page, row, rows[cuts[-1] : at], body))
            and any(row < b <= row + NEAR for b in body)
        ):
            start = at
            while start - 1 > cuts[-1] and _is_title(page, rows[start - 1]) and rows[start - 1] not in body:
                start -= 1
            cuts.append(start)
            columns = set()
    bands = [rows[start:end] for start, end in zip(cuts, [*cuts[1:], len(rows)], strict=True)]
    return [band for band in bands if any(row in body for row in band)]


def _without_repeats(page: Page, rows: list[int], body: set[int]) -> list[int]:
    """The rows without headings that only say again, in the middle of a table, what its heading says."""
    kept: list[int] = []
    heading: list[list[str]] = []
    run: list[int] = []
    for row in rows:
        if row not in body:
            run.append(row)
            continue
        told = [row for row in run if not is_index_row(page, row)]
        words = [[page.text(each, column) for column in page.rows[each]] for each in told]
        same = next((size for size in range(len(words), 0, -1) if words[-size:] == heading[-size:]), 0)
        heads = [each for each, texts in zip(told[-same:], words[-same:], strict=True) if len(set(texts)) > 1]
        if same and heads and all(_only_named(page, each) for each in told[:-same]):
            below = [each for each in told if each > heads[0] and len(page.rows[each]) == 1]
            kept += [*told[:-same], *(each for each in below if page.rows[each] == page.rows[heads[0]][:1])]
        else:
            kept += run
            heading = words or heading
        run = []
        kept.append(row)
    return kept + run


def _only_named(page: Page, row: int) -> bool:
    """A row with a name and marks for nothing: no number is known for it."""
    own = [column for column in range(1, page.last_column + 1) if page.own(row, column) is not None]
    return len(own) > 1 and len(page.rows[row]) == 1


def _begins_table(page: Page, row: int, columns: set[int]) -> bool:
    if is_year_heading(page, row) and len(page.rows[row]) > 2:
        return True
    words = [column for column in page.rows[row] if not page.looks_numeric(row, column)]
    return len(columns.intersection(words)) >= min(2, len(columns)) and len(words) > 1


def _heads_otherwise(page: Page, row: int, band: list[int], body: set[int]) -> bool:
    """A row that begins as the heading above did and names one column anew."""
    first = page.rows[row][0]
    named = [column for column in page.rows[row][1:] if not page.looks_numeric(row, column)]
    heads = [each for each in band if each not in body and page.text(each, first) == page.text(row, first)]
    return bool(heads and named) and any(
        page.text(row, column) not in {page.text(each, column) for each in band} for column in named
    )


def _is_title(page: Page, row: int) -> bool:
    words = {page.text(row, column) for column in page.rows[row]}
    return len(words) == 1 and not is_note(next(iter(words))) and page.number(row, page.rows[row][0]) is None


def _panels(page: Page, rows: list[int]) -> list[tuple[int, int]]:
    """First and last columns of the tables that stand side by side in a band."""
    body = [row for row in rows if is_body(page, row)]
    used = sorted({column for row in rows for column in page.rows[row]})
    starts = [used[0]]
    first_heading = ""
    numbers_seen = gap = False
    previous = used[0]
    for column in used:
        numbers, words = counts(page, body, column)
        if numbers + words == 0:
            continue
        gap = column > previous + 1
        heading = _last_heading(page, body[0], column)
        if words > numbers and not numbers_seen:
            first_heading = first_heading or heading
        again = gap or (heading and heading == first_heading) or _names_with_units(page, body, column)
        if words > numbers and numbers_seen and again:
            starts.append(column)
            numbers_seen = False
        numbers_seen = numbers_seen or numbers > words
        previous = column
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], used[-1] + 1], strict=True)]


def _names_with_units(page: Page, body: list[int], column: int) -> bool:
    """A column of names each with its unit, right of numbers: a form that says two things in a line."""
    texts = [page.text(row, column) for row in body if not page.blank(row, column)]
    return len(texts) > 1 and all(unit_in_brackets(text)[1] for text in texts)


def _last_heading(page: Page, body_row: int, column: int) -> str:
    for row in range(body_row - 1, max(0, body_row - NEAR), -1):
        if text := page.text(row, column):
            return text
    return ""


def _table(page: Page, rows: list[int], span: tuple[int, int]) -> Table | None:
    columns = range(span[0], span[1] + 1)
    body = [row for row in rows if is_body(page, row) and any(page.number(row, c) for c in columns)]
    if not body:
        return None
    above = [row for row in rows if row < body[0]]
    below = [row for row in rows if row >= body[0]]
    headings = {column: heading_words(page, above, column) for column in columns}
    labels, values, unit = sort_columns(page, below, columns, headings)
    if not labels or not values:
        return None
    early, head = _first_labels(page, above, labels, values)
    table = Table(span, [*early, *below], labels, values, unit)
    table.month_columns = {c for c in labels if is_month_column(page, below, c, headings[c])}
    _split_head(page, table, head)
    names = {page.text(row, labels[0]).lower() for row in table.header_rows}
    table.metadata = len(names & METADATA) >= FACTS
    return table


def _first_labels(
    page: Page, above: list[int], labels: list[int], values: list[int]
) -> tuple[list[int], list[int]]:
    """Rows above the first number that belong to the body (sections, years without data), and the rest."""
    early: list[int] = []
    for row in reversed(above):
        if is_index_row(page, row):
            continue
        anchors = [page.anchor(row, column) for column in values if page.text(row, column)]
        if any(column >= values[0] and not page.looks_numeric(r, column) for r, column in anchors):
            return early, [each for each in above if each not in early]
        if any(page.is_year(r, column) for r, column in anchors):
            return early, [each for each in above if each not in early]
        text = "".join(page.raw(row, column) for column in labels)
        if text and not unit_line(text) and not is_note(text):
            early.insert(0, row)
    return [], above


def _split_head(page: Page, table: Table, head: list[int]) -> None:
    """Sorts the rows above the body into titles and headings."""
    first, last = table.columns
    for row in head:
        anchors = list(
            dict.fromkeys(page.anchor(row, c) for c in range(first, last + 1) if page.text(row, c))
        )
        texts = [page.text(*anchor) for anchor in anchors]
        if not texts:
            continue
        numeric = any(page.number(row, column) is not None for _, column in anchors)
        known = texts[0].lower() in METADATA or is_year_heading(page, row)
        units = len(texts) > 1 and all(is_unit(text) for text in texts)
        if is_index_row(page, row) or (numeric and not known and not units):
            continue
        is_title = not table.header_rows and _is_title_row(page, table, anchors, texts, row == head[-1])
        stray_unit = len(texts) == 1 and unit_line(texts[0]) and anchors[0][1] < table.value_columns[0]
        if is_title or stray_unit:
            table.titles += texts
        else:
            table.header_rows.append(row)


def _is_title_row(
    page: Page, table: Table, anchors: list[tuple[int, int]], texts: list[str], is_last: bool
) -> bool:
    if texts[0].lower() in METADATA:
        return False
    if len(texts) > 1:
        lines = sum(bool(FORM_LINE.match(text)) or bool(unit_line(text)) for text in texts)
        return lines * 2 >= len(texts) and not any(key(text) in UNIT_HEADINGS for text in texts)
    row, column = anchors[0]
    if column < table.value_columns[0]:
        return True
    merge = page.merge(row, column)
    return not (is_last or (merge and merge[3] > merge[1])) or bool(unit_line(texts[0]))
