"""The parts of an .xlsx changed in places: what nobody touches is handed on as it lies in the archive."""

import posixpath
import struct
import zipfile
import zlib

from data.ingest.cells import guard
from data.ingest.cells.safe_xml import edited, escaped
from data.ingest.cells.xml_spans import Span, appended, spans

TYPES = "[Content_Types].xml"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
EMPTY_LINKS = f'<Relationships xmlns="{PACKAGE}"/>'.encode()


class Package:
    """Reads parts by name (in any case), holds new and changed ones, and writes the archive again."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._archive = guard.open_zip(content)
        self._names = {entry.filename.lower(): entry.filename for entry in self._archive.infolist()}
        self._room = guard.MAX_INFLATED
        self._changed: dict[str, bytes] = {}
        self.types: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def part(self, name: str) -> bytes:
        """The bytes of a part as they are now. Raises Refused."""
        known = self._names.get(name.lower(), name)
        if known not in self._changed:
            content = guard.inflate(self._archive, known, self._room)
            self._room -= len(content)
            return content
        return self._changed[known]

    def put(self, name: str, content: bytes, kind: str = "") -> None:
        """Changes a part or adds one; a new one says its content type."""
        known = self._names.setdefault(name.lower(), name)
        self._changed[known] = content
        if kind:
            self.types[known] = kind

    def unused(self, pattern: str, usual: str = "") -> str:
        """The usual name, or the first of the pattern ('xl/comments{}.xml'), that no part has."""
        if usual and usual not in self:
            return usual
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def links(self, name: str) -> list[Span]:
        """The relationships of a part, as elements."""
        path = links_path(name)
        return spans(self.part(path), 2).all("Relationship") if path in self else []

    def linked(self, name: str, kind: str) -> str:
        """The part that a part refers to by the last word of a kind; '' for none."""
        for link in self.links(name):
            if kind_of(link) == kind and link.attribute("TargetMode") != "External":
                return target_of(name, link)
        return ""

    def link(self, name: str, kind: str, target: str) -> str:
        """Adds a relationship of a part (full kind, absolute target) and returns its id."""
        path = links_path(name)
        content = self.part(path) if path in self else EMPTY_LINKS
        root = spans(content, 2)
        known = {link.attribute("Id") for link in root.children}
        number = len(known) + 1
        while f"rId{number}" in known:
            number += 1
        tag = f'<{root.prefix}Relationship Id="rId{number}" Type="{kind}" Target="/{escaped(target)}"/>'
        self.put(path, edited(content, [appended(content, root, tag)]))
        return f"rId{number}"

    def saved(self) -> bytes:
        """The archive with content types for what is new; untouched parts keep their compressed bytes."""
        self._declare()
        entries = [each.filename for each in self._archive.infolist()]
        names = entries + [name for name in self._changed if name not in set(entries)]
        pieces: list[bytes] = []
        index: list[bytes] = []
        at = 0
        for name in names:
            head, body, record = self._entry(name, at)
            pieces += [head, body]
            index.append(record)
            at += len(head) + len(body)
        directory = b"".join(index)
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(names), len(names), len(directory), at, 0)
        return b"".join([*pieces, directory, end])

    def _declare(self) -> None:
        content = self.part(TYPES)
        root = spans(content, 2)
        endings = {each.attribute("Extension").lower() for each in root.all("Default")}
        tags = ""
        for name, kind in self.types.items():
            if name.endswith(".vml"):
                if "vml" not in endings:
                    endings.add("vml")
                    tags += f'<{root.prefix}Default Extension="vml" ContentType="{kind}"/>'
            else:
                tags += f'<{root.prefix}Override PartName="/{escaped(name)}" ContentType="{kind}"/>'
        if tags:
            self.put(TYPES, edited(content, [appended(content, root, tags)]))

    def _entry(self, name: str, at: int) -> tuple[bytes, bytes, bytes]:
        """Local head, body and line of the directory of one part that will lie at a position."""
        if name in self._changed:
            raw = self._changed[name]
            squeezer = zlib.compressobj(6, zlib.DEFLATED, -15)
            body = squeezer.compress(raw) + squeezer.flush()
            fields = (8, 0, 0x21, zlib.crc32(raw), len(body), len(raw))
        else:
            entry = self._archive.getinfo(name)
            body = self._raw(entry)
            year, month, day, hour, minute, second = entry.date_time
            date = (max(year - 1980, 0) << 9) | (month << 5) | day
            clock = (hour << 11) | (minute << 5) | (second // 2)
            fields = (entry.compress_type, clock, date, entry.CRC, len(body), entry.file_size)
        title = name.encode()
        head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0x800, *fields, len(title), 0) + title
        record = struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0x800, *fields, len(title), 0, 0, 0, 0, 0, at
        )
        return head, body, record + title

    def _raw(self, entry: zipfile.ZipInfo) -> bytes:
        """The compressed bytes of a part as they lie in the original."""
        name, extra = struct.unpack_from("<2H", self._content, entry.header_offset + 26)
        start = entry.header_offset + 30 + name + extra
        return self._content[start : start + entry.compress_size]


def links_path(name: str) -> str:
    """The part that holds the relationships of a part; '' is the package itself."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", base + ".rels")


def kind_of(link: Span) -> str:
    """The last word of a relationship's type."""
    return link.attribute("Type").rpartition("/")[2]


def target_of(name: str, link: Span) -> str:
    """The part a relationship of `name` leads to."""
    folder = posixpath.dirname(name)
    return posixpath.normpath(posixpath.join("/", folder, link.attribute("Target")))[1:]
