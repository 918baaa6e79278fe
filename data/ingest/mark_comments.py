"""Adds comments to cells beside those that are there: the comments part and the drawing that shows them."""

import re
from collections.abc import Mapping

from data.ingest.cells.grid import MAX_COLUMN, MAX_ROW, address
from data.ingest.cells.safe_xml import Edit, edited, escaped
from data.ingest.cells.xml_spans import Span, appended, spans

Place = tuple[int, int]
AUTHOR = "检查"
SHAPES = 1024  # numbers of shapes that belong to one drawing
NAMES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
KIND_OF_SHAPE = (
    f'<v:shapetype {DECLARED} id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = (
    f'<v:shape {DECLARED} id="_x0000_s{{number}}" type="#_x0000_t202" style="position:absolute;'
    'margin-left:80pt;margin-top:5pt;width:240pt;height:{height}pt;z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def commented(content: bytes, texts: Mapping[Place, str], namespace: str) -> tuple[bytes, list[Place]]:
    """The part of comments (made when empty) with texts added, and the places that had none before.

    A text goes behind what a person wrote; a conversation (threaded comment) is left as it is.
    """
    content = content or f'<comments xmlns="{namespace}"><authors/><commentList/></comments>'.encode()
    root = spans(content, 5)
    authors, listed = root.first("authors"), root.first("commentList")
    if authors is None or listed is None:
        return content, []
    known = {comment.attribute("ref"): comment for comment in listed.children}
    names = ["".join(_texts(content, author)) for author in authors.children]
    author = f"<{root.prefix}author>{AUTHOR}</{root.prefix}author>"
    edits = [appended(content, authors, author)]
    fresh: list[Place] = []
    new = ""
    for place, text in sorted(texts.items()):
        comment = known.get(address(*place))
        if comment is None:
            fresh.append(place)
            new += _comment(root.prefix, address(*place), len(authors.children), text)
        elif not _is_thread(comment, names):
            edits += _behind(content, comment, text)
    if new:
        edits.append(appended(content, listed, new))
    return edited(content, edits), fresh


def _texts(content: bytes, span: Span) -> list[str]:
    return [content[span.opened : span.closed].decode("utf-8", "replace")]


def _is_thread(comment: Span, authors: list[str]) -> bool:
    number = comment.attribute("authorId")
    known = number.isdigit() and int(number) < len(authors)
    return known and authors[int(number)].startswith("tc=")


def _comment(prefix: str, reference: str, author: int, text: str) -> str:
    return (
        f'<{prefix}comment ref="{reference}" authorId="{author}"><{prefix}text><{prefix}r>'
        f'<{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}r></{prefix}text>'
        f"</{prefix}comment>"
    )


def _behind(content: bytes, comment: Span, text: str) -> list[Edit]:
    """A run behind what a comment says; a plain text becomes a run of its own, as the order of both asks."""
    said = comment.first("text")
    if said is None:
        return []
    prefix = comment.prefix
    run = f'<{prefix}r><{prefix}t xml:space="preserve">\n{escaped(text)}</{prefix}t></{prefix}r>'
    plain = said.first("t")
    edits: list[Edit] = []
    if plain is not None:
        edits.append((plain.start, plain.start, f"<{prefix}r>".encode()))
        edits.append((plain.end, plain.end, f"</{prefix}r>".encode()))
    aside = next((child for child in said.children if child.local in ("rPh", "phoneticPr")), None)
    if aside is not None:
        return [*edits, (aside.start, aside.start, run.encode())]
    return [*edits, appended(content, said, run)]


def drawn(content: bytes, places: Mapping[Place, str], block: int) -> bytes:
    """The drawing of comments (made when empty) with a hidden note for each place.

    It is looked through as bytes, because programs write drawings that are no XML. `block` numbers the
    drawings of a workbook, so that no two shapes share a number.
    """
    if not content:
        blocks = ",".join(str(block + each) for each in range(1 + len(places) // SHAPES))
        layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
        content = f"<xml {DECLARED}>{layout}</xml>".encode()
    at = content.rfind(b"</xml>")
    if at < 0:
        return content
    used = [int(number) for number in re.findall(rb"_x0000_s(\d{1,9})", content)]
    number = max([*used, block * SHAPES])
    shapes = "" if b'"_x0000_t202"' in content else KIND_OF_SHAPE
    for (row, column), text in sorted(places.items()):
        number += 1
        lines = 2 + len(text) // 22 + text.count("\n")
        place = {"anchor": _anchor(row, column, lines), "row": row - 1, "column": column - 1}
        shapes += SHAPE.format(number=number, height=16 * lines, **place)
    return content[:at] + shapes.encode() + content[at:]


def _anchor(row: int, column: int, lines: int) -> str:
    """Left, top, right and bottom of a note in columns and rows, each with its shift, inside the sheet."""
    left = min(column, MAX_COLUMN - 5)
    top = min(max(row - 2, 0), MAX_ROW - lines - 2)
    return f"{left}, 12, {top}, 4, {left + 4}, 12, {top + lines}, 8"
