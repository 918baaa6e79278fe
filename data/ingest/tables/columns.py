"""Tells the columns of a table apart: labels, years, units, values, and counters that are none of these."""

import re
from collections.abc import Callable

from data.ingest.tables.page import CHINESE, Page, is_latin
from data.ingest.tables.rows import FACTS, FREQUENCIES, INDEX_LABELS, METADATA
from data.ingest.words.notes import is_foot
from data.ingest.words.units import is_unit, key, tidy_unit, unit_line

NOT_INDICATORS = re.compile(
    r"^(序号?|编号|代码|行次|行号|批次|批号|排名|位次|名次|[^（(]{0,8}代码|[^（(]{0,6}编码|邮编|邮政编码|电话|联系电话"
    r"|手机号?码?|文号|no\.?|number|code|id|rank|.{0,6}(序号|排名|位次)"
    r"|.{0,6}(成立|投产|建成|公布|认定|批准|开工|竣工|注册|发布|获批|入选|命名|开业)(年份?|时间|日期|年度))$"
)
UNIT_HEADINGS = {"单位", "计量单位", "unit", "units", "单位unit", "计量单位unit", "数量单位"}
YEAR_HEADING = re.compile(
    r"^(统计|数据|报告|所属|核算)?(年份?|年度|时间|日期|期间|期别|月份?|季度|报告期|years?|time|period|date|months?)$"
)
FACTS_BESIDE = {
    "频率",
    "频度",
    "频次",
    "数据频率",
    "来源",
    "数据来源",
    "更新时间",
    "更新日期",
    "frequency",
    "source",
}
MONTH_HEADINGS = {"月", "月份", "month"}


def counts(page: Page, rows: list[int], column: int) -> tuple[int, int]:
    """How many cells of a column hold numbers, and how many hold words."""
    numbers = words = 0
    for row in rows:
        if page.blank(row, column):
            continue
        if page.looks_numeric(row, column):
            numbers += 1
        elif not is_foot(page.raw(row, column)):
            words += 1
    return numbers, words


def heading_words(page: Page, above: list[int], column: int) -> list[str]:
    """The words of a column's own narrow heading: each cell, and at the end all of them in one."""
    words: list[str] = []
    for row in above:
        merge = page.merge(row, column)
        text = page.text(row, column)
        if not text or (merge and merge[3] > merge[1]) or page.anchor(row, column)[0] != row:
            continue
        how_often = words and text.lower() in FREQUENCIES
        if text not in INDEX_LABELS and not unit_line(text) and not how_often:
            words.append(text)
    if len({word.lower() for word in words} & METADATA) >= FACTS:
        return []
    words = [key(word) for word in words if not is_latin(word)] or [key(word) for word in words]
    return [*words, "".join(words)]


def sort_columns(
    page: Page, body: list[int], columns: range, headings: dict[int, list[str]]
) -> tuple[list[int], list[int], int | None]:
    """Label columns, value columns and the unit column among the columns of a table."""
    labels: list[int] = []
    values: list[int] = []
    unit: int | None = None
    for column in columns:
        numbers, words = counts(page, body, column)
        heading = headings[column]
        if numbers + words == 0 or any(NOT_INDICATORS.match(word) for word in heading):
            continue
        if not values and labels and _is_fact(page, body, column, heading):
            continue
        if unit is None and words and _is_unit_column(page, body, column, heading, bool(labels)):
            unit = column
        elif not values and (
            _is_year_column(page, body, column, heading, not labels)
            or (labels and is_month_column(page, body, column, heading))
        ):
            labels.append(column)
        elif numbers >= words:
            if values or labels or not _is_counter(page, body, column):
                values.append(column)
        elif not values:
            labels.append(column)
    return _without_english(page, body, labels), values, unit


def is_month_column(page: Page, body: list[int], column: int, heading: list[str]) -> bool:
    """A column 月份 that only says 1 … 12."""
    numbers = [number.value for row in body if (number := page.number(row, column))]
    return bool(numbers) and set(numbers) <= set(range(1, 13)) and not MONTH_HEADINGS.isdisjoint(heading)


def _without_english(page: Page, body: list[int], labels: list[int]) -> list[int]:
    """The label columns without the one that only repeats its left neighbour in English."""
    chinese = [c for c in labels if _share(page, body, c, lambda text: bool(CHINESE.search(text))) >= 0.5]
    latin = [c for c in labels if c not in chinese and _share(page, body, c, is_latin) >= 0.5]
    if chinese and latin and latin[0] == chinese[-1] + 1:
        return [column for column in labels if column not in latin]
    return labels


def _share(page: Page, rows: list[int], column: int, test: Callable[[str], bool]) -> float:
    texts = [page.raw(row, column) for row in rows if not page.blank(row, column)]
    return sum(test(text) for text in texts) / len(texts) if texts else 0.0


def _is_unit_column(page: Page, body: list[int], column: int, heading: list[str], after_label: bool) -> bool:
    share = _share(page, body, column, lambda text: is_unit(tidy_unit(text)))
    return (not UNIT_HEADINGS.isdisjoint(heading) and share >= 0.3) or (after_label and share >= 0.8)


def _is_fact(page: Page, body: list[int], column: int, heading: list[str]) -> bool:
    """A column of a database's export beside the names: how often, where from, when it was renewed."""
    how_often = _share(page, body, column, lambda text: text.strip().lower() in FREQUENCIES)
    return how_often == 1 or not FACTS_BESIDE.isdisjoint(heading)


def _is_year_column(page: Page, body: list[int], column: int, heading: list[str], first: bool) -> bool:
    filled = [row for row in body if not page.blank(row, column) and page.looks_numeric(row, column)]
    years = [row for row in filled if page.is_year(row, column) or page.period(row, column)]
    named = any(YEAR_HEADING.match(word) for word in heading)
    return bool(years) and len(years) == len(filled) and (first or named)


def _is_counter(page: Page, body: list[int], column: int) -> bool:
    """A first column that only counts 1, 2, 3 …, or goes on counting where the table above ended."""
    numbers = [number.value for row in body if (number := page.number(row, column))]
    first = numbers[0] if numbers else 0.0
    counted = [first + place for place in range(len(numbers))]
    return numbers == counted and (
        first == 1 or (len(numbers) > 1 and first.is_integer() and 1 < first < 1000)
    )
