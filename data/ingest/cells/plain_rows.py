"""Finds rows of a worksheet's XML whose cells can be read in only one way, many at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.ingest.cells.grid import MAX_COLUMN, MAX_ROW, column_number

AFTER_MARK = 4  # bytes behind which no declaration, nor a byte order mark before one, begins
ODD = (b"<?", b"<!--", b"<![CDATA[", b"vertAlign", b"<!DOCTYPE", b"mc:AlternateContent")
DATA = re.compile(rb"<sheetData>\s*")
ROW = re.compile(
    rb'<row r="([1-9]\d{0,6})"'
    rb'(?: spans="[^"<&]*")?(?: s="[^"<&]*")?(?: customFormat="[^"<&]*")?(?: ht="[^"<&]*")?'
    rb'(?: customHeight="[^"<&]*")?(?: thickTop="[^"<&]*")?(?: thickBot="[^"<&]*")?'
    rb'(?: x14ac:dyDescent="[^"<&]*")?>'
)
CELL = re.compile(
    rb'(<c r="([A-Z]{1,3})([1-9]\d{0,6})"(?: s="(\d{1,6})")?(?: t="(n|s|b|str|inlineStr)")?'
    rb'(?:/>|>(<)(?:v>[^<&]{0,40000}</v>|is><t(?: xml:space="preserve")?>[^<&]{0,40000}</t></is>)</c>|></c>))'
)
FULL = rb'><(?:v>[^<&]{0,40000}</v>|is><t(?: xml:space="preserve")?>[^<&]{0,40000}</t></is>)</c>'
VALUES = {
    b"": rb"><v>([-+.0-9eE]{1,40})</v></c>",
    b"n": rb"><v>([-+.0-9eE]{1,40})</v></c>",
    b"s": rb"><v>(\d{1,7})</v></c>",
    b"inlineStr": rb'><is><t(?: xml:space="preserve")?>([^<&]{0,40000})</t></is></c>',
}  # of cells whose value can be told from their XML alone
EMPTY = rb"(?:/>|></c>)"
END = b"</row>"
SPACE = re.compile(rb"\s*")
Said = tuple[bytes, ...] | None  # the groups of a pattern: the number of the row, then its values
CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\r")
STRETCH = 256  # rows that are taken in at a time
WIDEST = 200  # cells of a row up to which rows of its shape are known by one pattern
RECENT = 4  # shapes that are tried before a row is taken apart


@dataclass(frozen=True, eq=False)
class Shape:
    """What rows of the same cells have in common: which columns are filled, with which format and kind.

    `pattern` knows a whole row of it and the white space behind, None where rows of it are too wide.
    """

    filled: tuple[tuple[int, str, str], ...]
    pattern: re.Pattern[bytes] | None = None


Found = tuple[int, int, Shape, Said]  # where a row ends, its number, its shape, what it says


@dataclass(frozen=True)
class Stretch:
    """Rows that follow each other in the XML from `start` to `end`: number and shape of each.

    `said` is what the pattern of its shape finds in a row: its number, then what its filled cells say.
    """

    start: int
    end: int
    rows: list[tuple[int, Shape]]
    said: list[Said]


def stretches(content: bytes) -> Iterator[Stretch]:
    """The plain rows of a part in order, down to what may be read in two ways."""
    begin = DATA.search(content)
    if begin is None or is_odd(content, AFTER_MARK, begin.end()):
        return
    shapes: dict[tuple[object, ...], Shape | None] = {}
    recent: list[Shape] = []
    at, rows, told = begin.end(), list[tuple[int, Shape]](), list[Said]()
    start = at
    while True:
        found = row_like(content, at, recent) or plain_row(content, at, shapes)
        if found is not None:
            at, number, shape, said = found
            rows.append((number, shape))
            told.append(said)
            if not recent or recent[0] is not shape:
                recent = [shape, *(each for each in recent if each is not shape)][:RECENT]
        if rows and (found is None or len(rows) >= STRETCH):
            yield Stretch(start, at, rows, told)
            rows, told, start = [], [], at
        if found is None:
            after = content.find(END, at)
            if after < 0:
                return
            space = SPACE.match(content, after + len(END))
            between, at = at, space.end() if space else after + len(END)
            if is_odd(content, between, at):
                return
            start = at


def is_odd(content: bytes, start: int, end: int) -> bool:
    """Whether what lies between plain rows may be read in two ways."""
    return any(content.find(sign, start, end) >= 0 for sign in ODD)


def is_xml(chunk: bytes) -> bool:
    """Whether rows that are plain are XML for sure: nothing in them but signs that XML may hold."""
    if len(chunk.translate(None, CONTROLS)) < len(chunk) or b"]]>" in chunk:
        return False
    try:
        text = chunk.decode()
    except UnicodeDecodeError:
        return False
    return "\ufffe" not in text and "\uffff" not in text


def row_like(content: bytes, at: int, recent: list[Shape]) -> Found | None:
    """What `plain_row` says of a row that has the shape of one before it; None for any other."""
    for shape in recent:
        found = shape.pattern.match(content, at) if shape.pattern else None
        if found is not None and (number := int(found[1])) <= MAX_ROW:
            return found.end(), number, shape, found.groups()
    return None


def plain_row(content: bytes, at: int, shapes: dict[tuple[object, ...], Shape | None]) -> Found | None:
    """Where the row that begins here ends, its number, shape, what it says; None for one not plain."""
    head = ROW.match(content, at)
    end = content.find(END, at) if head else -1
    if head is None or end < 0:
        return None
    inner = content[head.end() : end]
    cells = CELL.findall(inner)
    if not cells:
        return None
    whole, letters, rows, styles, kinds, filled = zip(*cells, strict=True)
    if set(rows) != {head[1]} or b"".join(whole) != inner:
        return None
    key = (letters, styles, kinds, filled)
    if key not in shapes:
        shapes[key] = shape_of(letters, styles, kinds, filled)
    shape, number = shapes[key], int(head[1])
    if shape is None or number > MAX_ROW:
        return None
    space, told = SPACE.match(content, end + len(END)), row_like(content, at, [shape])
    return (space.end() if space else end + len(END)), number, shape, told[3] if told else None


def shape_of(
    letters: tuple[bytes, ...], styles: tuple[bytes, ...], kinds: tuple[bytes, ...], filled: tuple[bytes, ...]
) -> Shape | None:
    """The shape of a row; None when a column stands twice or lies beyond the last one."""
    try:
        columns = [column_number(each.decode()) for each in letters]
    except ValueError:
        return None
    if len(set(columns)) < len(columns) or max(columns) > MAX_COLUMN:
        return None
    told = tuple(
        (column, style.decode() or "0", kind.decode() or "n")
        for column, style, kind, full in zip(columns, styles, kinds, filled, strict=True)
        if full
    )
    return Shape(told, pattern_of(letters, styles, kinds, filled) if len(letters) <= WIDEST else None)


def pattern_of(
    letters: tuple[bytes, ...], styles: tuple[bytes, ...], kinds: tuple[bytes, ...], filled: tuple[bytes, ...]
) -> re.Pattern[bytes]:
    """What a row of these cells is written like, as `CELL` knows each of them."""
    cells = []
    for letter, style, kind, full in zip(letters, styles, kinds, filled, strict=True):
        told = (b' s="%b"' % style if style else b"") + (b' t="%b"' % kind if kind else b"")
        cells.append(b'<c r="%b\\1"%b%b' % (letter, told, VALUES.get(kind, FULL) if full else EMPTY))
    return re.compile(ROW.pattern + b"".join(cells) + END + SPACE.pattern)
