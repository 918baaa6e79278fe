"""Holds what was read: sheets of cells that keep their address, before anybody gives them a meaning."""

import datetime
import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.ingest.findings import Finding

Value = str | float | bool | datetime.date | datetime.datetime
Merge = tuple[int, int, int, int]
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class ByRow(Mapping[tuple[int, int], Value]):
    """The filled cells of many rows by row and column, held row by row."""

    def __init__(self, lines: Mapping[int, Mapping[int, Value]]) -> None:
        self._lines = lines
        self._count = sum(map(len, lines.values()))

    def __getitem__(self, place: tuple[int, int]) -> Value:
        return self._lines[place[0]][place[1]]

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and place[1] in self._lines.get(place[0], ())

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((row, column) for row, line in self._lines.items() for column in line)

    def __len__(self) -> int:
        return self._count


@dataclass
class Sheet:
    """One worksheet; rows and columns count from 1 and blank cells are absent.

    `merges` are (first row, first column, last row, last column). `percent_cells` are numbers that the
    workbook shows as a percentage: the stored 0.053 is read by people as 5.3 %. `indents` are the steps
    by which the cell format sets a label in.
    """

    name: str
    cells: Mapping[tuple[int, int], Value]
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percent_cells: set[tuple[int, int]] = field(default_factory=set)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)

    @functools.cached_property
    def last_row(self) -> int:
        """The lowest row with a filled cell, 0 in an empty sheet."""
        return max((row for row, line in self.lines.items() if line), default=0)

    @functools.cached_property
    def last_column(self) -> int:
        """The rightmost column with a filled cell, 0 in an empty sheet."""
        return max((max(line) for line in self.lines.values() if line), default=0)

    @functools.cached_property
    def lines(self) -> dict[int, dict[int, Value]]:
        """The filled cells by row: row -> column -> value, the rows from the top."""
        found: dict[int, dict[int, Value]] = {}
        for (row, column), value in self.cells.items():
            line = found.get(row)
            if line is None:
                line = found[row] = {}
            line[column] = value
        return dict(sorted(found.items()))

    @functools.cached_property
    def texts(self) -> set[str]:
        """Every text of the sheet once, as it stands there."""
        return {value for line in self.lines.values() for value in line.values() if type(value) is str}

    @functools.cached_property
    def _merged(self) -> dict[tuple[int, int], Merge]:
        # areas of an honest sheet do not overlap: once they cover more than the sheet, the rest is left out
        bottom, edge = self.last_row, self.last_column
        room = bottom * edge
        cover: dict[tuple[int, int], Merge] = {}
        for r1, c1, r2, c2 in self.merges:
            if (r1, c1) not in self.cells:
                continue
            merge = (r1, c1, min(r2, bottom), min(c2, edge))
            room -= (merge[2] - r1 + 1) * (merge[3] - c1 + 1)
            if room < 0:
                break
            places = itertools.product(range(r1, merge[2] + 1), range(c1, merge[3] + 1))
            cover |= dict.fromkeys(places, merge)
        return cover

    def merge(self, row: int, column: int) -> Merge | None:
        """The merged area that covers a cell, if it holds something; cut where the sheet ends."""
        return self._merged.get((row, column))

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that speaks for this one: the upper left of its merged area, or itself."""
        merge = self.merge(row, column)
        return (merge[0], merge[1]) if merge else (row, column)

    def seen(self, row: int, column: int) -> Value | None:
        """What a person sees in a cell: in a merged area what stands in its upper left cell."""
        return self.cells.get(self.anchor(row, column))

    def spoken(self, row: int, column: int) -> Value | None:
        """What stands in a cell; one that a merged block running downwards covers repeats its value."""
        own, merge = self.cells.get((row, column)), self.merge(row, column)
        return self.seen(row, column) if own is None and merge and merge[2] > merge[0] else own


@dataclass
class Book:
    """A whole file: `kind` is xlsx, xls, et or csv; `findings` are what reading noticed."""

    kind: str
    sheets: list[Sheet]
    findings: list[Finding] = field(default_factory=list)


def written(value: Value | None) -> str:
    """A cell as people write it: whole numbers without a point, dates as 2025-09-30, '' for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


@functools.lru_cache(maxsize=MAX_COLUMN)
def column_letter(column: int) -> str:
    """3 -> 'C', 28 -> 'AB'; ValueError outside 1…16384."""
    if not 1 <= column <= MAX_COLUMN:
        raise ValueError(f"no such column: {column}")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@functools.lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """'C' -> 3, 'AB' -> 28; ValueError for anything that names no column."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(f"no such column: {letters}")
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MAX_COLUMN:
        raise ValueError(f"no such column: {letters}")
    return number


def address(row: int, column: int) -> str:
    """(11, 3) -> 'C11'."""
    return f"{column_letter(column)}{row}"


def place_of(cell: str) -> tuple[int, int]:
    """'C11' -> (11, 3); ValueError for what is no address of a cell."""
    match = _ADDRESS.fullmatch(cell)
    if match is None or int(match[2]) > MAX_ROW:
        raise ValueError(f"no such cell: {cell[:40]}")
    return int(match[2]), column_number(match[1])


def spans(numbers: set[int]) -> list[tuple[int, int]]:
    """{5, 6, 7, 12} -> [(5, 7), (12, 12)]: neighbours joined, in order."""
    joined: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if joined and joined[-1][1] == number - 1:
            joined[-1] = (joined[-1][0], number)
        else:
            joined.append((number, number))
    return joined
