"""Tells the rows of a page apart: named numbers, headings made of years, notes, column counters."""

import re
from itertools import pairwise

from data.ingest.tables.page import Page

HEADING_WORDS = re.compile(
    r"指标|项目|地区|区域|[县市区]|行业|名称|品种|类别|分类|分组|单位|年份|年度|时间|月份|产品|企业|序号|编号|代码|主题"
    r"|子项|细分|科目|部门|内容|能源|种类|item|indicator|region|district|sector|year|name|period|month",
    re.I,
)
INDEX_LABELS = {"甲", "乙", "丙", "丁", "戊"}
METADATA = {
    *("country", "name", "frequency", "unit", "id", "source", "update", "start date", "end date", "region"),
    *("status", "sources", "last update", "series name", "series id", "update time", "updated"),
    *(
        "指标名称",
        "频率",
        "频度",
        "单位",
        "指标id",
        "指标代码",
        "指标编码",
        "来源",
        "数据来源",
        "更新时间",
        "更新",
    ),
    *("更新日期", "国家", "地区", "开始时间", "结束时间", "时间区间", "起始日期", "截止日期"),
    *("指标", "指标名", "区域", "地域", "频次", "数据频率", "计量单位", "统计口径", "备注", "说明"),
}
FREQUENCIES = {
    *(
        "日",
        "周",
        "旬",
        "月",
        "季",
        "年",
        "日度",
        "周度",
        "月度",
        "季度",
        "年度",
        "半年",
        "半年度",
        "逐月",
        "逐年",
    ),
    *("day", "week", "month", "quarter", "year"),
    *("daily", "weekly", "monthly", "quarterly", "annual", "yearly"),
}
FREQUENCY_LABELS = {"frequency", "频率", "频度", "频次", "数据频率"}
_PLACE = re.compile(r"^(?!.*(?:地区|县区|市区|区县|市县|县市|各)).{2,7}[县市区]$")
_COUNTER = re.compile(r"[(（]?(\d{1,2})[)）]?(?:[=＝][\s\d()（）+＋\-－×*/÷]+)?")
FACTS = 3  # lines of the block that databases print above a series, before it counts as one
LONGEST_LABEL = 30


def numeric_columns(page: Page, row: int) -> list[int]:
    """Columns of the row with a number in them."""
    return [column for column in page.rows.get(row, []) if page.number(row, column) is not None]


def is_year_heading(page: Page, row: int) -> bool:
    """A row whose numbers are years that follow each other, under words or blanks of the label columns."""
    numeric = numeric_columns(page, row)
    if not numeric or not all(page.is_year(row, column) for column in numeric):
        return False
    if numeric[0] == page.first_column:
        return False
    years = [number.value for column in numeric if (number := page.number(row, column))]
    years = _one_run(years)
    steps = {later - earlier for earlier, later in pairwise(years)}
    if len(years) >= 3 and len(steps) == 1 and steps <= {1, -1, 5, -5, 10, -10}:
        return True
    label = "".join(page.text(row, column) for column in page.rows[row] if column < numeric[0])
    rising = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    worded = bool(HEADING_WORDS.search(label)) and len(label) <= LONGEST_LABEL
    worded = worded and not (len(years) == 1 and _PLACE.match(label))
    return rising and (not label or worded)


def _one_run(years: list[float]) -> list[float]:
    """2023 2024 2023 2024 under two indicators is the run 2023 2024."""
    again = years.index(years[0], 1) if years[0] in years[1:] else len(years)
    run = years[:again]
    whole = len(run) > 1 and len(years) % again == 0 and run * (len(years) // again) == years
    return run if whole else years


def is_index_row(page: Page, row: int) -> bool:
    """The row 甲 乙 1 2 3 that numbers the columns of an official form."""
    texts = [page.text(row, column) for column in page.rows.get(row, [])]
    counted = [found for text in texts if text not in INDEX_LABELS and (found := _COUNTER.fullmatch(text))]
    if len(counted) > 1 and {text for text in texts if not _COUNTER.fullmatch(text)} <= INDEX_LABELS:
        return [int(found[1]) for found in counted] == list(range(1, len(counted) + 1))
    numeric = numeric_columns(page, row)
    words = {page.text(row, column) for column in page.rows.get(row, []) if column not in numeric}
    numbers = [number.value for column in numeric if (number := page.number(row, column))]
    in_order = numbers == list(range(1, len(numbers) + 1))
    return in_order and words <= INDEX_LABELS and (len(numbers) > 1 or (numbers == [1] and bool(words)))


def is_body(page: Page, row: int) -> bool:
    """A row with a number and something that names it."""
    if row not in page.bodies:
        page.bodies[row] = _is_body(page, row)
    return page.bodies[row]


def _is_body(page: Page, row: int) -> bool:
    numeric = numeric_columns(page, row)
    if not numeric or is_year_heading(page, row) or is_index_row(page, row):
        return False
    named = [
        c for c in range(1, numeric[-1]) if page.text(row, c) and page.number(*page.anchor(row, c)) is None
    ]
    if not named:
        return len(numeric) > 1 and page.is_year(row, numeric[0])
    return page.text(row, named[0]).lower() not in METADATA
