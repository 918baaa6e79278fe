"""The texts that cells share: counted, their lying number taken away, raised marks told from the number."""

import re
from xml.parsers import expat

from data.ingest.cells import guard
from data.ingest.cells.safe_xml import Attributes, Edit, edited, escaped, local, tag_end, walk

RAISED = ("superscript", "subscript")
_COUNT = re.compile(rb"\s(?:uniqueCount|count)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NUMBER = re.compile(r"[+\-−－]?\d[\d.,，\s]*%?")


class RichText:
    """The runs of one text with those set above or below the line apart: 800 with a raised 2 is not 8002."""

    def __init__(self) -> None:
        self.base = self.mark = ""
        self._raised = False
        self._aside = 0
        self._inside = False

    def start(self, element: str, attributes: Attributes) -> None:
        """An element inside the text begins."""
        if element == "rPh":
            self._aside += 1
        elif element == "r":
            self._raised = False
        elif element == "vertAlign":
            self._raised = attributes.get("val") in RAISED
        self._inside = element == "t" and not self._aside

    def end(self, element: str) -> None:
        """An element inside the text ends."""
        self._inside = False
        if element == "rPh":
            self._aside -= 1

    def hear(self, text: str) -> None:
        """Characters of the text."""
        if self._inside and self._raised:
            self.mark += text
        elif self._inside:
            self.base += text

    def told_apart(self) -> str | None:
        """'800[2]' for a number with a raised mark, '10^4' for a power; None for every other text."""
        base, mark = self.base.strip(), self.mark.strip()
        if not mark or not _NUMBER.fullmatch(base):
            return None
        return f"{base}^{mark}" if base == "10" else f"{base}[{mark.strip('[]()（）【】〔〕')}]"


class _StringsLook:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.edits: list[Edit] = []
        self.count = 0
        self._listens = b"vertAlign" in content
        self._rich: RichText | None = None
        self._began = 0

    def prepare(self, parser: expat.XMLParserType) -> None:
        self.parser = parser

    def start(self, element: str, attributes: Attributes) -> None:
        element = local(element)
        if element == "AlternateContent":
            raise guard.refuse("damaged", found=element)
        if element == "si":
            self._begin()
        elif self._rich is not None:
            self._rich.start(element, attributes)
        elif element == "sst" and not self.count:
            at = self.parser.CurrentByteIndex
            end = tag_end(self.content, at)
            self.edits.append((at, end, _COUNT.sub(b"", self.content[at:end])))

    def _begin(self) -> None:
        self.count += 1
        if self.count > guard.MAX_CELLS:
            raise guard.refuse("too_many_cells", f"{guard.MAX_CELLS:,}")
        if self._listens:
            self._began = self.parser.CurrentByteIndex
            self._rich = RichText()
            self.parser.CharacterDataHandler = self._rich.hear

    def end(self, element: str) -> None:
        if self._rich is None:
            return
        element = local(element)
        if element != "si":
            self._rich.end(element)
            return
        text, self._rich = self._rich.told_apart(), None
        if text is not None:
            after = tag_end(self.content, self.parser.CurrentByteIndex)
            self.edits.append((self._began, after, f"<si><t>{escaped(text)}</t></si>".encode()))


def looked_over(content: bytes) -> bytes:
    """The part of shared texts as a reader may have it; empty for a workbook without one. Raises Refused."""
    if not content:
        return b""
    look = _StringsLook(content)
    walk(content, look.start, look.end, look.prepare)
    return edited(content, look.edits)
