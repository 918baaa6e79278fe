"""Walks one part of a workbook with expat: no DTD, no entities, no other encodings, no endless tags."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol
from xml.parsers import expat

from data.ingest.cells import guard

Attributes = dict[str, str]
Edit = tuple[int, int, bytes]


class Quiet(Protocol):
    """Who knows stretches of a part without listening to every element of them."""

    def stretches(self) -> Iterator[Any]:
        """The stretches in order."""

    def ready(self) -> bool:
        """Whether the walk is where a stretch may begin."""

    def take(self, stretch: Any) -> None:
        """Takes in a stretch that proved to be XML."""

    def passes_over(self, stretch: Any) -> bool:
        """Whether the parser may do without a stretch that is XML for sure, and count its bytes no more."""


def local(name: str) -> str:
    """'x:sheet' -> 'sheet'."""
    return name.rpartition(":")[2]


def walk(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    prepare: Callable[[expat.XMLParserType], None] | None = None,
    quiet: Quiet | None = None,
) -> None:
    """Sends one part through expat; refuses DTD, entities, other encodings, deep nesting and long tokens.

    `quiet` knows stretches that are only checked for being XML: what they say it has from elsewhere.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise guard.refuse("unsafe_xml", found="UTF-16")
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _forbidden("DOCTYPE")
    parser.EntityDeclHandler = _forbidden("ENTITY")
    parser.ExternalEntityRefHandler = _forbidden("ENTITY")
    parser.XmlDeclHandler = _only_utf8
    if prepare is not None:
        prepare(parser)
    try:
        at = left_out = 0
        for stretch in quiet.stretches() if quiet is not None else ():
            _fed(parser, content, at, stretch.start, left_out)
            at = stretch.start
            if quiet is None or not quiet.ready():
                continue
            if quiet.passes_over(stretch):
                left_out += stretch.end - at
            else:
                parser.StartElementHandler = parser.EndElementHandler = None
                parser.Parse(content[at : stretch.end], False)
                parser.StartElementHandler, parser.EndElementHandler = start, end
            quiet.take(stretch)
            at = stretch.end
        _fed(parser, content, at, len(content), left_out)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise guard.refuse("damaged", found=f"XML: {expat.ErrorString(error.code)}") from error


def _fed(parser: expat.XMLParserType, content: bytes, start: int, end: int, left_out: int) -> None:
    for at in range(start, end, 65_536):
        parser.Parse(content[at : min(at + 65_536, end)], False)
        if at - left_out - parser.CurrentByteIndex > guard.MAX_TOKEN:
            raise guard.refuse("unsafe_xml", found="token")


def _forbidden(what: str) -> Callable[..., Any]:
    def refuse(*_: object) -> None:
        raise guard.refuse("unsafe_xml", found=what)

    return refuse


def _only_utf8(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        raise guard.refuse("unsafe_xml", found=encoding[:20])


def escaped(text: str) -> str:
    """Text between two tags or in quotes; signs that XML cannot hold become U+FFFD."""
    kept = "".join(sign if sign >= " " or sign in "\t\n\r" else "\ufffd" for sign in text)
    kept = kept.encode("utf-8", "replace").decode("utf-8").replace("\ufffe", "").replace("\uffff", "")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def whole(text: str) -> int:
    """A short run of digits as a number; anything else means a damaged file."""
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise guard.refuse("damaged", found="row or column number")
    return int(text)


_TAG = re.compile(rb"""[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")


def tag_end(content: bytes, at: int) -> int:
    """The position behind the tag that begins at `at`; quoted attribute values may hold a '>'."""
    found = _TAG.match(content, at)
    if found is None:
        raise guard.refuse("damaged", found="XML")
    return found.end()


def edited(content: bytes, edits: list[Edit]) -> bytes:
    """The same bytes with each stretch [start, end) replaced; stretches may touch but not overlap."""
    if not edits:
        return content
    pieces = []
    at = 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        if start < at:
            raise ValueError(f"edits overlap at {start}")
        pieces += [content[at:start], text]
        at = end
    return b"".join([*pieces, content[at:]])
