"""Looks through the XML of an .xlsx without DTD or entities and notes what readers keep silent about."""

import posixpath
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from data.ingest.cells import guard, other_parts, plain_values, strings_xml
from data.ingest.cells.safe_xml import Attributes, edited, local, walk
from data.ingest.cells.sheet_xml import SheetLook
from data.ingest.cells.styles_xml import Styles, styles_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
BARE = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()
NO_CELLS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}


@dataclass
class WorkbookLook:
    """What the look found: one SheetLook per worksheet and a clean copy that holds nothing unchecked.

    `missing` names the sheets that the workbook lists and whose cells are nowhere in the file.
    """

    sheets: list[SheetLook] = field(default_factory=list)
    date_1904: bool = False
    recalculate: bool = False
    external_links: int = 0
    missing: list[str] = field(default_factory=list)
    clean: bytes = b""


class _Package:
    """The parts of the archive, inflated one at a time against one common allowance."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {entry.filename.lower(): entry.filename for entry in archive.infolist()}
        self.room = guard.MAX_INFLATED
        self.walked: set[str] = set()

    def part(self, name: str) -> bytes:
        content = guard.inflate(self.archive, self.names.get(name.lower(), name), self.room)
        self.room -= len(content)
        self.walked.add(name.lower())
        return content

    def others(self) -> None:
        """Looks over the parts that no reader of cells has asked for."""
        for name in self.names:
            if name not in self.walked and not name.endswith("/"):
                other_parts.look_over(self.names[name], self.part(name))

    def holds(self, name: str) -> bool:
        """Whether the archive has such a part."""
        return name.lower() in self.names

    def only(self, links: dict[str, tuple[str, str]], kind: str) -> bytes:
        """The one part of a kind, empty without any; two of them mean two workbooks in one."""
        paths = [path for each, path in links.values() if each == kind]
        if len(paths) > 1:
            raise guard.refuse("damaged", found=f"{kind} × {len(paths)}")
        return self.part(paths[0]) if paths else b""

    def links(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part: id -> (last word of the type, absolute target)."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", base + ".rels")
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: Attributes) -> None:
            if local(element) == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                if attributes.get("Id", "") in found:
                    raise guard.refuse("damaged", found=path[:80])
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target[1:])

        if path.lower() in self.names:
            walk(self.part(path), start)
        return found


def look_over(content: bytes, with_values: bool = False) -> WorkbookLook:
    """The whole .xlsx: every sheet found through the relationships, checked, and a clean copy of it.

    With values a sheet of plain rows has them in `values.lines`, and is empty in the copy.
    """
    with guard.open_zip(content) as archive:
        package = _Package(archive)
        mains = [path for kind, path in package.links("").values() if kind == "officeDocument"]
        main = mains[0] if len(mains) == 1 else ""
        if not main:
            raise guard.refuse("damaged", found="_rels/.rels")
        look, entries = _workbook(package.part(main))
        links = package.links(main)
        look.external_links = sum(kind == "externalLink" for kind, _ in links.values())
        styles, strings = (package.only(links, kind) for kind in ("styles", "sharedStrings"))
        known = styles_of(styles) if styles else Styles()
        strings = strings_xml.looked_over(strings)
        texts = plain_values.shared_texts(strings) if with_values else None
        cells = 0
        clean = BytesIO()
        with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as copy:
            for name, state, link in entries:
                kind, path = links.get(link, ("", ""))
                if kind in NO_CELLS:
                    continue
                part = package.part(path) if kind == "worksheet" and package.holds(path) else b"<none/>"
                sheet = SheetLook(name, state != "visible", known, cells, part, texts)
                walk(part, sheet.start, sheet.end, sheet.prepare, sheet)
                if not sheet.has_data:
                    look.missing.append(name)
                    continue
                sheet.close()
                cells += sheet.count
                look.sheets.append(sheet)
                known_here = with_values and sheet.values.lines is not None
                left = BARE if known_here else edited(part, sheet.edits)
                copy.writestr(f"xl/worksheets/sheet{len(look.sheets)}.xml", left)
            _write_frame(copy, look, styles, strings)
        package.others()
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
    if len({title.lower() for title, _, _ in entries}) < len(entries):
        raise guard.refuse("damaged", found="sheet names")
    if len(entries) > guard.MAX_SHEETS:
        raise guard.refuse("too_many_sheets", str(guard.MAX_SHEETS), str(len(entries)))
    return look, entries


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
