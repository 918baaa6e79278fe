"""Knows where each element of a small part lies, so that it is changed by bytes and never written anew."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from data.ingest.cells import guard
from data.ingest.cells.safe_xml import Attributes, Edit, local, tag_end, walk

ROOM = 400_000  # elements whose places are kept of one part


@dataclass(slots=True)
class Span:
    """An element: [start, opened) is its first tag, [closed, end) its last; a closed one has none."""

    name: str
    attributes: Attributes
    start: int
    opened: int
    closed: int = 0
    end: int = 0
    children: list["Span"] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return local(self.name)

    @property
    def prefix(self) -> str:
        """'x:' for x:sheet, '' for sheet."""
        return self.name[: -len(self.local)]

    def first(self, name: str) -> "Span | None":
        """The first child of this local name."""
        return next((child for child in self.children if child.local == name), None)

    def all(self, name: str) -> list["Span"]:
        """The children of this local name, in order."""
        return [child for child in self.children if child.local == name]

    def attribute(self, name: str) -> str:
        """The value of an attribute whatever its prefix; '' when absent."""
        return next((value for key, value in self.attributes.items() if local(key) == name), "")


def spans(content: bytes, depth: int) -> Span:
    """The root of a part with its descendants down to `depth` (1 is the root). Raises Refused."""
    root = Span("", {}, 0, 0)
    path = [root]
    level = known = 0
    kept: expat.XMLParserType | None = None

    def prepare(parser: expat.XMLParserType) -> None:
        nonlocal kept
        kept = parser

    def start(name: str, attributes: Attributes) -> None:
        nonlocal level, known
        level += 1
        if level > depth:
            return
        assert kept is not None
        known += 1
        if known > ROOM:
            raise guard.refuse("unsafe_xml", found="elements")
        at = kept.CurrentByteIndex
        span = Span(name, attributes, at, tag_end(content, at))
        path[-1].children.append(span)
        path.append(span)

    def end(_name: str) -> None:
        nonlocal level
        level -= 1
        if level >= depth:
            return
        assert kept is not None
        span = path.pop()
        if content[span.opened - 2 : span.opened] == b"/>":
            span.closed = span.end = span.opened
        else:
            span.closed = kept.CurrentByteIndex
            span.end = tag_end(content, span.closed)

    walk(content, start, end, prepare)
    return root.children[0]


def appended(content: bytes, span: Span, xml: str) -> Edit:
    """The edit that puts `xml` at the end of an element, opening a self-closing one."""
    if span.closed == span.opened == span.end:
        tag = content[span.start : span.opened].removesuffix(b"/>").rstrip()
        return span.start, span.end, tag + b">" + xml.encode() + f"</{span.name}>".encode()
    return span.closed, span.closed, xml.encode()


def placed(root: Span, name: str, order: list[str]) -> int:
    """Where a new child `name` of the root belongs: before the first child that `order` has behind it."""
    behind = set(order[order.index(name) + 1 :])
    return next((child.start for child in root.children if child.local in behind), root.closed)


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A first tag with one attribute set anew or added; `value` needs no escaping."""
    pattern = re.compile(rb"(\s" + name.encode() + rb"\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
    said = f'"{value}"'.encode()
    if pattern.search(tag):
        return pattern.sub(lambda found: found[1] + said, tag, count=1)
    end = b"/>" if tag.endswith(b"/>") else b">"
    return tag.removesuffix(end).rstrip() + b" " + name.encode() + b"=" + said + end


def counted(content: bytes, span: Span, count: int) -> list[Edit]:
    """The edit that makes the `count` of a list true, none where it has no such attribute."""
    if "count" not in span.attributes:
        return []
    return [(span.start, span.opened, with_attribute(content[span.start : span.opened], "count", str(count)))]
