"""Writes a workbook's texts into the table that cells share, as Excel and WPS do and openpyxl does not."""

import io
import re
import zipfile

SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
CELL = re.compile(rb'<c ([^>]*?)t="inlineStr"([^>]*)><is>(<t.*?</t>|<t ?/>)</is></c>', re.S)
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def shared(content: bytes) -> bytes:
    """The same workbook with `xl/sharedStrings.xml`."""
    texts: dict[bytes, int] = {}
    uses = 0

    def use(found: re.Match[bytes]) -> bytes:
        nonlocal uses
        uses += 1
        number = texts.setdefault(found[3], len(texts))
        return b'<c %st="s"%s><v>%d</v></c>' % (found[1], found[2], number)

    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if SHEET.fullmatch(name):
                part = CELL.sub(use, part)
            elif name == "[Content_Types].xml":
                part = part.replace(
                    b"</Types>",
                    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}"/></Types>'.encode(),
                )
            elif name == "xl/_rels/workbook.xml.rels":
                link = f'<Relationship Id="rId99" Type="{LINK}" Target="sharedStrings.xml"/></Relationships>'
                part = part.replace(b"</Relationships>", link.encode())
            new.writestr(name, part)
        table = b"".join(b"<si>%s</si>" % text for text in texts)
        head = f'<sst xmlns="{MAIN}" count="{uses}" uniqueCount="{len(texts)}">'.encode()
        new.writestr("xl/sharedStrings.xml", head + table + b"</sst>")
    assert uses, "no text was found"
    return target.getvalue()
