"""Looks over every XML part that no reader of cells opens: properties, comments, drawings, themes, links."""

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from data.ingest.cells import guard

MAX_DEPTH = 256  # groups of shapes and formulas of charts nest deeper than tables
BEFORE_XML = (
    b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # byte order marks and blanks that may stand before the first tag
)
PIECE = 65_536


def look_over(name: str, content: bytes) -> None:
    """Refuses DTD, entities, deep nesting and endless tags in one part; what is no XML is passed over.

    A part that does not hold as XML is left as it is: nobody reads it here, and a workbook whose properties
    are damaged still has its figures.
    """
    if not content[:64].lstrip(BEFORE_XML).startswith(b"<"):
        return
    depth = 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise refused(name, "depth")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = forbidden(name, "DOCTYPE")
    parser.EntityDeclHandler = forbidden(name, "ENTITY")
    parser.ExternalEntityRefHandler = forbidden(name, "ENTITY")
    try:
        for at in range(0, len(content), PIECE):
            parser.Parse(content[at : at + PIECE], False)
            if at - parser.CurrentByteIndex > guard.MAX_TOKEN:
                raise refused(name, "token")
        parser.Parse(b"", True)
    except expat.ExpatError:
        return


def forbidden(name: str, what: str) -> Callable[..., Any]:
    """What the parser calls when it meets something that no workbook needs."""

    def refuse(*_: object) -> None:
        raise refused(name, what)

    return refuse


def refused(name: str, what: str) -> Exception:
    """The refusal that says what was met, and in which part."""
    return guard.refuse("unsafe_xml", found=f"{what}: {name[:60]}")
