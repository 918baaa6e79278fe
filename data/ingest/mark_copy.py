"""An .xlsx made of what was read of a file of another kind, so that it can go back with its findings."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from data.ingest.cells.grid import address
from data.ingest.cells.safe_xml import escaped
from data.ingest.mark_package import PACKAGE, TRANSITIONAL, TYPES
from data.ingest.paper import signs

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
NARROWEST, WIDEST = 9, 40  # signs of a column


def copied(sheets: Sequence[dict[str, Any]]) -> bytes:
    """The bytes of a workbook with the values and merged areas of these sheets, as the reader told them."""
    target = io.BytesIO()
    numbers = range(1, len(sheets) + 1)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET}"/>' for n in numbers
        )
        archive.writestr(
            TYPES,
            f'<Types xmlns="{KINDS}"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK}"/>{parts}</Types>',
        )
        archive.writestr("_rels/.rels", _links([("officeDocument", "xl/workbook.xml")]))
        named = "".join(
            f'<sheet name="{escaped(sheet["name"])}" sheetId="{n}" r:id="rId{n}"/>'
            for n, sheet in zip(numbers, sheets, strict=True)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{TRANSITIONAL}"><sheets>{named}</sheets></workbook>',
        )
        links = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
        archive.writestr("xl/_rels/workbook.xml.rels", _links(links))
        for number, sheet in zip(numbers, sheets, strict=True):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", _page(sheet))
    return target.getvalue()


def _links(links: Sequence[tuple[str, str]]) -> str:
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{TRANSITIONAL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{body}</Relationships>'


def _page(sheet: dict[str, Any]) -> str:
    rows = "".join(
        f'<row r="{row}">{"".join(_cell(row, first + at, value) for at, value in enumerate(values))}</row>'
        for row, first, values in sheet["rows"]
    )
    merges = "".join(
        f'<mergeCell ref="{address(r1, c1)}:{address(r2, c2)}"/>' for r1, c1, r2, c2 in sheet["merges"]
    )
    areas = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    page = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    data = f"{_widths(sheet)}<sheetData>{rows}</sheetData>{areas}"
    return f'<worksheet xmlns="{MAIN}">{fit}{data}{page}</worksheet>'


def _widths(sheet: dict[str, Any]) -> str:
    """Columns as wide as what stands in them, titles across merged areas apart: nothing is cut off."""
    across = {(r1, c1) for r1, c1, _, c2 in sheet["merges"] if c2 > c1}
    widest: dict[int, int] = {}
    for row, first, values in sheet["rows"]:
        for column, value in enumerate(values, first):
            if value is not None and (row, column) not in across:
                text = value[1] if isinstance(value, list) else str(value)
                widest[column] = max(widest.get(column, 0), signs(text))
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{max(NARROWEST, min(WIDEST, width + 2))}" customWidth="1"/>'
        for at, width in sorted(widest.items())
    )
    return f"<cols>{columns}</cols>" if columns else ""


def _cell(row: int, column: int, value: Any) -> str:
    place = address(row, column)
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    text = value[1] if isinstance(value, list) else str(value)
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escaped(text[:32_767])}</t></is></c>'
