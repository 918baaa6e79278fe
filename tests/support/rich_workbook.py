"""A workbook with what people put into theirs: pictures, shapes, sparklines, rich text, print set-up."""

import io
import struct
import zipfile
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
ON_SHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    RELATION: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    DRAWING: "http://purl.oclc.org/ooxml/drawingml/main",
    ON_SHEET: "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
}
NAME = "能耗"
OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "/xl/workbook.xml": f"{OFFICE}spreadsheetml.sheet.main+xml",
    f"/{SHEET}": f"{OFFICE}spreadsheetml.worksheet+xml",
    "/xl/styles.xml": f"{OFFICE}spreadsheetml.styles+xml",
    "/xl/sharedStrings.xml": f"{OFFICE}spreadsheetml.sharedStrings+xml",
    "/xl/drawings/drawing1.xml": f"{OFFICE}drawing+xml",
    "/xl/cellimages.xml": "application/vnd.wps-officedocument.cellimage+xml",
}
# one thing each, as it stands in the part named
THINGS = {
    "formula with its result": (SHEET, '<c r="D5"><f>SUM(D4:D4)</f><v>812.5</v></c>'),
    "shared formula": (SHEET, '<f t="shared" ref="E4:E5" si="0">D4*2</f><v>1625</v>'),
    "rich text in the cell": (SHEET, "<is><r><rPr><b/></rPr><t>柳</t></r><r><t>楠区</t></r></is>"),
    "rich text shared": (
        "xl/sharedStrings.xml",
        "<r><rPr><b/><color rgb=\"FFFF0000\"/></rPr><t>重要</t>"
        "</r>",
    ),
    "reading aid": ("xl/sharedStrings.xml", '<rPh sb="0" eb="1"><t>ディ</t></rPh>'),
    "picture": ("xl/drawings/drawing1.xml", '<a:blip r:embed="rId1"/>'),
    "shape": ("xl/drawings/drawing1.xml", "<a:t>填表前请阅读</a:t>"),
    "picture in a cell of WPS": (
        "xl/cellimages.xml",
        '<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2"'
        ' name="ID_1"/>',
    ),
    "formula of that picture": (SHEET, '<f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v>'),
    "sparkline": (SHEET, "<x14:sparkline><xm:f>能耗!D4:E4</xm:f><xm:sqref>F4</xm:sqref></x14:sparkline>"),
    "validation": (
        SHEET,
        '<dataValidation type="list" allowBlank="1" sqref="C4:C9"><formula1>"甲,乙"'
        '</formula1>',
    ),
    "validation of another sheet": (
        SHEET,
        "<x14:dataValidation type=\"list\"><x14:formula1><xm:f>能耗!A1"
        "</xm:f>",
    ),
    "coloured by rule": (SHEET, '<cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan">'),
    "name": ("xl/workbook.xml", '<definedName name="产量">能耗!$D$4</definedName>'),
    "printed area": (
        "xl/workbook.xml",
        '<definedName name="_xlnm.Print_Area" localSheetId="0">能耗!$A$1:$F$9'
        '</definedName>',
    ),
    "heading repeated": (
        "xl/workbook.xml",
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">能耗!$3:$3'
        '</definedName>',
    ),
    "margins": (
        SHEET,
        '<pageMargins left="0.2" right="0.2" top="0.9" bottom="0.9" header="0.3"'
        ' footer="0.3"/>',
    ),
    "page": (SHEET, '<pageSetup paperSize="8" scale="70" orientation="landscape"/>'),
    "header and footer": (SHEET, "<headerFooter><oddHeader>&amp;C内部资料</oddHeader></headerFooter>"),
    "page break": (
        SHEET,
        '<rowBreaks count="1" manualBreakCount="1"><brk id="6" max="16383" man="1"/>'
        '</rowBreaks>',
    ),
    "widths and groups": (SHEET, '<col min="2" max="3" width="21.5" customWidth="1" outlineLevel="1"/>'),
    "frozen headings": (
        SHEET,
        '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft"'
        ' state="frozen"/>',
    ),
}  # fmt: skip


def rich_workbook(strict: bool = False) -> bytes:
    """The workbook; strict: in the namespaces of Strict Open XML."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts().items():
            for usual, own in STRICT.items() if strict else ():
                text = text.replace(usual, own)
            archive.writestr(name, text)
        archive.writestr("xl/media/image1.png", picture((200, 60, 40)))
        archive.writestr("xl/media/image2.png", picture((40, 120, 200)))
    return target.getvalue()


def picture(colour: tuple[int, int, int], size: int = 40) -> bytes:
    """A square .png of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">2I5B", size, size, 8, 2, 0, 0, 0)
    lines = (b"\0" + bytes(colour) * size) * size
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _said(thing: str) -> str:
    return THINGS[thing][1]


