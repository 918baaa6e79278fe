"""Follows the XML of one worksheet cell by cell: size, errors, formulas without result, hidden parts."""

import functools
from collections.abc import Iterator, Sequence
from xml.parsers import expat

from data.ingest.cells import guard
from data.ingest.cells.grid import MAX_COLUMN, MAX_ROW, Merge, address, column_number
from data.ingest.cells.odd_cells import CELL_ATTRIBUTES, READER_KNOWS, ROW_ATTRIBUTES, OddCells, known
from data.ingest.cells.plain_rows import Shape, Stretch, is_xml, stretches
from data.ingest.cells.plain_values import PlainValues
from data.ingest.cells.safe_xml import Edit, escaped, tag_end, whole
from data.ingest.cells.strings_xml import RichText
from data.ingest.cells.styles_xml import Styles

YES = ("1", "true")
Judged = tuple[list[int], list[int], list[tuple[int, int]]]


class SheetLook:
    """What one worksheet holds; `start`, `end` and `prepare` are handed to the XML walk.

    `edits` turn the part into one that a reader takes: without error values it does not know, with raised
    marks told from their number. `odd` holds what could be read in two ways.
    """

    def __init__(
        self, name: str, hidden: bool, styles: Styles, before: int, content: bytes = b"",
        texts: Sequence[str] | None = None,
    ) -> None:  # fmt: skip
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
        self._room = guard.MAX_CELLS - before
        self._hidden_spans: list[tuple[int, int]] = []
        self._first_row = self._first_column = MAX_ROW
        self._last_row = self._last_column = 0
        self._row = self._column = 0
        self._depth = 0
        self._cell: dict[str, str] | None = None
        self._values = 0
        self._has_formula = self._has_text = self._alternative = False
        self._text = ""
        self._parser: expat.XMLParserType | None = None
        self.odd = OddCells(content)
        self._columns = self.odd.columns
        self._known: set[tuple[str, ...]] = set()
        self.edits: list[Edit] = []
        self.has_data = self._inside_data = False
        self._content = content
        self._rich: RichText | None = None
        self._began = self._began_text = 0
        self._shapes: dict[Shape, Judged] = {}
        self._left_out = 0
        self.values = PlainValues(content, texts, styles.days)

    def prepare(self, parser: expat.XMLParserType) -> None:
        """Keeps the parser: text is only listened to inside errors, formulas and texts with raised marks."""
        self._parser = parser
        parser.CommentHandler = lambda _: self._broken()
        parser.ProcessingInstructionHandler = lambda *_: self._broken()
        parser.StartCdataSectionHandler = self._broken

    def _broken(self) -> None:
        if self._cell is not None:
            self.odd.pieces.append((self._row, self._column))

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > guard.MAX_DEPTH:
            raise guard.refuse("unsafe_xml", found="depth")
        if ":" in element:
            element = element.rpartition(":")[2]
        if self._cell is not None:
            self._inside_cell(element, attributes)
        elif element == "c" and self._inside_data:
            self._begin_cell(attributes)
        elif self.has_data and not self._inside_data:
            self._behind_data(element, attributes)
        elif element == "c":
            self._begin_cell(attributes)
        elif element == "row":
            self._begin_row(attributes)
        elif self._inside_data:
            self.odd.between(element, self._row)
        elif element == "sheetData":
            self.has_data = self._inside_data = True
        elif element == "col":
            if attributes.get("hidden") in YES:
                first, last = (whole(attributes.get(key, "")) for key in ("min", "max"))
                self._hidden_spans.append((first, min(last, MAX_COLUMN)))
        elif element == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def stretches(self) -> Iterator[Stretch]:
        """The rows whose cells can be read in only one way."""
        return stretches(self._content)

    def passes_over(self, stretch: Stretch) -> bool:
        """Whether the rows are XML for sure, so that the parser need not see them."""
        sure = is_xml(self._content[stretch.start : stretch.end])
        self._left_out += (stretch.end - stretch.start) if sure else 0
        return sure

    @functools.cached_property
    def _has_raised(self) -> bool:
        """Whether any text of the part may have raised marks."""
        return b"vertAlign" in self._content

    def _at(self) -> int:
        """Where in the part the parser is."""
        return self._left_out + (self._parser.CurrentByteIndex if self._parser is not None else 0)

    def ready(self) -> bool:
        """Whether the walk is between two rows."""
        return self._inside_data and self._cell is None and self._depth == 2

    def take(self, stretch: Stretch) -> None:
        """Judges many plain rows at once, as `start` and `end` judge the cells of others."""
        self.odd.take([row for row, _ in stretch.rows])
        for row, shape in stretch.rows:
            columns, percents, indents = self._shapes.get(shape) or self._judged(shape)
            if not columns:
                continue
            self.count += len(columns)
            self._first_row = min(self._first_row, row)
            self._last_row = max(self._last_row, row)
            self._first_column = min(self._first_column, columns[0])
            self._last_column = max(self._last_column, columns[-1])
            if percents:
                self.percent_cells += [(row, column) for column in percents]
            if indents:
                self.indents += [(row, column, steps) for column, steps in indents]
        self._row = stretch.rows[-1][0]
        if self.count > self._room:
            raise guard.refuse("too_many_cells", f"{guard.MAX_CELLS:,}")
        self.values.take(stretch)

    def _judged(self, shape: Shape) -> Judged:
        """What the formats of a shape mean: its filled columns, those shown in per cent, those set in."""
        percents = [at for at, style, kind in shape.filled if kind == "n" and style in self._styles.percents]
        steps = self._styles.indents
        indents = [(at, steps[style]) for at, style, kind in shape.filled if kind != "n" and style in steps]
        judged = sorted(at for at, _, _ in shape.filled), percents, indents
        self._shapes[shape] = judged
        return judged

    def _behind_data(self, element: str, attributes: dict[str, str]) -> None:
        """An element after the cells; drawings of controls have rows and columns of their own there."""
        if element == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif element == "sheetData":
            raise guard.refuse("damaged", found="sheetData × 2")

    def end(self, element: str) -> None:
        """An element ends; a cell is judged here."""
        self._depth -= 1
        if self._cell is not None:
            if element == "c" or element.rpartition(":")[2] == "c":
                self._end_cell(self._cell)
            else:
                self._end_inside(element)
        elif self._inside_data and element.rpartition(":")[2] == "sheetData":
            self._inside_data = False

    def close(self) -> None:
        """After the last element: size of the rectangle, hidden columns within it; lets the part go."""
        self._content = b""
        self.odd.close()
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
        if not known(attributes, ROW_ATTRIBUTES):
            raise guard.refuse("damaged", found=f"row {' '.join(attributes)}"[:60])
        self.odd.row(self._row)
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
        names = tuple(attributes)
        if names not in self._known:
            if not known(attributes, CELL_ATTRIBUTES):
                raise guard.refuse("damaged", found=f"c {' '.join(attributes)}"[:60])
            self._known.add(names)
        self._cell = attributes
        self._values = 0
        self._has_formula = self._has_text = self._alternative = False
        self._text = ""
        self._began = self._at() if self._parser is not None else 0

    def _inside_cell(self, element: str, attributes: dict[str, str]) -> None:
        assert self._cell is not None and self._parser is not None
        if self._rich is not None and element != "AlternateContent":
            self._rich.start(element, attributes)
        elif self._alternative:
            return
        elif element == "v":
            self._values += 1
            if self._has_formula or self._cell.get("t") == "e":
                self._parser.CharacterDataHandler = self._listen
        elif element == "f":
            self._has_formula = True
        elif element == "is":
            self._values += 1
            self._has_text = True
            if self._has_raised:
                self._rich = RichText()
                self._began_text = self._at()
                self._parser.CharacterDataHandler = self._rich.hear
        elif element == "extLst":
            self._has_text = True
        elif element == "AlternateContent" or not self._has_text:
            self._alternative = self._alternative or element == "AlternateContent"
            self.odd.inside(element, self._row, self._column)

    def _end_inside(self, element: str) -> None:
        """The end of a text with raised marks, or of a run within it."""
        if self._rich is None:
            return
        element = element.rpartition(":")[2]
        self._rich.end(element)
        if element != "is":
            return
        assert self._parser is not None
        text, self._rich = self._rich.told_apart(), None
        self._parser.CharacterDataHandler = None
        if text is not None:
            after = tag_end(self._content, self._at())
            self.edits.append((self._began_text, after, f"<is><t>{escaped(text)}</t></is>".encode()))

    def _listen(self, text: str) -> None:
        self._text = (self._text + text)[:40]

    def _end_cell(self, attributes: dict[str, str]) -> None:
        self._cell = None
        if not self._values and not self._has_formula and not self._alternative:
            return
        self.values.give_up()
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
        if column in self._columns:
            self.odd.cells.append((row, column))
        self._columns.add(column)
        if self._values > 1:
            self.odd.values.append((row, column))
        if self._parser is not None:
            self._parser.CharacterDataHandler = None
            if self.odd.references:
                self.odd.value(row, column, kind, self._began, self._at())
        if kind == "e":
            self._error(row, column)
        if self._alternative:
            self._leave_out()
        if self._has_formula:
            self.formulas += 1
            if kind != "str" and not self._text.strip():
                self.uncalculated.append((row, column))
        style = attributes.get("s", "0")
        if kind == "n" and style in self._styles.percents:
            self.percent_cells.append((row, column))
        elif kind != "n" and style in self._styles.indents:
            self.indents.append((row, column, self._styles.indents[style]))

    def _error(self, row: int, column: int) -> None:
        """An error value; one that the reader does not know is left out of its copy."""
        text = self._text.strip()
        self.errors.append((row, column, text or "#?"))
        if text not in READER_KNOWS:
            self._leave_out()

    def _leave_out(self) -> None:
        """Takes the cell that ends here out of the reader's copy."""
        if self._parser is None or not self._content:
            return
        while self.edits and self.edits[-1][0] >= self._began:
            self.edits.pop()
        after = tag_end(self._content, self._at())
        self.edits.append((self._began, after, b""))

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
