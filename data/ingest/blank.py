"""Makes the blank workbook of a template: title, filling notes, drop-downs, locked headings, one example."""

import io
from copy import copy

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest.words.names import names_of
from data.plan import Template, plan
from data.plan.model import Column

ROWS = 500
INK, PAPER, LINE = "FFFFFF", "0B5D5B", "B7C4C3"
TITLE_ROW, HEADING_ROW = 1, 3
LISTS = "选项"  # the hidden sheet that feeds the drop-downs


def blank(template_id: str) -> tuple[str, bytes]:
    """A file name and the bytes of the blank workbook of a template.

    Raises KeyError for an unknown template.
    """
    template = plan().templates[template_id]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = template.name[:31]
    headings(sheet, template)
    choices(book, sheet, template)
    notes(book, template)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.insertRows = False
    sheet.protection.deleteRows = False
    sheet.protection.sort = False
    sheet.protection.autoFilter = False
    target = io.BytesIO()
    book.save(target)
    return f"{template.id}_{template.name}_空白模板.xlsx", target.getvalue()


def heading_of(column: Column) -> str:
    """A column's heading with its unit."""
    return f"{column.heading}（{column.unit}）" if column.unit else column.heading


def headings(sheet: Worksheet, template: Template) -> None:
    """Title, a line on how to fill it, the heading row, and unlocked cells under it."""
    width = len(template.columns)
    sheet.cell(TITLE_ROW, 1, f"柳州市{template.name}").font = Font(bold=True, size=15)
    sheet.merge_cells(start_row=TITLE_ROW, start_column=1, end_row=TITLE_ROW, end_column=width)
    sheet.cell(TITLE_ROW, 1).alignment = Alignment(horizontal="center")
    sheet.cell(2, 1, "带 * 为必填；填报说明见“填报说明”表；表头已锁定，请勿改动").font = Font(
        size=9, color="666666"
    )
    side = Side(style="thin", color=LINE)
    for number, column in enumerate(template.columns, 1):
        cell = sheet.cell(HEADING_ROW, number, heading_of(column))
        cell.font = Font(bold=True, color=INK)
        cell.fill = PatternFill("solid", fgColor=PAPER)
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        cell.comment = Comment(
            f"{'必填 ' if column.required else '选填 '}{column.help}\n{column.heading_en}", "模板"
        )
        sheet.column_dimensions[get_column_letter(number)].width = max(
            12, min(30, 2.2 * len(heading_of(column)))
        )
        first = sheet.cell(HEADING_ROW + 1, number)
        first.protection = Protection(locked=False)
        first.border = Border(left=side, right=side, top=side, bottom=side)
        if column.kind == "date":
            first.number_format = "yyyy-mm-dd"
        elif column.kind in ("period", "credit_code", "text", "sector"):
            first.number_format = "@"
        for row in range(HEADING_ROW + 2, HEADING_ROW + ROWS + 1):
            sheet.cell(row, number)._style = copy(first._style)  # setting each anew takes ten times as long
    sheet.row_dimensions[HEADING_ROW].height = 36
    sheet.freeze_panes = sheet.cell(HEADING_ROW + 1, 1)


def options_of(column: Column) -> list[str]:
    """What a drop-down of this column offers."""
    if column.choices:
        return [choice.name for choice in column.choices]
    if column.kind in ("region", "sector", "category", "basis", "maturity"):
        return names_of(column.kind)
    return []


def choices(book: Workbook, sheet: Worksheet, template: Template) -> None:
    """Drop-downs fed from a hidden sheet of lists."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for number, column in enumerate(template.columns, 1):
        options = options_of(column)
        for row, option in enumerate(options, 1):
            lists.cell(row, number, option)
        if not options:
            continue
        letter = get_column_letter(number)
        rule = DataValidation(
            type="list",
            formula1=f"{LISTS}!${letter}$1:${letter}${len(options)}",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column.heading,
            error="请从下拉列表中选填",
        )
        sheet.add_data_validation(rule)
        rule.add(f"{letter}{HEADING_ROW + 1}:{letter}{HEADING_ROW + ROWS}")


def notes(book: Workbook, template: Template) -> None:
    """The sheet of filling notes: what each column wants."""
    sheet = book.create_sheet("填报说明")
    lines = [
        f"{template.id} {template.name}",
        *(f"{n}. {text}" for n, text in enumerate(template.notes, 1)),
        "",
    ]
    for row, text in enumerate(lines, 1):
        sheet.cell(row, 1, text)
    sheet.cell(1, 1).font = Font(bold=True, size=13)
    start = len(lines) + 1
    for number, text in enumerate(("列", "必填", "单位", "怎样填", "English"), 1):
        sheet.cell(start, number, text).font = Font(bold=True)
    for row, column in enumerate(template.columns, start + 1):
        options = "、".join(options_of(column)[:20])
        values = (
            column.heading,
            "是" if column.required else "",
            column.unit,
            column.help or options,
            column.heading_en,
        )
        for number, text in enumerate(values, 1):
            sheet.cell(row, number, text).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDE", (34, 8, 14, 60, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.protection.sheet = True
