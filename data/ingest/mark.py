"""Gives the clerk back the same workbook with each bad cell coloured and commented, changed in places."""

from collections.abc import Sequence

from data.ingest import mark_copy, mark_workbook
from data.ingest.cells import guard, reader
from data.ingest.cells.grid import place_of
from data.ingest.cells.safe_xml import local
from data.ingest.cells.xml_spans import spans
from data.ingest.findings import Finding
from data.ingest.limits import LIMITS
from data.ingest.mark_comments import commented, drawn
from data.ingest.mark_listing import listing, spot_of, title_of
from data.ingest.mark_package import STRICT, TRANSITIONAL, Package, target_of
from data.ingest.mark_sheet import Place, coloured, corners
from data.ingest.mark_styles import Styles

LONGEST = 2_000  # signs of one comment
GRAVEST = ("stop", "warn", "note")
SHEET_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
VML_KIND = "application/vnd.openxmlformats-officedocument.vmlDrawing"
MAIN = {
    STRICT: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    TRANSITIONAL: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}


def marked(content: bytes, findings: Sequence[Finding], lang: str = "zh", ending: str = "") -> bytes:
    """The file with a colour and a comment at the cell of each finding and a sheet of findings at the end.

    What is not marked keeps its bytes. A file of another kind (`ending`, as its name says it) comes back as
    an .xlsx of what was read.
    It touches foreign bytes: only a child process may call it. Raises Refused.
    """
    lang = lang if lang == "en" else "zh"
    kind = guard.kind_of(content, "")
    if kind != "xlsx":
        sheets = reader.read(content, kind)["sheets"]
        content = mark_copy.copied(sheets)
        findings = [*findings, Finding("xlsx_copy", found=f".{ending or kind}")]
    return _Marking(content, findings, lang).done()


class _Marking:
    """One workbook on its way back."""

    def __init__(self, content: bytes, findings: Sequence[Finding], lang: str) -> None:
        self.package = Package(content)
        self.findings = findings
        self.lang = lang
        self.book = self.package.linked("", "officeDocument")
        links = self.package.links(self.book)
        strict = any(link.attribute("Type").startswith(STRICT) for link in links)
        self.relationships = STRICT if strict else TRANSITIONAL
        self.namespace = MAIN[self.relationships]
        self.sheets = self._sheets()
        path = self.package.linked(self.book, "styles")
        self.styles_path = path or self.package.unused("xl/styles{}.xml", "xl/styles.xml")
        self.styles = Styles(self.package.part(path) if path else b"", self.namespace)
        if not path:
            self.package.link(self.book, f"{self.relationships}/styles", self.styles_path)
            self.package.put(self.styles_path, b"", SHEET_KIND.format("styles"))

    def _sheets(self) -> dict[str, str]:
        """Sheet -> its part, '' for sheets without cells."""
        root = spans(self.package.part(self.book), 3)
        listed = root.first("sheets")
        if listed is None:
            raise guard.refuse("damaged", found=self.book[:80])
        targets = {
            link.attribute("Id"): target_of(self.book, link)
            for link in self.package.links(self.book)
            if link.attribute("Type").rpartition("/")[2] == "worksheet"
        }
        found = {}
        for sheet in listed.children:
            link = next((value for key, value in sheet.attributes.items() if local(key) == "id"), "")
            path = targets.get(link, "")
            found[sheet.attribute("name")] = path if path in self.package else ""
        return found

    def done(self) -> bytes:
        """The workbook with marks and the listing."""
        cells, comments = LIMITS.marked_cells, LIMITS.comments
        for block, (name, path) in enumerate(self.sheets.items(), 1):
            if not path:
                continue
            marks, texts = self._marks(name, self.package.part(path))
            marks = dict(list(marks.items())[:cells])
            texts = dict([each for each in texts.items() if each[0] in marks][:comments])
            cells, comments = cells - len(marks), comments - len(texts)
            if marks:
                self._mark(path, marks, texts, block)
        self._list()
        return self.package.saved()

    def _marks(self, name: str, content: bytes) -> tuple[dict[Place, str], dict[Place, str]]:
        """The gravest severity and the sentences of each place of a sheet, merged areas at their corner."""
        said: dict[Place, list[Finding]] = {}
        for finding in self.findings:
            place = _place(spot_of(finding)) if finding.sheet == name else None
            if place is not None:
                said.setdefault(place, []).append(finding)
        moved = corners(content, set(said))
        marks: dict[Place, str] = {}
        texts: dict[Place, str] = {}
        for place, found in said.items():
            corner = moved.get(place, place)
            severities = [finding.severity for finding in found] + [marks.get(corner, "note")]
            marks[corner] = min(severities, key=GRAVEST.index)
            sentences = [f"{finding.sentence(self.lang)}{finding.mend(self.lang)}" for finding in found]
            before = [texts[corner]] if corner in texts else []
            texts[corner] = "\n".join([*before, *sentences])[:LONGEST]
        return marks, texts

    def _mark(self, path: str, marks: dict[Place, str], texts: dict[Place, str], block: int) -> None:
        """Colours and comments the cells of one sheet."""
        drawing = self._comment(path, texts, block) if texts else ""
        sheet = coloured(self.package.part(path), marks, self.styles.marked, drawing)
        self.package.put(path, sheet)

    def _comment(self, path: str, texts: dict[Place, str], block: int) -> str:
        """Adds comments; returns the element that leads to their drawing where the sheet has none yet."""
        package = self.package
        old = package.linked(path, "comments")
        before = package.part(old) if old in package else b""
        after, fresh = commented(before, texts, self.namespace)
        name = old or package.unused("xl/comments{}.xml")
        package.put(name, after, "" if before else SHEET_KIND.format("comments"))
        if not old:
            package.link(path, f"{self.relationships}/comments", name)
        notes = {place: texts[place] for place in fresh}
        drawing = package.linked(path, "vmlDrawing")
        if drawing in package:
            package.put(drawing, drawn(package.part(drawing), notes, block))
            return ""
        drawing = package.unused("xl/drawings/vmlDrawing{}.vml")
        package.put(drawing, drawn(b"", notes, block), VML_KIND)
        link = package.link(path, f"{self.relationships}/vmlDrawing", drawing)
        return f'<legacyDrawing xmlns:rel="{self.relationships}" rel:id="{link}"/>'

    def _list(self) -> None:
        """Appends the sheet of findings and tells the workbook of it."""
        package = self.package
        names = list(self.sheets)
        title = title_of(names, self.lang)
        path = package.unused("xl/worksheets/sheet{}.xml")
        places = [name for name, part in self.sheets.items() if part]
        page = listing(self.findings, places, self.styles, self.namespace, self.lang)
        package.put(path, page.encode(), SHEET_KIND.format("worksheet"))
        link = package.link(self.book, f"{self.relationships}/worksheet", path)
        book = mark_workbook.with_sheet(package.part(self.book), title, link, self.relationships)
        package.put(self.book, book)
        properties = package.linked("", "extended-properties")
        if properties in package:
            package.put(properties, mark_workbook.with_title(package.part(properties), title, len(names)))
        package.put(self.styles_path, self.styles.saved())


def _place(spot: str) -> Place | None:
    """'B4' -> (4, 2); None for what is no cell."""
    try:
        return place_of(spot)
    except ValueError:
        return None
