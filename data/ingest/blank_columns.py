"""Says for a column of a blank workbook how its cells look, what may be put in, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.ingest.tables.values import PERIOD_EXAMPLE
from data.ingest.words.names import names_of
from data.plan import TOTAL, plan
from data.plan.model import Column

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

STAR = "*"
LISTS = "选项"  # the hidden sheet that feeds the drop-downs
YEARS = 1000  # a column whose least value is more than that holds years
PROMPT, PROMPT_TITLE = 250, 30  # signs that a hint of a cell holds
FIRST_DAY, LAST_DAY = "DATE(1990,1,1)", "DATE(2099,12,31)"
LISTED = ("region", "sector", "category", "basis", "maturity")
KINDS = {
    "region": "填地名，可从下拉列表中选",
    "sector": "填国民经济行业大类代码，可从下拉列表中选",
    "category": "从下拉列表中选",
    "basis": "从下拉列表中选",
    "maturity": "从下拉列表中选",
    "choice": "从下拉列表中选",
    "credit_code": "18 位统一社会信用代码，按文本填写，不要用数字格式（会丢位）",
    "text": "填文字；编号、文号按文本填写，前面的 0 会保留",
    "date": "填日期，如 2025-09-30",
    "period": f"填期间，如 {PERIOD_EXAMPLE}",
}


def must_be_filled(column: Column) -> bool:
    """Whether every row needs a value here: the heading carries the star."""
    return column.required and column.default is None


def heading_of(column: Column) -> str:
    """A column's heading with the star of what must be filled and its unit."""
    unit = f"（{column.unit}）" if column.unit else ""
    return f"{STAR if must_be_filled(column) else ''}{column.heading}{unit}"


def options_of(column: Column) -> list[str]:
    """What a drop-down of this column offers."""
    if column.choices:
        return [choice.name for choice in column.choices]
    return names_of(column.kind) if column.kind in LISTED else []


def allowed_words(column: Column) -> str:
    """Every word that the column takes, codes with their names; '' where anything may stand."""
    if column.kind == "sector":
        sectors = plan().sectors.values()
        return "、".join(item.name if item.code == TOTAL else f"{item.code} {item.name}" for item in sectors)
    return "、".join(options_of(column))


def format_of(column: Column) -> str:
    """The number format of its cells: text for all that is no number and no day, so that no digit is lost.

    A percentage is shown with its sign but kept as people say it, 5.6 for 5.6 %: Excel's own percent format
    would make 560 of a pasted 5.6.
    """
    if column.kind == "date":
        return "yyyy-mm-dd"
    if not column.numeric:
        return "@"
    if column.unit == "%":
        return '0.0##"%"'
    if not column.decimals or (column.minimum or 0) >= YEARS:
        return "0"
    return "#,##0.0###"


def meaning_of(column: Column) -> str:
    """What the column wants, in sentences: its help, its kind, its bounds, what a blank means."""
    said = [column.help, _of_number(column) if column.numeric else KINDS[column.kind]]
    if column.kind == "period" and column.help:
        said.pop()
    if column.default:
        said.append(f"不填的按“{_default_of(column)}”")
    return "；".join(part for part in said if part) + "。"


def _of_number(column: Column) -> str:
    least, most = column.minimum, column.maximum
    parts = []
    if column.unit == "%":
        parts.append("填百分数的数字，5.6 就是 5.6%，不必加 %")
        parts += ["下降填负数"] if least is None else []
    elif not (least or 0) >= YEARS:
        parts.append(f"填数字，以{column.unit}计" if column.unit else "填数字")
    parts += ["填 1 月至本期的累计数"] if column.cumulative else []
    parts += [f"不小于 {least:g}"] if least is not None else []
    parts += [f"大于 {column.above:g}"] if column.above is not None else []
    parts += [f"不大于 {most:g}"] if most is not None else []
    return "，".join(parts)


def _default_of(column: Column) -> str:
    known = {item.code: item.name for item in column.choices}
    if column.kind == "region":
        known = {code: item.name for code, item in plan().regions.items()}
    elif column.kind == "sector":
        known = {code: item.name for code, item in plan().sectors.items()}
    return known.get(column.default or "", column.default or "")


def rule_of(column: Column, letter: str) -> DataValidation:
    """The check and the hint of a column's cells; a number or day outside is asked about, not refused."""
    from openpyxl.worksheet.datavalidation import DataValidation  # who only asks for words needs no openpyxl

    options = options_of(column)
    needed = "必填。" if must_be_filled(column) else "选填。"
    rule = DataValidation(
        allow_blank=True,
        showErrorMessage=False,
        showInputMessage=True,
        promptTitle=column.heading[:PROMPT_TITLE],
        prompt=f"{needed}{meaning_of(column)}"[:PROMPT],
        errorTitle=column.heading[:PROMPT_TITLE],
    )
    if options:
        rule.type, rule.formula1 = "list", f"{LISTS}!${letter}$1:${letter}${len(options)}"
        rule.showErrorMessage, rule.error = True, "请从下拉列表中选填"
    elif column.numeric:
        _bounded(rule, column)
    elif column.kind == "date":
        rule.type, rule.operator, rule.formula1, rule.formula2 = "date", "between", FIRST_DAY, LAST_DAY
        _asking(rule, "请填日期，如 2025-09-30。仍要保留所填内容吗？")
    elif column.kind == "credit_code":
        rule.type, rule.operator, rule.formula1 = "textLength", "equal", "18"
        _asking(rule, "统一社会信用代码应为 18 位。仍要保留所填内容吗？")
    return rule


def _bounded(rule: DataValidation, column: Column) -> None:
    low = column.minimum if column.minimum is not None else column.above
    rule.type, rule.operator = "decimal", "between"
    rule.formula1 = f"{low:g}" if low is not None else "-1E+15"
    rule.formula2 = f"{column.maximum:g}" if column.maximum is not None else "1E+15"
    _asking(rule, f"{_of_number(column)}。仍要保留所填内容吗？")


def _asking(rule: DataValidation, question: str) -> None:
    rule.showErrorMessage, rule.errorStyle, rule.error = True, "warning", question[:PROMPT]
