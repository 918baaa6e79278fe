"""Looks at a sheet the way a person does: merged cells speak for all they cover, blank marks are blank."""

import functools
import re
from functools import cached_property

from data.ingest.cells.grid import Merge, Sheet, Value, written
from data.ingest.words.example_mark import is_example
from data.ingest.words.numbers import Number, is_blank, parse_number
from data.ingest.words.periods import Period, parse_period
from data.plan.coded import FIRST_YEAR, LAST_YEAR

CHINESE = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
_WIDTH = {" ": 1, "\xa0": 1, "\u3000": 2, "\t": 4, "\u2002": 1, "\u2003": 2}
_GAP_IN_CHINESE = re.compile(
    r"(?<=[\u3400-\u9fff（）、，。：；“”#％%])\s+(?=[\u3400-\u9fff（）、，。：；“”(])"
    r"|(?<=[(（#、，：])\s+|\s+(?=[)）、，：])"
)
_RANGE = re.compile(r"^[^\u3400-\u9fff]{0,3}\d[\d,.\s]*\s*[-–—~～〜－至到]\s*\d[\d,.\s]*")
_IN_BRACKETS = re.compile(r"[(（]\d[\d,]*(\.\d+)?[)）]")  # how accountants write what is below nought
_ACRONYMS = {
    "gdp",
    "gnp",
    "co2",
    "so2",
    "nox",
    "cod",
    "pm2.5",
    "pm10",
    "r&d",
    "vocs",
    "voc",
    "cpi",
    "ppi",
    "h2",
}
_ENGLISH_TAIL = re.compile(r"(?<=[\u3400-\u9fff)）])\s+[A-Za-z][A-Za-z .,&'()/-]{3,}$")


def clean_label(text: str) -> str:
    """A label on one line: '全    国' -> '全国', 'Crude  Steel' -> 'Crude Steel'."""
    text = re.sub(r"[\s\u200b\ufeff]+", " ", text).strip()
    return _GAP_IN_CHINESE.sub("", text)


def is_latin(text: str) -> bool:
    """Letters but no Chinese, and no short form that Chinese tables use as a word (GDP, CO2)."""
    bare = text.strip(" ()（）").lower()
    return bool(LATIN.search(text)) and not CHINESE.search(text) and bare not in _ACRONYMS


def without_translation(pieces: list[str]) -> list[str]:
    """Pieces of a bilingual label with the English ones left out, when there is any Chinese."""
    if not any(CHINESE.search(piece) for piece in pieces):
        return pieces
    return [_ENGLISH_TAIL.sub("", piece) for piece in pieces if not is_latin(piece)]


@functools.lru_cache(maxsize=20_000)
def _parsed(text: str) -> Number | None:
    return parse_number(text)


class Page:
    """One sheet with merges resolved; rows and columns count from 1."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.last_row = sheet.last_row
        self.last_column = sheet.last_column
        self.bodies: dict[int, bool] = {}
        self._numbers: dict[tuple[int, int], Number | None] = {}
        self._filled = {
            place for place, value in sheet.cells.items() if not is_blank(value) and not is_example(value)
        }

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """Row -> columns with something in them, in order."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self._filled):
            found.setdefault(row, []).append(column)
        return found

    @cached_property
    def first_column(self) -> int:
        """The leftmost column with something in it."""
        return min((columns[0] for columns in self.rows.values()), default=1)

    def merge(self, row: int, column: int) -> Merge | None:
        """The merged area that covers the cell, if it holds something."""
        return self.sheet.merge(row, column)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that speaks for this one: the upper left of its merged area, or itself."""
        return self.sheet.anchor(row, column)

    def own(self, row: int, column: int) -> Value | None:
        """What stands in the cell itself."""
        return self.sheet.cells.get((row, column))

    def blank(self, row: int, column: int) -> bool:
        """Nothing, or only a mark for nothing."""
        return (row, column) not in self._filled

    def raw(self, row: int, column: int) -> str:
        """The text of the cell itself with its leading spaces; numbers and dates as people write them."""
        return "" if self.blank(row, column) else written(self.own(row, column))

    def text(self, row: int, column: int) -> str:
        """The cleaned text that counts for the cell, merged areas included."""
        return clean_label(self.raw(*self.anchor(row, column)))

    def number(self, row: int, column: int) -> Number | None:
        """The number in the cell itself, None when there is none."""
        place = (row, column)
        if place not in self._numbers:
            value = self.sheet.cells.get(place)
            self._numbers[place] = _parsed(value) if isinstance(value, str) else parse_number(value)
        return self._numbers[place]

    def is_year(self, row: int, column: int) -> bool:
        """A bare whole number between the first and the last year anybody reports."""
        number = self.number(row, column)
        if number is None or number.unit or number.value != int(number.value):
            return False
        return FIRST_YEAR <= number.value <= LAST_YEAR

    def looks_numeric(self, row: int, column: int) -> bool:
        """A number, or a range that at least belongs in a column of numbers."""
        if self.number(row, column) is not None:
            return True
        value = self.sheet.cells.get((row, column))
        return (
            isinstance(value, str)
            and parse_period(value, LAST_YEAR) is None
            and bool(_RANGE.match(value.strip()) or _IN_BRACKETS.fullmatch(value.strip()))
        )

    def period(self, row: int, column: int, year: int | None = None) -> Period | None:
        """The period the cell names."""
        return parse_period(self.sheet.seen(row, column), year)

    def indent(self, row: int, column: int) -> int:
        """How far the label is set in, in half-width signs: leading spaces and the format's indent."""
        place = self.anchor(row, column)
        value = self.sheet.cells.get(place)
        width = 2 * self.sheet.indents.get(place, 0)
        if isinstance(value, str):
            for sign in value:
                if sign not in _WIDTH:
                    break
                width += _WIDTH[sign]
        return width
