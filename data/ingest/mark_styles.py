"""Adds formats to a workbook's styles: a cell's own format with a colour, and those of the listing."""

from data.ingest.cells.safe_xml import Edit, edited
from data.ingest.cells.xml_spans import Span, appended, counted, placed, spans, with_attribute

COLOURS = {"stop": "F4B6A6", "warn": "FBE3A8", "note": "DCE9F5"}
MOST_FORMATS = 64_000  # cell formats that Excel opens
ORDER = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"]
ORDER += ["tableStyles", "colors", "extLst"]
FONTS = (
    '<{0}font><{0}sz val="11"/><{0}name val="宋体"/></{0}font>',
    '<{0}font><{0}b/><{0}sz val="11"/><{0}name val="宋体"/></{0}font>',
    '<{0}font><{0}u/><{0}sz val="11"/><{0}color rgb="FF0563C1"/><{0}name val="宋体"/></{0}font>',
)
FILL = (
    '<{0}fill><{0}patternFill patternType="solid"><{0}fgColor rgb="FF{1}"/><{0}bgColor indexed="64"/>'
    "</{0}patternFill></{0}fill>"
)
PLAIN = '<{0}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
USUAL = (
    "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
NONE = {"fills": "<{0}fill><{0}patternFill/></{0}fill>" * 2, "cellXfs": PLAIN, "fonts": FONTS[0]}
LISTED = (
    '<{0}xf numFmtId="0" fontId="{1}" fillId="{2}" borderId="0" quotePrefix="1" applyFont="1"'
    ' applyFill="1" applyAlignment="1"><{0}alignment vertical="top" wrapText="1"/></{0}xf>'
)


class Styles:
    """The part of styles with what was asked for added at the end; nothing that is there is changed.

    `content` may be empty: then a part is made that holds only what is needed.
    """

    def __init__(self, content: bytes, namespace: str) -> None:
        self.content = content or f'<styleSheet xmlns="{namespace}">{USUAL}</styleSheet>'.encode()
        for name in ("fonts", "fills", "cellXfs"):
            self._have(name)
        self._root = spans(self.content, 3)
        self._prefix = self._root.prefix
        self._lists = {name: self._list(name) for name in ("fonts", "fills", "cellXfs")}
        self._old = self._lists["cellXfs"].all("xf")
        self._new: list[str] = []
        self._known: dict[tuple[int, str], int] = {}
        self._fills = len(self._lists["fills"].children)
        self._fonts = len(self._lists["fonts"].children)

    def _list(self, name: str) -> Span:
        found = self._root.first(name)
        assert found is not None
        return found

    def _have(self, name: str) -> None:
        """Sees to it that the list is there and holds the entry that cells without a format use."""
        root = spans(self.content, 3)
        found = root.first(name)
        if found is not None and found.children:
            return
        entry = NONE[name].format(root.prefix)
        if found is not None:
            self.content = edited(self.content, [appended(self.content, found, entry)])
            return
        tags = f"<{root.prefix}{name}>{entry}</{root.prefix}{name}>"
        if root.closed == root.opened == root.end:
            self.content = edited(self.content, [appended(self.content, root, tags)])
        else:
            at = placed(root, name, ORDER)
            self.content = edited(self.content, [(at, at, tags.encode())])

    def marked(self, old: int, severity: str) -> int | None:
        """The index of the format `old` with the colour of a severity; None when there is no room."""
        if (old, severity) not in self._known:
            if len(self._old) + len(self._new) >= MOST_FORMATS:
                return None
            own = self._old[old] if 0 <= old < len(self._old) else self._old[0]
            tag = with_attribute(self.content[own.start : own.opened], "fillId", str(self._fill(severity)))
            tag = with_attribute(tag, "applyFill", "1")
            rest = self.content[own.opened : own.end] if own.end > own.opened else b""
            self._known[old, severity] = self._add((tag + rest).decode())
        return self._known[old, severity]

    def listed(self, font: int = 0, severity: str = "") -> int:
        """The index of a format for the listing: wrapped; plain (0), bold (1) or a link (2)."""
        fill = self._fill(severity) if severity else 0
        return self._add(LISTED.format(self._prefix, self._fonts + font, fill))

    def _fill(self, severity: str) -> int:
        return self._fills + list(COLOURS).index(severity)

    def _add(self, xf: str) -> int:
        self._new.append(xf)
        return len(self._old) + len(self._new) - 1

    def saved(self) -> bytes:
        """The part with fonts, fills and formats added."""
        colours = [FILL.format(self._prefix, colour) for colour in COLOURS.values()]
        fonts = [font.format(self._prefix) for font in FONTS]
        added = {"fonts": fonts, "fills": colours, "cellXfs": self._new}
        edits: list[Edit] = []
        for name, entries in added.items():
            found = self._lists[name]
            edits += counted(self.content, found, len(found.children) + len(entries))
            edits.append(appended(self.content, found, "".join(entries)))
        return edited(self.content, edits)
