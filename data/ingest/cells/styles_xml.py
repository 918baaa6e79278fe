"""Tells which cell formats of a workbook change how a cell is to be understood."""

import re
from dataclasses import dataclass, field

from data.ingest.cells.safe_xml import Attributes, local, walk, whole

LETTERS = re.compile(r"[A-Za-z\[]")
PERCENT_FORMATS = {"9", "10"}
# formats that show a number as one; every other one whose code has letters may show a day
NUMBER_FORMATS = {*"01234", "9", "10", "11", "12", "13", "37", "38", "39", "40", "48", "49"}
MOST_STEPS = 250  # by which a label can be set in


@dataclass
class Styles:
    """Cell formats, by index, that change how a cell is to be understood; `days` may show numbers as days."""

    percents: set[str] = field(default_factory=set)
    indents: dict[str, int] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)


def styles_of(content: bytes) -> Styles:
    """Which cell formats show a number as a percentage, and which set a label in."""
    percent_formats, numbers = set(PERCENT_FORMATS), set(NUMBER_FORMATS)
    known = Styles()
    position = -1
    inside = False

    def start(element: str, attributes: Attributes) -> None:
        nonlocal position, inside
        name = local(element)
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            if "%" in "".join(code.split('"')[::2]).replace("\\%", ""):
                percent_formats.add(attributes.get("numFmtId", ""))
            letters = LETTERS.search(code.replace("General", ""))
            (numbers.discard if letters else numbers.add)(attributes.get("numFmtId", ""))
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            position += 1
            if attributes.get("numFmtId") in percent_formats:
                known.percents.add(str(position))
            if attributes.get("numFmtId") not in numbers:
                known.days.add(str(position))
        elif name == "alignment" and inside and attributes.get("indent", "0") != "0":
            known.indents[str(position)] = min(whole(attributes["indent"]), MOST_STEPS)

    def end(element: str) -> None:
        nonlocal inside
        if local(element) == "cellXfs":
            inside = False

    walk(content, start, end)
    return known