def _parts() -> dict[str, str]:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in KINDS.items())
    types = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}{overrides}</Types>',
        "_rels/.rels": _links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="{NAME}"'
            ' sheetId="1" r:id="rId1"/>'
            f"</sheets><definedNames>{_said('printed area')}{_said('heading repeated')}{_said('name')}"
            "</definedNames></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _links(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml"),
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name'
            ' val="宋体"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill'
            ' patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs'
            ' count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="4" xfId="0"'
            ' applyNumberFormat="1"/></cellXfs><dxfs count="1"><dxf><font><b/></font></dxf>'
            '</dxfs></styleSheet>'
        ),
        "xl/sharedStrings.xml": (
            f'<sst xmlns="{MAIN}"><si>{_said("rich text shared")}<r><t>：能耗</t></r></si><si><t>地区</t>'
            f"{_said('reading aid')}</si></sst>"
        ),
        SHEET: _sheet(),
        "xl/worksheets/_rels/sheet1.xml.rels": _links(("drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": _drawing(),
        "xl/drawings/_rels/drawing1.xml.rels": _links(("image", "../media/image1.png")),
        "xl/cellimages.xml": (
            '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
            f' xmlns:xdr="{ON_SHEET}" xmlns:a="{DRAWING}" xmlns:r="{RELATION}">'
            f"{_said('picture in a cell of WPS')}<xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>"
            '<a:blip r:embed="rId1"/></xdr:blipFill><xdr:spPr/></xdr:pic></etc:cellImage></etc:cellImages>'
        ),
        "xl/_rels/cellimages.xml.rels": _links(("image", "media/image2.png")),
    }  # fmt: skip


def _links(*links: tuple[str, str]) -> str:
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{RELATION}/{kind}"}"'
        f' Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def _sheet() -> str:
    x14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    xm = "http://schemas.microsoft.com/office/excel/2006/main"
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}"><sheetViews><sheetView workbookViewId="0">'
        f"{_said('frozen headings')}</sheetView></sheetViews><cols>{_said('widths and groups')}</cols>"
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="3"><c r="A3"/>'
        '<c r="B3" t="s"><v>1</v>'
        f'</c></row><row r="4"><c r="A4" t="str">{_said("formula of that picture")}</c><c'
        ' r="B4" t="inlineStr">'
        f'{_said("rich text in the cell")}</c><c r="D4" s="1"><v>812.5</v></c><c'
        f' r="E4">{_said("shared formula")}'
        f'</c></row><row r="5">{_said("formula with its result")}<c r="E5"><f t="shared"'
        ' si="0"/><v>1625</v></c>'
        '</row></sheetData><conditionalFormatting sqref="D4:D9">'
        f"{_said('coloured by rule')}<formula>0</formula></cfRule></conditionalFormatting>"
        f'<dataValidations count="1">{_said("validation")}</dataValidation></dataValidations>'
        f"{_said('margins')}{_said('page')}{_said('header and footer')}{_said('page break')}"
        '<drawing r:id="rId1"/><extLst><ext'
        f' uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{x14}"'
        f' xmlns:xm="{xm}"><x14:dataValidations'
        f' count="1">{_said("validation of another sheet")}</x14:formula1>'
        '<xm:sqref>A4</xm:sqref></x14:dataValidation></x14:dataValidations></ext>'
        f'<ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{x14}" xmlns:xm="{xm}">'
        f"<x14:sparklineGroups><x14:sparklineGroup><x14:sparklines>{_said('sparkline')}</x14:sparklines>"
        "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
    )  # fmt: skip


def _drawing() -> str:
    def anchor(column: int, what: str) -> str:
        return (
            f"<xdr:twoCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0"
            "</xdr:colOff><xdr:row>6</xdr:row>"
            f"<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{column + 1}</xdr:col>"
            "<xdr:colOff>0</xdr:colOff>"
            f"<xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{what}<xdr:clientData/>"
            "</xdr:twoCellAnchor>"
        )

    form = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"/>'
    pictured = (
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图片 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        f"{_said('picture')}<a:stretch><a:fillRect/></a:stretch></xdr:blipFill>"
        f"<xdr:spPr>{form}</xdr:spPr></xdr:pic>"
    )
    shaped = (
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="3" name="矩形 2"/>'
        "<xdr:cNvSpPr/></xdr:nvSpPr>"
        f"<xdr:spPr>{form}</xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r>{_said('shape')}"
        "</a:r></a:p></xdr:txBody>"
        "</xdr:sp>"
    )
    return (
        f'<xdr:wsDr xmlns:xdr="{ON_SHEET}" xmlns:a="{DRAWING}" xmlns:r="{RELATION}">'
        f"{anchor(1, pictured)}{anchor(3, shaped)}</xdr:wsDr>"
    )
