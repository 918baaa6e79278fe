"""Makes the blank workbook of a template: title, headings with stars, an example row, drop-downs, notes."""

import io
from collections.abc import Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.ingest.blank_columns import LISTS, format_of, heading_of, must_be_filled, options_of, rule_of
from data.ingest.blank_notes import TITLE, notes
from data.ingest.paper import INK, LINE, PAPER, height, printed_on_a_page, signs
from data.ingest.tables.examples import examples_of
from data.ingest.words.example_mark import MARK
from data.ingest.words.periods import parse_period
from data.plan import Template, plan
from data.plan.model import Column

ROWS = 500  # that are made ready; the formats of the columns go on below them
FRAMED = 20  # of them that are printed as an empty frame; a later row gets its frame when it is filled
TITLE_ROW, HEADING_ROW = 1, 3
NARROWEST, WIDEST, CODE = 10.0, 18.0, 24.0  # signs of a column; a code is never wrapped
MANY, NARROW = 14, 13.0  # with more columns than that each is narrower, so that paper can hold them
LAST_COLUMN = 16_384
HOW = (
    f"带 * 为必填；“{MARK}”开头的一行只作示范，不会被当作数据，可直接改填；"
    f"每列怎样填见“{TITLE}”；表头已锁定，请勿改动"
)


def blank(template_id: str, period: str = "", places: Sequence[str] = ()) -> tuple[str, bytes]:
    """A file name and the bytes of the blank workbook of a template.

    Where it is known for which period and places (codes) it is to be filled, a row of each place says so.
    Raises KeyError for an unknown template.
    """
    template = plan().templates[template_id]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = template.name[:31]
    headings(sheet, template)
    rows(sheet, template)
    example(sheet, template)
    told(sheet, template, period, places)
    looks(sheet, len(template.columns))
    notes(book, template)
    choices(book, sheet, template)
    protected(sheet)
    target = io.BytesIO()
    book.save(target)
    return f"{template.id}_{template.name}_空白模板.xlsx", target.getvalue()


def width_of(column: Column, said: str, widest: float = WIDEST) -> float:
    """How wide a column is: for its example and half of its heading, within bounds; the rest is wrapped."""
    if column.kind == "credit_code":
        return CODE
    return max(NARROWEST, min(widest, max(signs(said), signs(heading_of(column)) / 2 + 1) + 2))


def headings(sheet: Worksheet, template: Template) -> None:
    """Title, a line on how to fill it, the heading row, the widths of the columns, and how it is printed."""
    count, said = len(template.columns), examples_of(template)
    sheet.cell(TITLE_ROW, 1, f"柳州市{template.name}").font = Font(bold=True, size=15)
    sheet.merge_cells(start_row=TITLE_ROW, start_column=1, end_row=TITLE_ROW, end_column=count)
    sheet.cell(TITLE_ROW, 1).alignment = Alignment(horizontal="center")
    sheet.cell(2, 1, HOW).font = Font(size=9, color="666666")
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=count)
    sheet.cell(2, 1).alignment = Alignment(wrap_text=True, vertical="center")
    widest = NARROW if count > MANY else WIDEST
    widths = [width_of(column, said.get(column.field, ""), widest) for column in template.columns]
    for number, (column, width) in enumerate(zip(template.columns, widths, strict=True), 1):
        cell = sheet.cell(HEADING_ROW, number, heading_of(column))
        cell.font = Font(bold=True, color=INK)
        cell.fill = PatternFill("solid", fgColor=PAPER)
        cell.border = frame()
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        needed = "必填" if must_be_filled(column) else "选填"
        cell.comment = Comment(f"{needed} {column.help}\n{column.heading_en}", "模板")
        sheet.column_dimensions[get_column_letter(number)].width = width
    told = [(heading_of(column), width) for column, width in zip(template.columns, widths, strict=True)]
    sheet.row_dimensions[TITLE_ROW].height = 24
    sheet.row_dimensions[2].height = height([(HOW, sum(widths))], 13)
    sheet.row_dimensions[HEADING_ROW].height = 6 + height(told)
    shown = [
        (said.get(column.field, ""), width) for column, width in zip(template.columns, widths, strict=True)
    ]
    sheet.row_dimensions[HEADING_ROW + 1].height = 4 + height(shown)
    sheet.freeze_panes = sheet.cell(HEADING_ROW + 1, 1)
    printed_on_a_page(sheet, HEADING_ROW, sum(widths))


