"""Takes a picture of cells: a window of one sheet with texts as shown; runs in the child process alone."""

import datetime
import io
import logging
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from data.ingest.cells import guard, read
from data.ingest.cells.grid import Merge, Sheet, Value, column_number
from data.ingest.cells.number_formats import BUILT_IN, shown
from data.ingest.cells.safe_xml import Attributes, local, walk
from data.ingest.limits import LIMITS

LOG = logging.getLogger(__name__)
HEAD_ROWS = 6  # rows above the first figures that stay in sight further down
HEAD_COLUMNS = 2  # columns that stay in sight further right
Place = tuple[int, int]
Told = dict[str, Any]


@dataclass
class _Seen:
    """One sheet as far as its picture needs it; `formats` are the codes of cells, `errors` what they show."""

    sheet: Sheet
    errors: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)

    @property
    def last(self) -> Place:
        """The lowest row and the rightmost column that show something."""
        rows, columns = zip(*self.errors, strict=True) if self.errors else ((0,), (0,))
        return max(self.sheet.last_row, *rows), max(self.sheet.last_column, *columns)


def pictured(content: bytes, name: str, sheet: str, around: Place, top: int) -> Told:
    """The window of a sheet as JSON; `sheet` '' is the first with cells, `around` (0, 0) its beginning.

    `top` is the first row where somebody turns pages, 0 for the window around the cell. A sheet that the
    file does not have gives a picture without a name. Raises Refused.
    """
    kind = guard.kind_of(content, name)
    names, seen = _of_xlsx(content, sheet) if kind == "xlsx" else _of_others(content, name, sheet)
    listed: Told = {"sheets": names}
    if seen is None:
        nothing: Told = {"rows": [], "columns": [], "hidden_rows": [], "hidden_columns": [], "cells": []}
        return (
            listed
            | nothing
            | {"sheet": "", "head": 0, "last_row": 0, "last_column": 0, "stored": "", "code": ""}
        )
    bottom, edge = seen.last
    head = head_rows(seen.sheet)
    rows = window(around[0], top, bottom, head, LIMITS.picture_rows)
    columns = window(around[1], 0, edge, HEAD_COLUMNS, LIMITS.picture_columns)
    speaks = _anchor(seen.sheet.merges, around)
    value = seen.sheet.cells.get(speaks)
    return listed | {
        "sheet": seen.sheet.name,
        "head": head,
        "last_row": bottom,
        "last_column": edge,
        "rows": rows,
        "columns": columns,
        "hidden_rows": sorted(seen.sheet.hidden_rows & set(rows)),
        "hidden_columns": sorted(seen.sheet.hidden_columns & set(columns)),
        "cells": _cells(seen, [row for row in rows if row <= head], columns)
        + _cells(seen, [row for row in rows if row > head], columns),
        "stored": "" if value is None else stored(value),
        "code": seen.formats.get(speaks, ""),
    }


