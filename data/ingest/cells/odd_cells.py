"""Keeps the cells of a worksheet whose XML can be read in two ways: any reader's choice is a guess."""

import functools

from data.ingest.cells import guard
from data.ingest.cells.grid import MAX_ROW

CELL_ATTRIBUTES = {"r", "s", "t", "cm", "vm", "ph"}
ROW_ATTRIBUTES = {
    *("r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed"),
    *("thickTop", "thickBot", "ph"),
}
READER_KNOWS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
Place = tuple[int, int]


def known(attributes: dict[str, str], names: set[str]) -> bool:
    """Whether all attributes are of the standard or carry the prefix of an extension."""
    return attributes.keys() <= names or all(name in names or ":" in name for name in attributes)


class OddCells:
    """Rows and cells written twice, values written twice, in pieces, or with an alternative.

    `columns` are those of the row so far.
    """

    def __init__(self, content: bytes) -> None:
        self.rows: list[Place] = []
        self.cells: list[Place] = []
        self.values: list[Place] = []
        self.alternatives: list[Place] = []
        self.pieces: list[Place] = []
        self._content = content
        self._seen = bytearray(MAX_ROW + 1)
        self.columns: set[int] = set()
        self._extension = False

    @functools.cached_property
    def references(self) -> bool:
        """Whether any value of the part may be written with references."""
        return b"&#" in self._content

    def places(self) -> list[tuple[str, list[Place]]]:
        """What was found, as rule and places in order, each place once."""
        found = [
            ("row_twice", self.rows),
            ("cell_twice", self.cells),
            ("two_values", self.values),
            ("value_alternatives", self.alternatives),
            ("value_in_pieces", self.pieces),
        ]
        return [(rule, sorted(set(places))) for rule, places in found if places]

    def close(self) -> None:
        """Lets go of what is only needed while the worksheet is walked."""
        self._content = b""
        self._seen = bytearray()
        self.columns.clear()

    def row(self, row: int) -> None:
        """A row begins."""
        if self._seen[row]:
            self.rows.append((row, 1))
        self._seen[row] = 1
        self.columns.clear()

    def take(self, rows: list[int]) -> None:
        """Many rows begin and end."""
        seen = self._seen
        for row in rows:
            if seen[row]:
                self.rows.append((row, 1))
            seen[row] = 1
        self.columns.clear()

    def inside(self, element: str, row: int, column: int) -> None:
        """An element in a cell that is neither formula, value nor text."""
        (self.alternatives if element == "AlternateContent" else self.pieces).append((row, column))

    def between(self, element: str, row: int) -> None:
        """An element among the rows and cells that is neither."""
        if element == "AlternateContent":
            self.alternatives.append((max(row, 1), 1))
        elif element == "extLst":
            self._extension = True
        elif not self._extension and element not in ("Choice", "Fallback"):
            raise guard.refuse("damaged", found=f"sheetData: {element}"[:60])

    def value(self, row: int, column: int, kind: str, start: int, end: int) -> None:
        """The stretch of a cell's content; a number written with references (&#53;) is lost by readers."""
        if kind not in ("str", "inlineStr"):
            value = self._content.find(b"v>", start, end)
            if value >= 0 and b"&#" in self._content[value:end]:
                self.pieces.append((row, column))
