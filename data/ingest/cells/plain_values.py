"""Reads the values of a worksheet of plain rows alone; any other one is left to the reader of all."""

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from html import unescape

from data.ingest.cells.plain_rows import Said, Shape, Stretch

Line = tuple[int, dict[int, str | float]]  # a row and its filled cells by column
WHITE = " \t\r\n"  # what the reader of all takes from the ends of a text
ESCAPE = "_x"  # what begins a sign that it reads as another
SHARED = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>\s*')
REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
TABLE = re.compile(rb"(?:<\?xml[^<>]*\?>\s*)?<sst(?: [^<>]*)?>\s*|</sst>\s*")


class Unsure(Exception):
    """A cell that the reader of all may read otherwise."""


class PlainValues:
    """The rows of a sheet so far, as `lines`; None as soon as one of them is not sure.

    `texts` are those that cells share (None: they cannot be told), `days` the formats that may show a day.
    """

    def __init__(self, content: bytes, texts: Sequence[str] | None, days: set[str]) -> None:
        self.lines: dict[int, dict[int, str | float]] | None = None if b"\r" in content else {}
        self._texts, self._days, self._last = texts, days, 0

    def give_up(self) -> None:
        """There is a cell of another kind: the sheet must be read by the reader of all."""
        self.lines = None

    def take(self, stretch: Stretch) -> None:
        """Takes in the values of many plain rows."""
        if self.lines is None:
            return
        try:
            each = zip(stretch.rows, stretch.said, strict=True)
            for shape, group in itertools.groupby(each, key=lambda one: one[0][1]):
                self.lines.update(self._read(shape, list(group)))
        except (Unsure, ValueError, IndexError):  # a number, a text or its place is not what it should be
            self.lines = None

    def _read(self, shape: Shape, group: list[tuple[tuple[int, Shape], Said]]) -> Iterator[Line]:
        """The rows of one shape; Unsure, ValueError or IndexError for those that cannot be read here."""
        numbers, said = [number for (number, _), _ in group], [told for _, told in group if told is not None]
        if len(said) < len(numbers) or any(b <= a for a, b in itertools.pairwise([self._last, *numbers])):
            raise Unsure
        self._last = numbers[-1]
        told = list(zip(*said, strict=True))[1:]  # the first is the number of the row
        columns = [self._column(*one, texts) for one, texts in zip(shape.filled, told, strict=True)]
        at = [column for column, _, _ in shape.filled]
        if at != sorted(at):
            raise Unsure
        blanks = any(
            "" in told for told, (_, _, kind) in zip(columns, shape.filled, strict=True) if kind != "n"
        )
        for row, values in zip(numbers, zip(*columns, strict=True), strict=True):
            line = dict(zip(at, values, strict=True))
            if blanks:
                line = {column: value for column, value in line.items() if value != ""}
            if line:
                yield row, line

    def _column(self, _: int, style: str, kind: str, told: Sequence[bytes]) -> Sequence[str | float]:
        """The values of one column of these rows."""
        if kind == "n":
            numbers = list(map(float, told))
            if style in self._days or not math.isfinite(sum(numbers)):
                raise Unsure
            return numbers
        if kind == "s" and self._texts is not None:
            return [self._texts[int(place)] for place in told]
        if kind != "inlineStr":
            raise Unsure
        texts = b"\0".join(told).decode().split("\0")
        if not all(map(is_sure, set(texts))):
            raise Unsure
        return texts


def is_sure(text: str) -> bool:
    """Whether every reader takes a text as it stands there."""
    return text.strip(WHITE) == text and ESCAPE not in text


def shared_texts(content: bytes) -> list[str] | None:
    """The texts that cells share, in order; None where one of them has runs, or may be read in two ways."""
    if not content:
        return []
    if b"\r" in content or REFERENCE.search(content):
        return None
    if TABLE.sub(b"", SHARED.sub(b"", content)).strip():
        return None
    texts = [unescape(text.decode()) if b"&" in text else text.decode() for text in SHARED.findall(content)]
    return texts if all(map(is_sure, texts)) else None