def frame() -> Border:
    """A thin line on every side."""
    side = Side(style="thin", color=LINE)
    return Border(left=side, right=side, top=side, bottom=side)


def rows(sheet: Worksheet, template: Template) -> None:
    """Unlocked cells under the headings in the format of their column, with its check and its hint."""
    for number, column in enumerate(template.columns, 1):
        letter = get_column_letter(number)
        whole = sheet.column_dimensions[letter]
        whole.number_format, whole.protection = format_of(column), Protection(locked=False)
        framed, plain = sheet.cell(HEADING_ROW + 1, number), sheet.cell(HEADING_ROW + ROWS, number)
        for cell in (framed, plain):
            cell.number_format, cell.protection = format_of(column), Protection(locked=False)
            cell.alignment = Alignment(vertical="center", wrap_text=not column.numeric or None)
        framed.border = frame()
        for row in range(HEADING_ROW + 2, HEADING_ROW + ROWS):
            own = framed if row <= HEADING_ROW + FRAMED else plain
            sheet.cell(row, number)._style = copy(own._style)  # setting each anew takes ten times as long
        rule = rule_of(column, letter)
        sheet.add_data_validation(rule)
        rule.add(f"{letter}{HEADING_ROW + 1}:{letter}{HEADING_ROW + ROWS}")
    # a row can only be deleted or sorted in a protected sheet when none of its cells is locked
    beside = sheet.column_dimensions[get_column_letter(len(template.columns) + 1)]
    beside.min, beside.max, beside.protection = (
        len(template.columns) + 1,
        LAST_COLUMN,
        Protection(locked=False),
    )


def example(sheet: Worksheet, template: Template) -> None:
    """The row under the headings that shows how to fill them; see `data/ingest/tables/examples.py`."""
    said = examples_of(template)
    for number, column in enumerate(template.columns, 1):
        if column.field in said:
            sheet.cell(HEADING_ROW + 1, number, said[column.field])


def told(sheet: Worksheet, template: Template, period: str, places: Sequence[str]) -> None:
    """What is known already, below the example: the period, and of each place a row with its name."""
    when, known = parse_period(period), plan().regions
    columns = {column.kind: number for number, column in enumerate(template.columns, 1)}
    named = [known[code].name for code in places if code in known] if "region" in columns else []
    for row, name in enumerate(named or [""], HEADING_ROW + 2):
        if when and "period" in columns:
            sheet.cell(row, columns["period"], when.words)
        if name:
            sheet.cell(row, columns["region"], name)


def looks(sheet: Worksheet, count: int) -> None:
    """What looks by its content: examples grey wherever they are copied, a frame round filled rows."""
    first, last = HEADING_ROW + 1, get_column_letter(count)
    area = f"A{first}:{last}{HEADING_ROW + ROWS}"
    grey = Font(italic=True, color="808080")
    sheet.conditional_formatting.add(area, FormulaRule([f'LEFT(A{first},{len(MARK)})="{MARK}"'], font=grey))
    sheet.conditional_formatting.add(
        area, FormulaRule([f"COUNTA($A{first}:${last}{first})>0"], border=frame())
    )


def choices(book: Workbook, sheet: Worksheet, template: Template) -> None:
    """The hidden sheet of lists that feeds the drop-downs."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for number, column in enumerate(template.columns, 1):
        for row, option in enumerate(options_of(column), 1):
            lists.cell(row, number, option)


def protected(sheet: Worksheet) -> None:
    """Headings are locked without a password; rows may be added, deleted, sorted, columns be made wider."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.insertRows = False
    sheet.protection.deleteRows = False
    sheet.protection.sort = False
    sheet.protection.autoFilter = False
