"""Tells a workbook's own parts about one more sheet at its end: the list of sheets, names, properties."""

from data.ingest.cells.safe_xml import Edit, edited, escaped
from data.ingest.cells.xml_spans import Span, appended, placed, spans, with_attribute

ORDER = ["fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"]
ORDER += ["functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews"]
ORDER += ["pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr"]
ORDER += ["webPublishObjects", "extLst"]


def with_sheet(content: bytes, title: str, link: str, relationships: str) -> bytes:
    """workbook.xml with one sheet more, whose first row is repeated on every printed page."""
    root = spans(content, 3)
    listed = root.first("sheets")
    assert listed is not None
    numbers = [int(sheet.attribute("sheetId") or 0) for sheet in listed.children]
    sheet = (
        f'<{root.prefix}sheet xmlns:rel="{relationships}" name="{escaped(title)}"'
        f' sheetId="{max(numbers, default=0) + 1}" rel:id="{link}"/>'
    )
    quoted = escaped("'" + title.replace("'", "''") + "'")
    name = (
        f'<{root.prefix}definedName name="_xlnm.Print_Titles" localSheetId="{len(listed.children)}">'
        f"{quoted}!$1:$1</{root.prefix}definedName>"
    )
    edits = [appended(content, listed, sheet)]
    names = root.first("definedNames")
    if names is not None:
        edits.append(appended(content, names, name))
    else:
        at = placed(root, "definedNames", ORDER)
        tags = f"<{root.prefix}definedNames>{name}</{root.prefix}definedNames>"
        edits.append((at, at, tags.encode()))
    return edited(content, edits)


def with_title(content: bytes, title: str, sheets: int) -> bytes:
    """docProps/app.xml with the title of the new sheet, where it lists the sheets truly; else as it is."""
    root = spans(content, 6)
    pairs, titles = _vector(root, "HeadingPairs"), _vector(root, "TitlesOfParts")
    if pairs is None or titles is None or len(pairs.children) < 2:
        return content
    count = next(iter(pairs.children[1].children), None)
    if count is None or content[count.opened : count.closed].strip() != str(sheets).encode():
        return content
    if len(titles.children) < sheets or "size" not in titles.attributes:
        return content
    last = titles.children[sheets - 1]
    text = f"<{last.name}>{escaped(title)}</{last.name}>".encode()
    size = with_attribute(content[titles.start : titles.opened], "size", str(len(titles.children) + 1))
    edits: list[Edit] = [
        (count.opened, count.closed, str(sheets + 1).encode()),
        (titles.start, titles.opened, size),
        (last.end, last.end, text),
    ]
    return edited(content, edits)


def _vector(root: Span, name: str) -> Span | None:
    found = root.first(name)
    return found.first("vector") if found is not None else None
