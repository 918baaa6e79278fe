"""Holds what was read: sheets of cells that keep their address, before anybody gives them a meaning."""

import datetime
import functools
from dataclasses import dataclass, field

from data.ingest.findings import Finding

Value = str | float | bool | datetime.date | datetime.datetime
Merge = tuple[int, int, int, int]
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


@dataclass
class Sheet:
    """One worksheet; rows and columns count from 1 and blank cells are absent.

    `merges` are (first row, first column, last row, last column). `percent_cells` are numbers that the
    workbook shows as a percentage: the stored 0.053 is read by people as 5.3 %. `indents` are the steps
    by which the cell format sets a label in.
    """

    name: str
    cells: dict[tuple[int, int], Value]
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percent_cells: set[tuple[int, int]] = field(default_factory=set)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def last_row(self) -> int:
        """The lowest row with a filled cell, 0 in an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The rightmost column with a filled cell, 0 in an empty sheet."""
        return max((column for _, column in self.cells), default=0)


@dataclass
class Book:
    """A whole file: `kind` is xlsx, xls, et or csv; `findings` are what reading noticed."""

    kind: str
    sheets: list[Sheet]
    findings: list[Finding] = field(default_factory=list)


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


def spans(numbers: set[int]) -> list[tuple[int, int]]:
    """{5, 6, 7, 12} -> [(5, 7), (12, 12)]: neighbours joined, in order."""
    joined: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if joined and joined[-1][1] == number - 1:
            joined[-1] = (joined[-1][0], number)
        else:
            joined.append((number, number))
    return joined
