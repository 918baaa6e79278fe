"""Asks a child for a picture of cells and takes its answer apart without trusting it."""

import re
from dataclasses import dataclass
from typing import Any

from data.ingest.answers import text, whole
from data.ingest.cells import guard
from data.ingest.cells.grid import MAX_COLUMN, MAX_ROW, column_number
from data.ingest.child import ask
from data.ingest.limits import LIMITS

ADDRESS = re.compile(r"([A-Z]{0,3})([1-9]\d{0,6})")
KINDS = ("text", "number", "date", "error")
UNTRUE = (KeyError, TypeError, ValueError, AttributeError)
Place = tuple[int, int]


@dataclass(frozen=True)
class Pictured:
    """One cell that shows something: its text, text, number, date or error, and how far it is merged."""

    row: int
    column: int
    text: str
    kind: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Picture:
    """A window of one sheet: `rows` and `columns` are the numbers shown, with gaps where they jump.

    The first `head` rows are titles, units and headings. `sheets` are (name, hidden); `sheet` is '' when the
    file has no such sheet. `stored` is what lies in the cell that was asked for and `code` its number format.
    """

    sheet: str
    sheets: tuple[tuple[str, bool], ...] = ()
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    head: int = 0
    last_row: int = 0
    last_column: int = 0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    cells: tuple[Pictured, ...] = ()
    stored: str = ""
    code: str = ""

    @property
    def hidden(self) -> bool:
        """Whether the workbook hides this sheet."""
        return dict(self.sheets).get(self.sheet, False)

    @staticmethod
    def place(cell: str) -> Place | None:
        """'C11', 'C11:D12' or '11' (a row) as the row and column it begins with; None for anything else."""
        found = ADDRESS.match(cell)
        if not found or int(found[2]) > MAX_ROW:
            return None
        try:
            return int(found[2]), column_number(found[1] or "A")
        except ValueError:
            return None

    @staticmethod
    def places(cell: str) -> list[Place]:
        """Every cell of an address, or of a range as far as a picture reaches."""
        first, _, last = cell.partition(":")
        begin, end = Picture.place(first), Picture.place(last or first)
        if begin is None or end is None:
            return []
        rows = range(begin[0], min(end[0], begin[0] + LIMITS.picture_rows) + 1)
        columns = range(begin[1], min(end[1], begin[1] + LIMITS.picture_columns) + 1)
        return [(row, column) for row in rows for column in columns]


def picture(
    content: bytes, name: str, sheet: str = "", cell: str = "", top: int = 0, who: str = ""
) -> Picture:  # fmt: skip
    """The window of a sheet around a cell ('C11'; '' for its beginning); no effect anywhere.

    `sheet` '' is the first one with cells; `top` the first row where somebody turns pages. Raises Refused,
    with the sentence to show, when the file cannot be read (any more) within the limits.
    """
    around = Picture.place(cell) or (0, 0)
    told = {"name": name, "sheet": sheet, "around": around, "top": max(0, top)}
    answer, _ = ask.run_in_child("picture", content, told, who)
    try:
        return picture_of(answer)
    except UNTRUE as error:
        raise guard.refuse("reader_died") from error


def picture_of(told: dict[str, Any]) -> Picture:
    """The picture that a child told, with every doubt an exception of its own."""
    rows, columns = (
        numbers(told["rows"], LIMITS.picture_rows),
        numbers(told["columns"], LIMITS.picture_columns),
    )
    made = Picture(
        text(told["sheet"]),
        tuple((text(name), hidden is True) for name, hidden in told["sheets"][: LIMITS.sheets]),
        rows,
        columns,
        min(whole(told["head"]), len(rows)),
        min(whole(told["last_row"]), MAX_ROW),
        min(whole(told["last_column"]), MAX_COLUMN),
        frozenset(numbers(told["hidden_rows"], len(rows))),
        frozenset(numbers(told["hidden_columns"], len(columns))),
        tuple(shown(cell) for cell in told["cells"][: len(rows) * len(columns)]),
        text(told["stored"])[:100],
        text(told["code"])[:100],
    )
    hold(made)
    return made


def numbers(values: Any, most: int) -> tuple[int, ...]:
    """Rising numbers from 1; ValueError for anything else or for more than `most`."""
    found = tuple(whole(value) for value in values)
    if len(found) > most or list(found) != sorted(set(found)) or (found and found[0] < 1):
        raise ValueError("no rows or columns")
    return found


def shown(told: Any) -> Pictured:
    """One cell of a picture."""
    row, column, said, kind, rows, columns = told
    if kind not in KINDS or whole(rows) < 1 or whole(columns) < 1:
        raise ValueError("no cell")
    return Pictured(whole(row), whole(column), text(said)[:400], kind, rows, columns)


def hold(made: Picture) -> None:
    """ValueError when a cell lies outside the window, over another one, or spans a gap."""
    known = {(row, column) for row in made.rows for column in made.columns}
    taken: set[Place] = set()
    for cell in made.cells:
        places = {
            (cell.row + down, cell.column + right)
            for down in range(min(cell.rows, len(made.rows) + 1))
            for right in range(min(cell.columns, len(made.columns) + 1))
        }
        if not places <= known or places & taken or len(places) != cell.rows * cell.columns:
            raise ValueError("a cell outside of the picture")
        taken |= places