def window(wanted: int, first: int, last: int, head: int, room: int) -> list[int]:
    """The numbers of rows or columns that are shown: all while there is room, else the head and a stretch.

    The stretch begins at `first`, else a third of it lies before `wanted`.
    """
    if last <= room:
        return list(range(1, last + 1))
    begin = max(1, min(first or max(1, wanted - room // 3), last))
    if begin <= head + 1:
        return list(range(1, room + 1))
    room -= head
    begin = max(head + 1, min(begin, last - room + 1))
    return [*range(1, head + 1), *range(begin, min(begin + room, last + 1))]


def head_rows(sheet: Sheet) -> int:
    """How many rows lie above the first one that holds two figures: title, units and headings.

    Where no such row comes soon, those down to the first one with three cells.
    """
    filled = []
    for row in range(1, min(HEAD_ROWS, sheet.last_row - 1) + 1):
        values = [sheet.cells.get((row, column)) for column in range(1, min(sheet.last_column, 60) + 1)]
        if sum(isinstance(value, float | datetime.date) for value in values) > 1:
            return row - 1
        if len(values) - values.count(None) > 2:
            filled.append(row)
    return filled[0] if filled else 0


def stored(value: Value) -> str:
    """What lies in the cell, before any format."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return shown(value)


def blocks(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of neighbouring numbers: [1, 2, 7, 8, 9] -> [(1, 2), (7, 9)]."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _cells(seen: _Seen, rows: list[int], columns: list[int]) -> list[list[Any]]:
    """[row, column, text, kind, rows it spans, columns it spans] of each cell that shows something."""
    taken: set[Place] = set()
    made: list[list[Any]] = []
    for merge in seen.sheet.merges:
        made += _merged(seen, merge, rows, columns, taken)
    known = set(rows), set(columns)
    places = (*seen.sheet.cells, *(seen.errors.keys() - seen.sheet.cells.keys()))
    for place in places:
        if place[0] in known[0] and place[1] in known[1] and place not in taken:
            made.append([*place, *_told(seen, place), 1, 1])
    return sorted(made)


def _merged(
    seen: _Seen, merge: Merge, rows: list[int], columns: list[int], taken: set[Place]
) -> list[list[Any]]:
    """The parts of a merged area that are in sight; one that lies over another is left out."""
    r1, c1, r2, c2 = merge
    made = []
    for first, last in blocks([row for row in rows if r1 <= row <= r2]):
        for left, right in blocks([column for column in columns if c1 <= column <= c2]):
            places = {(r, c) for r in range(first, last + 1) for c in range(left, right + 1)}
            if (len(places) < 2 and (first, left) == (r1, c1)) or places & taken:
                continue
            taken |= places
            made.append([first, left, *_told(seen, (r1, c1)), last - first + 1, right - left + 1])
    return made


def _anchor(merges: Sequence[Merge], place: Place) -> Place:
    """The cell that speaks for this one: the upper left one of its merged area, or itself."""
    covering = (
        merge for merge in merges if merge[0] <= place[0] <= merge[2] and merge[1] <= place[1] <= merge[3]
    )
    return next(((r1, c1) for r1, c1, _, _ in covering), place)


def _told(seen: _Seen, place: Place) -> tuple[str, str]:
    """What a cell shows, and of which kind that is."""
    if place in seen.errors:
        return seen.errors[place], "error"
    value = seen.sheet.cells.get(place)
    if value is None:
        return "", "text"
    text = shown(value, seen.formats.get(place, ""))
    if isinstance(value, datetime.date):
        return text, "date"
    return text, "number" if isinstance(value, float) else "text"


def _of_others(content: bytes, name: str, wanted: str) -> tuple[list[list[Any]], _Seen | None]:
    book = read.read_book(content, name)
    names = [[sheet.name, sheet.hidden] for sheet in book.sheets]
    chosen = _chosen([(sheet.name, sheet.hidden, bool(sheet.cells)) for sheet in book.sheets], wanted)
    return names, None if chosen is None else _Seen(book.sheets[chosen])


def _of_xlsx(content: bytes, wanted: str) -> tuple[list[list[Any]], _Seen | None]:
    from python_calamine import CalamineWorkbook

    from data.ingest.cells.workbook_xml import look_over

    look = look_over(content)
    names = [[sheet.name, sheet.hidden] for sheet in look.sheets]
    chosen = _chosen([(sheet.name, sheet.hidden, bool(sheet.count)) for sheet in look.sheets], wanted)
    if chosen is None:
        return names, None
    try:
        page = CalamineWorkbook.from_filelike(io.BytesIO(look.clean)).get_sheet_by_index(chosen)
        values = page.to_python(skip_empty_area=True) if page.start is not None else []
    except read.OWN:
        raise
    except BaseException as error:  # a panic of the Rust reader is no Exception
        LOG.warning("a reader stopped on a picture: %s", error)
        raise guard.refuse("damaged", found="XLSX") from error
    top, left = (page.start[0] + 1, page.start[1] + 1) if page.start is not None else (1, 1)
    found = look.sheets[chosen]
    cells = {
        (row, column): value if isinstance(value, str | bool | datetime.date) else _number(value)
        for row, line in enumerate(values, top)
        for column, value in enumerate(line, left)
        if value is not None and value != ""
    }
    sheet = Sheet(found.name, cells, found.merges, found.hidden, found.hidden_rows, found.hidden_columns)
    return names, _Seen(sheet, {(r, c): text for r, c, text in found.errors}, _formats(look.clean, chosen))


def _number(value: Any) -> Value:
    return float(value) if isinstance(value, int | float) else str(value)


def _chosen(sheets: Sequence[tuple[str, bool, bool]], wanted: str) -> int | None:
    """The position of the sheet that is asked for; without a name the first in sight that holds cells."""
    if wanted:
        return next((at for at, (name, _, _) in enumerate(sheets) if name == wanted), None)
    order = [at for at, (_, hidden, filled) in enumerate(sheets) if filled and not hidden]
    return order[0] if order else (0 if sheets else None)


def _formats(clean: bytes, position: int) -> dict[Place, str]:
    """The format code of every number or day of the sheet that has one."""
    codes: list[str] = []
    formats: dict[Place, str] = {}
    own = dict(BUILT_IN)
    inside = False
    row = column = 0

    def style(element: str, attributes: Attributes) -> None:
        nonlocal inside
        if local(element) == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:200]
        elif local(element) == "cellXfs":
            inside = True
        elif local(element) == "xf" and inside:
            codes.append(own.get(attributes.get("numFmtId", ""), ""))

    def style_ends(element: str) -> None:
        nonlocal inside
        inside = inside and local(element) != "cellXfs"

    def cell(element: str, attributes: Attributes) -> None:
        nonlocal row, column
        if local(element) == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        elif local(element) == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            column = column_number(letters) if letters else column + 1
            style_of = attributes.get("s", "0")
            code = codes[int(style_of)] if style_of.isdecimal() and int(style_of) < len(codes) else ""
            if code and code != "General":
                formats[row, column] = code

    with zipfile.ZipFile(io.BytesIO(clean)) as copy:
        if "xl/styles.xml" in copy.namelist():
            walk(copy.read("xl/styles.xml"), style, style_ends)
            walk(copy.read(f"xl/worksheets/sheet{position + 1}.xml"), cell)
    return formats
