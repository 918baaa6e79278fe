"""Looks through the XML of an .xlsx without DTD or entities and notes what readers keep silent about."""

import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.parsers import expat

from data.ingest.cells import guard
from data.ingest.cells.sheet_xml import SheetLook, Styles, whole

Attributes = dict[str, str]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PERCENT_FORMATS = {"9", "10"}


@dataclass
class WorkbookLook:
    """What the look found: one SheetLook per worksheet and a clean copy that holds nothing unchecked."""

    sheets: list[SheetLook] = field(default_factory=list)
    date_1904: bool = False
    recalculate: bool = False
    external_links: int = 0
    clean: bytes = b""


class _Package:
    """The parts of the archive, inflated one at a time against one common allowance."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {entry.filename.lower(): entry.filename for entry in archive.infolist()}
        self.room = guard.MAX_INFLATED

    def part(self, name: str) -> bytes:
        content = guard.inflate(self.archive, self.names.get(name.lower(), name), self.room)
        self.room -= len(content)
        return content

    def links(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part: id -> (last word of the type, absolute target)."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", base + ".rels")
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: Attributes) -> None:
            if local(element) == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target[1:])

        if path.lower() in self.names:
            walk(self.part(path), start)
        return found


def local(name: str) -> str:
    """'x:sheet' -> 'sheet'."""
    return name.rpartition(":")[2]


def walk(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    prepare: Callable[[expat.XMLParserType], None] | None = None,
) -> None:
    """Sends one part through expat; refuses DTD, entities, other encodings, deep nesting and long tokens."""
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
        for at in range(0, len(content), 65_536):
            parser.Parse(content[at : at + 65_536], False)
            if at - parser.CurrentByteIndex > guard.MAX_TOKEN:
                raise guard.refuse("unsafe_xml", found="token")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise guard.refuse("damaged", found=f"XML: {expat.ErrorString(error.code)}") from error


def _forbidden(what: str) -> Callable[..., Any]:
    def refuse(*_: object) -> None:
        raise guard.refuse("unsafe_xml", found=what)

    return refuse


def _only_utf8(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        raise guard.refuse("unsafe_xml", found=encoding[:20])


def look_over(content: bytes) -> WorkbookLook:
    """The whole .xlsx: every sheet found through the relationships, checked, and a clean copy of it."""
    with guard.open_zip(content) as archive:
        package = _Package(archive)
        main = next((path for kind, path in package.links("").values() if kind == "officeDocument"), "")
        if not main:
            raise guard.refuse("damaged", found="_rels/.rels")
        look, entries = _workbook(package.part(main))
        links = package.links(main)
        look.external_links = sum(kind == "externalLink" for kind, _ in links.values())
        by_kind = {kind: path for kind, path in links.values() if kind in ("styles", "sharedStrings")}
        styles = package.part(by_kind["styles"]) if "styles" in by_kind else b""
        strings = package.part(by_kind["sharedStrings"]) if "sharedStrings" in by_kind else b""
        known = _styles(styles) if styles else Styles()
        _count_strings(strings)
        cells = 0
        clean = BytesIO()
        with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as copy:
            for name, state, link in entries:
                kind, path = links.get(link, ("", ""))
                if kind != "worksheet":
                    continue
                part = package.part(path)
                sheet = SheetLook(name, state != "visible", known, cells)
                walk(part, sheet.start, sheet.end, sheet.prepare)
                sheet.close()
                cells += sheet.count
                look.sheets.append(sheet)
                copy.writestr(f"xl/worksheets/sheet{len(look.sheets)}.xml", part)
            _write_frame(copy, look, styles, strings)
    look.clean = clean.getvalue()
    return look


def _workbook(content: bytes) -> tuple[WorkbookLook, list[tuple[str, str, str]]]:
    look = WorkbookLook()
    entries: list[tuple[str, str, str]] = []

    def start(element: str, attributes: Attributes) -> None:
        name = local(element)
        if name == "sheet":
            link = next((value for key, value in attributes.items() if local(key) == "id"), "")
            entries.append((attributes.get("name", ""), attributes.get("state", "visible"), link))
        elif name == "workbookPr":
            look.date_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "calcPr":
            look.recalculate = attributes.get("fullCalcOnLoad", "0") in ("1", "true")

    walk(content, start)
    if len(entries) > guard.MAX_SHEETS:
        raise guard.refuse("too_many_sheets", str(guard.MAX_SHEETS), str(len(entries)))
    return look, entries


def _styles(content: bytes) -> Styles:
    """Which cell formats show a number as a percentage, and which set a label in."""
    percent_formats = set(PERCENT_FORMATS)
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
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            position += 1
            if attributes.get("numFmtId") in percent_formats:
                known.percents.add(str(position))
        elif name == "alignment" and inside and attributes.get("indent", "0") != "0":
            known.indents[str(position)] = min(whole(attributes["indent"]), 250)

    def end(element: str) -> None:
        nonlocal inside
        if local(element) == "cellXfs":
            inside = False

    walk(content, start, end)
    return known


def _count_strings(content: bytes) -> None:
    count = 0

    def start(element: str, _: Attributes) -> None:
        nonlocal count
        if element == "si" or local(element) == "si":
            count += 1
            if count > guard.MAX_CELLS:
                raise guard.refuse("too_many_cells", f"{guard.MAX_CELLS:,}")

    if content:
        walk(content, start)


def _write_frame(copy: zipfile.ZipFile, look: WorkbookLook, styles: bytes, strings: bytes) -> None:
    """Writes workbook and relationships anew, so that a reader sees exactly the sheets looked at here."""
    numbers = range(1, len(look.sheets) + 1)
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    flag = ' date1904="1"' if look.date_1904 else ""
    copy.writestr(
        "xl/workbook.xml",
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><workbookPr{flag}/><sheets>{sheets}</sheets></workbook>',
    )
    copy.writestr("_rels/.rels", _relationships([("r1", "officeDocument", "xl/workbook.xml")]))
    links = [(f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    for name, content in (("styles", styles), ("sharedStrings", strings)):
        if content:
            copy.writestr(f"xl/{name}.xml", content)
            links.append((name, name, f"{name}.xml"))
    copy.writestr("xl/_rels/workbook.xml.rels", _relationships(links))


def _relationships(links: list[tuple[str, str, str]]) -> str:
    body = "".join(f'<Relationship Id="{i}" Type="{LINKS}/{t}" Target="{p}"/>' for i, t, p in links)
    return f'<Relationships xmlns="{PACKAGE}">{body}</Relationships>'
