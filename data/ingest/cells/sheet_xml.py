"""Follows the XML of one worksheet cell by cell: size, errors, formulas without result, hidden parts."""

from dataclasses import dataclass, field
from xml.parsers import expat

from data.ingest.cells import guard
from data.ingest.cells.grid import MAX_COLUMN, MAX_ROW, Merge, address, column_number

YES = ("1", "true")


@dataclass
class Styles:
    """Cell formats, by index, that change how a cell is to be understood."""

    percents: set[str] = field(default_factory=set)
    indents: dict[str, int] = field(default_factory=dict)


class SheetLook:
    """What one worksheet holds; `start`, `end` and `prepare` are handed to the XML walk."""

    def __init__(self, name: str, hidden: bool, styles: Styles, cells_before: int) -> None:
        self.name = name
        self.hidden = hidden
        self.count = 0
        self.merges: list[Merge] = []
        self._merged = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.percent_cells: list[tuple[int, int]] = []
        self.errors: list[tuple[int, int, str]] = []
        self.uncalculated: list[tuple[int, int]] = []
        self.formulas = 0
        self.indents: list[tuple[int, int, int]] = []
        self._styles = styles
        self._room = guard.MAX_CELLS - cells_before
        self._hidden_spans: list[tuple[int, int]] = []
        self._first_row = self._first_column = MAX_ROW
        self._last_row = self._last_column = 0
        self._row = self._column = 0
        self._depth = 0
        self._cell: dict[str, str] | None = None
        self._has_value = self._has_formula = False
        self._text = ""
        self._parser: expat.XMLParserType | None = None

    def prepare(self, parser: expat.XMLParserType) -> None:
        """Keeps the parser: text is only listened to inside errors and formulas."""
        self._parser = parser

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > guard.MAX_DEPTH:
            raise guard.refuse("unsafe_xml", found="depth")
        if ":" in element:
            element = element.rpartition(":")[2]
        if self._cell is not None:
            self._inside_cell(element)
        elif element == "c":
            self._begin_cell(attributes)
        elif element == "row":
            self._begin_row(attributes)
        elif element == "col":
            if attributes.get("hidden") in YES:
                first, last = (whole(attributes.get(key, "")) for key in ("min", "max"))
                self._hidden_spans.append((first, min(last, MAX_COLUMN)))
        elif element == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, element: str) -> None:
        """An element ends; a cell is judged here."""
        self._depth -= 1
        if self._cell is None or (element != "c" and element.rpartition(":")[2] != "c"):
            return
        if self._has_value or self._has_formula:
            self._judge(self._cell)
        self._cell = None

    def close(self) -> None:
        """After the last element: size of the rectangle, hidden columns within it."""
        if not self.count:
            return
        area = (self._last_row - self._first_row + 1) * (self._last_column - self._first_column + 1)
        if area > guard.MAX_AREA:
            raise guard.refuse(
                "sheet_too_wide", f"{guard.MAX_AREA:,}", address(self._last_row, self._last_column)
            )
        for first, last in self._hidden_spans:
            self.hidden_columns.update(range(first, min(last, self._last_column) + 1))
        self.hidden_rows = {row for row in self.hidden_rows if row <= self._last_row}

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = whole(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        if not 1 <= self._row <= MAX_ROW:
            raise guard.refuse("damaged", found="row number")
        if attributes.get("hidden") in YES:
            self.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r", "")
        if reference:
            letters = reference.rstrip("0123456789")
            try:
                self._column = column_number(letters)
            except ValueError as error:
                raise guard.refuse("damaged", found="cell address") from error
            row = whole(reference[len(letters) :])
            if row != self._row:
                raise guard.refuse("damaged", found=f"{reference[:12]} in row {self._row}")
        else:
            self._column += 1
            if self._column > MAX_COLUMN:
                raise guard.refuse("damaged", found="cell address")
        self._cell = attributes
        self._has_value = self._has_formula = False
        self._text = ""

    def _inside_cell(self, element: str) -> None:
        if element == "f":
            self._has_formula = True
        elif element == "is":
            self._has_value = True
        elif element == "v":
            self._has_value = True
            assert self._cell is not None and self._parser is not None
            if self._has_formula or self._cell.get("t") == "e":
                self._parser.CharacterDataHandler = self._listen

    def _listen(self, text: str) -> None:
        self._text = (self._text + text)[:40]

    def _judge(self, attributes: dict[str, str]) -> None:
        row, column = self._row, self._column
        kind = attributes.get("t", "n")
        self.count += 1
        if self.count > self._room:
            raise guard.refuse("too_many_cells", f"{guard.MAX_CELLS:,}")
        if row < self._first_row:
            self._first_row = row
        if row > self._last_row:
            self._last_row = row
        if column < self._first_column:
            self._first_column = column
        if column > self._last_column:
            self._last_column = column
        if kind == "e":
            self.errors.append((row, column, self._text.strip() or "#?"))
        if self._has_formula:
            self.formulas += 1
            if kind != "str" and not self._text.strip():
                self.uncalculated.append((row, column))
        style = attributes.get("s", "0")
        if kind == "n" and style in self._styles.percents:
            self.percent_cells.append((row, column))
        elif kind != "n" and style in self._styles.indents:
            self.indents.append((row, column, self._styles.indents[style]))
        if self._parser is not None:
            self._parser.CharacterDataHandler = None

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners = []
        for corner in (first, last or first):
            letters = corner.rstrip("0123456789")
            try:
                corners.append((whole(corner[len(letters) :]), column_number(letters)))
            except ValueError as error:
                raise guard.refuse("damaged", found="merge") from error
        (r1, c1), (r2, c2) = corners
        self.merges.append((min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)))
        if len(self.merges) > guard.MAX_MERGES:
            raise guard.refuse("unsafe_xml", found="mergeCells")
        self._merged += (abs(r2 - r1) + 1) * (abs(c2 - c1) + 1)
        if self._merged > guard.MAX_MERGED:
            raise guard.refuse("merged_too_wide", f"{guard.MAX_MERGED:,}", reference[:24])


def whole(text: str) -> int:
    """A short run of digits as a number; anything else means a damaged file."""
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise guard.refuse("damaged", found="row or column number")
    return int(text)
