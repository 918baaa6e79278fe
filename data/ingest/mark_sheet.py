"""Colours cells of one worksheet by changing their format's number; a cell that is not there is put in."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from data.ingest.cells.grid import address, column_number
from data.ingest.cells.safe_xml import Attributes, Edit, edited, local, tag_end, walk, whole
from data.ingest.cells.sheet_xml import YES
from data.ingest.cells.xml_spans import with_attribute

Place = tuple[int, int]
Format = Callable[[int, str], int | None]
BEHIND = {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"}
BEHIND |= {"tableParts", "extLst"}
STEPS = 2_000_000  # merged areas held against cells before the rest of them is passed over
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_SPANS = re.compile(rb"\sspans\s*=\s*(?:\"[^\"]*\"|'[^']*')")


@dataclass
class _Row:
    """Where a row lies and its cells by column: first tag and format."""

    start: int
    opened: int
    style: int | None
    closed: int = 0
    cells: dict[int, tuple[int, int, int]] = field(default_factory=dict)


class SheetMap:
    """Where in a worksheet's XML the rows of interest lie, and where what is missing belongs."""

    def __init__(self, content: bytes, rows: set[int]) -> None:
        self.content = content
        self.rows: dict[int, _Row] = {}
        self.before: dict[int, int] = {}
        self._styled: list[tuple[int, int, int]] = []
        self.prefix = ""
        self.data = (0, 0, 0)
        self.drawing = ""
        self.drawing_at = 0
        self._wanted = rows
        self._pending = sorted(rows, reverse=True)
        self._row = self._column = self._depth = 0
        self._now: _Row | None = None
        walk(content, self._start, self._end, self._prepare)

    def _prepare(self, parser: expat.XMLParserType) -> None:
        self._parser = parser

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        element = local(name)
        if self.data[2]:  # drawings of controls have rows and columns too
            if self._depth == 2:
                self._behind(element, attributes)
        elif element == "c":
            self._cell(attributes)
        elif element == "row":
            self._begin_row(attributes)
        elif element == "col":
            self._columns(attributes)
        elif self._depth == 1:
            self.prefix = name[: -len(element)]
        elif element == "sheetData":
            at = self._parser.CurrentByteIndex
            self.data = (at, tag_end(self.content, at), 0)

    def _end(self, name: str) -> None:
        self._depth -= 1
        element = local(name)
        if element == "row" and self._now is not None:
            self._now.closed = self._parser.CurrentByteIndex
            self._now = None
        elif element == "sheetData" and not self.data[2]:
            self.data = (self.data[0], self.data[1], self._parser.CurrentByteIndex)
        elif self._depth == 0 and not self.drawing_at:
            self.drawing_at = self._parser.CurrentByteIndex

    def _columns(self, attributes: Attributes) -> None:
        if attributes.get("style", "0") != "0":
            first, last, style = (whole(attributes.get(key, "")) for key in ("min", "max", "style"))
            self._styled.append((first, last, style))

    def _behind(self, element: str, attributes: Attributes) -> None:
        if element == "legacyDrawing":
            self.drawing = next((value for key, value in attributes.items() if local(key) == "id"), "")
        elif not self.drawing_at and (element in BEHIND or element == "AlternateContent"):
            self.drawing_at = self._parser.CurrentByteIndex

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = whole(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        at = self._parser.CurrentByteIndex
        while self._pending and self._pending[-1] < self._row:
            self.before[self._pending.pop()] = at
        if self._row in self._wanted and self._row not in self.rows:
            own = whole(attributes.get("s", "0")) if attributes.get("customFormat") in YES else None
            self._now = self.rows[self._row] = _Row(at, tag_end(self.content, at), own)

    def _cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r", "").rstrip("0123456789")
        self._column = column_number(reference) if reference else self._column + 1
        if self._now is not None:
            at = self._parser.CurrentByteIndex
            self._now.cells.setdefault(
                self._column, (at, tag_end(self.content, at), whole(attributes.get("s", "0")))
            )

    def format_at(self, row: _Row | None, column: int) -> int:
        """The format that an empty place shows: its row's, else its column's."""
        if row is not None and row.style is not None:
            return row.style
        return next((style for first, last, style in self._styled if first <= column <= last), 0)


def corners(content: bytes, places: set[Place]) -> dict[Place, Place]:
    """The corner of the merged area for each place that one covers."""
    rows = sorted({row for row, _ in places})
    by_row: dict[int, list[int]] = {}
    for row, column in places:
        by_row.setdefault(row, []).append(column)
    found: dict[Place, Place] = {}
    steps = 0
    for left, top, right, bottom in (match.groups() for match in _MERGE.finditer(content)):
        r1, r2 = int(top), int(bottom)
        c1, c2 = column_number(left.decode()), column_number(right.decode())
        for row in rows[bisect_left(rows, r1) :]:
            steps += 1
            if row > r2 or steps > STEPS:
                break
            found |= {(row, column): (r1, c1) for column in by_row[row] if c1 <= column <= c2}
    return found


def coloured(content: bytes, marks: Mapping[Place, str], format_of: Format, drawing: str = "") -> bytes:
    """The worksheet with each marked place in the colour of its severity.

    `format_of` gives the number of a format with a colour; `drawing` is the element that leads to the
    drawing of the comments, put in where the worksheet has none. Everything else keeps its bytes.
    """
    wanted: dict[int, dict[int, str]] = {}
    for (row, column), severity in sorted(marks.items()):
        wanted.setdefault(row, {})[column] = severity
    seen = SheetMap(content, set(wanted))
    edits: list[Edit] = []
    missing: list[tuple[int, str]] = []
    for number, columns in wanted.items():
        if number in seen.rows:
            edits += _in_row(seen, number, seen.rows[number], columns, format_of)
            continue
        cells = "".join(_new_cell(seen, number, None, each, columns[each], format_of) for each in columns)
        if cells:
            missing.append((number, f'<{seen.prefix}row r="{number}">{cells}</{seen.prefix}row>'))
    edits += _new_rows(seen, missing)
    if drawing and not seen.drawing:
        edits.append((seen.drawing_at, seen.drawing_at, drawing.encode()))
    return edited(content, edits)


def _in_row(seen: SheetMap, number: int, row: _Row, columns: dict[int, str], format_of: Format) -> list[Edit]:
    edits: list[Edit] = []
    new: dict[int, str] = {}
    for column, severity in columns.items():
        if column in row.cells:
            start, opened, old = row.cells[column]
            index = format_of(old, severity)
            if index is not None:
                edits.append((start, opened, with_attribute(seen.content[start:opened], "s", str(index))))
        elif cell := _new_cell(seen, number, row, column, severity, format_of):
            behind = [start for place, (start, _, _) in row.cells.items() if place > column]
            at = min(behind) if behind else row.closed
            new[at] = new.get(at, "") + cell
    if not new:
        return edits
    tag = _SPANS.sub(b"", seen.content[row.start : row.opened])
    if tag.endswith(b"/>"):
        text = "".join(new.values()) + f"</{seen.prefix}row>"
        return [(row.start, row.opened, tag.removesuffix(b"/>").rstrip() + b">" + text.encode())]
    edits.append((row.start, row.opened, tag))
    return edits + [(at, at, cells.encode()) for at, cells in new.items()]


def _new_cell(
    seen: SheetMap, number: int, row: _Row | None, column: int, severity: str, format_of: Format
) -> str:
    index = format_of(seen.format_at(row, column), severity)
    return "" if index is None else f'<{seen.prefix}c r="{address(number, column)}" s="{index}"/>'


def _new_rows(seen: SheetMap, missing: list[tuple[int, str]]) -> list[Edit]:
    start, opened, closed = seen.data
    if missing and seen.content[opened - 2 : opened] == b"/>":
        tag = seen.content[start:opened].removesuffix(b"/>").rstrip() + b">"
        rows = "".join(row for _, row in missing)
        return [(start, opened, tag + f"{rows}</{seen.prefix}sheetData>".encode())]
    at: dict[int, str] = {}
    for number, row in missing:
        place = seen.before.get(number, closed)
        at[place] = at.get(place, "") + row
    return [(place, place, rows.encode()) for place, rows in at.items()]
