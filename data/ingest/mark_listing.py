"""The sheet of findings at the end of a returned workbook: words, links to the cells, ready to print."""

from collections.abc import Sequence

from data.inert import safe
from data.ingest.cells.grid import address
from data.ingest.cells.safe_xml import escaped
from data.ingest.findings import Finding
from data.ingest.limits import LIMITS
from data.ingest.mark_styles import COLOURS, Styles
from data.ingest.paper import height

MOST = LIMITS.findings  # that are listed; the rest is counted
WIDTHS = (9, 16, 10, 44, 55)
WORDS = {
    "zh": {
        "title": "检查结果",
        "head": ("处理", "工作表", "单元格", "问题", "怎样改"),
        "stop": "必须改",
        "warn": "请核对",
        "note": "说明",
        "more": "另有 {} 条没有列出。",
    },
    "en": {
        "title": "Findings",
        "head": ("To do", "Sheet", "Cell", "Finding", "How to mend it"),
        "stop": "must be changed",
        "warn": "please check",
        "note": "for information",
        "more": "{} more are not listed.",
    },
}
LONGEST_CELL = 32_767  # signs that a cell holds
TALLEST = 409.0  # points that a row may have
HEAD = 21.0  # points of the row of headings


def title_of(names: Sequence[str], lang: str) -> str:
    """The name of the new sheet, one that no sheet has yet."""
    title = str(WORDS[lang]["title"])
    known = {name.lower() for name in names}
    while title.lower() in known:
        title += "_"
    return title


def spot_of(finding: Finding) -> str:
    """The first cell that a finding speaks of: 'B4' of 'B4:C9' or of 'B4,B9'; '' for none."""
    return finding.cell.split(":")[0].split(",")[0].strip()


def listing(
    findings: Sequence[Finding], sheets: Sequence[str], styles: Styles, namespace: str, lang: str
) -> str:
    """The XML of the sheet; its formats are added to `styles`. links lead to `sheets`."""
    head, plain, link = styles.listed(1), styles.listed(0), styles.listed(2)
    colours = {severity: styles.listed(1, severity) for severity in COLOURS}
    words = WORDS[lang]
    rows = [_row(1, [(text, head) for text in words["head"]], HEAD)]
    links: list[str] = []
    for number, finding in enumerate(findings[:MOST], 2):
        where = spot_of(finding) if finding.sheet in sheets else ""
        cells = [
            (str(words[finding.severity]), colours[finding.severity]),
            (finding.sheet, plain),
            (finding.cell, link if where else plain),
            (finding.sentence(lang), plain),
            (finding.mend(lang), plain),
        ]
        rows.append(_row(number, cells, height(zip([text for text, _ in cells], WIDTHS, strict=True))))
        if where:
            target = escaped("'" + finding.sheet.replace("'", "''") + f"'!{where}")
            links.append(f'<hyperlink ref="C{number}" location="{target}" display="{escaped(where)}"/>')
    if len(findings) > MOST:
        more = str(words["more"]).format(len(findings) - MOST)
        rows.append(_row(MOST + 2, [("", plain), ("", plain), ("", plain), (more, plain)]))
    counts = {severity: sum(each.severity == severity for each in findings) for severity in COLOURS}
    told = "  ".join(f"{words[severity]} {count}" for severity, count in counts.items() if count)
    return _page(namespace, "".join(rows), "".join(links), f"&L{words['title']}&R{told}")


def _row(number: int, cells: Sequence[tuple[str, int]], tall: float = 0) -> str:
    """A row of texts; a height is only a hint, for programs that do not work it out when they open a file."""
    written = [
        f'<c r="{address(number, column)}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escaped(str(safe(text))[:LONGEST_CELL])}</t></is></c>'
        for column, (text, style) in enumerate(cells, 1)
        if text
    ]
    hint = f' ht="{min(tall, TALLEST):g}"' if tall else ""
    return f'<row r="{number}"{hint}>{"".join(written)}</row>'


def _page(namespace: str, rows: str, links: str, head: str) -> str:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(WIDTHS, 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{namespace}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView'
        ' workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>{rows}</sheetData>"
        + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
        + '<printOptions horizontalCentered="1" gridLines="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>{escaped(head)}</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter>"
        "</headerFooter></worksheet>"
    )
