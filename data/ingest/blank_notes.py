"""Writes the second sheet of a blank workbook: how to fill it, and every column's meaning, unit and words."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest.blank_columns import allowed_words, meaning_of, must_be_filled
from data.ingest.paper import INK, LINE, PAPER, height, printed_on_a_page
from data.ingest.tables.examples import examples_of
from data.plan import Template

TITLE = "填报说明"
HEADINGS = ("列", "必填", "单位", "含义与填法", "可填的词", "示例", "也认的表头", "English")
WIDTHS = (22, 6, 12, 40, 44, 20, 26, 24)
HOW = (
    "表头带 * 的列必填；其余有就填，没有留空，不要填 0 代替。",
    "表头下面“例：”开头的一行只作示范，不会被当作数据；可以留着、删去，也可以直接在上面填真实数据。",
    "一行一条记录，表头不要改动；合计、小计行可有可无，不会被当作数据。",
)


def notes(book: Workbook, template: Template) -> None:
    """Adds the sheet of filling notes as the second one."""
    sheet = book.create_sheet(TITLE, 1)
    start = _how_to_fill(sheet, template)
    side = Side(style="thin", color=LINE)
    frame = Border(left=side, right=side, top=side, bottom=side)
    for number, text in enumerate(HEADINGS, 1):
        cell = sheet.cell(start, number, text)
        cell.font, cell.fill = Font(bold=True, color=INK), PatternFill("solid", fgColor=PAPER)
        cell.alignment, cell.border = Alignment(horizontal="center", vertical="center"), frame
    said = examples_of(template)  # with their mark: the reader of any table reads this sheet too
    for row, column in enumerate(template.columns, start + 1):
        told = (
            column.heading,
            "是" if must_be_filled(column) else "",
            column.unit,
            meaning_of(column),
            allowed_words(column),
            said.get(column.field, ""),
            "、".join(column.aliases),
            column.heading_en,
        )
        for number, text in enumerate(told, 1):
            cell = sheet.cell(row, number, text or None)
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), frame
            cell.number_format = "@"
        sheet.row_dimensions[row].height = height(zip(told, WIDTHS, strict=True))
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = sheet.cell(start + 1, 1)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    printed_on_a_page(sheet, start, sum(WIDTHS))


def _how_to_fill(sheet: Worksheet, template: Template) -> int:
    """The lines above the table of columns; returns the row of its headings."""
    sheet.cell(1, 1, f"{template.id} {template.name}：{TITLE}").font = Font(bold=True, size=13)
    lines = [*HOW, *template.notes]
    for row, text in enumerate(lines, 2):
        sheet.cell(row, 1, f"{row - 1}. {text}").alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEADINGS))
        sheet.row_dimensions[row].height = height([(text, sum(WIDTHS))])
    return len(lines) + 3
