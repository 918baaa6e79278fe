"""Finds the tables on a page: stacked ones, ones side by side, and what in each is title, heading and body."""

import re
from dataclasses import dataclass, field

from data.ingest.tidy_page import CHINESE, Page, is_latin
from data.ingest.unit_words import is_unit, key, unit_line

HEADING_WORDS = re.compile(
    r"指标|项目|地区|区域|[县市区]|行业|名称|品种|类别|分类|分组|单位|年份|年度|时间|月份|产品|企业|序号|编号|代码|主题"
    r"|子项|细分|科目|部门|内容|能源|种类|item|indicator|region|district|sector|year|name|period|month",
    re.I,
)
NOT_INDICATORS = re.compile(
    r"^(序号?|编号|代码|行次|行号|批次|批号|排名|位次|名次|名称代码|[^（(]{0,8}代码|[^（(]{0,6}编码|邮编|邮政编码|电话"
    r"|联系电话|手机号?码?|统一社会信用代码|组织机构代码|文号|no\.?|number|code|id|rank|.{0,6}序号)$"
)
UNIT_HEADINGS = {"单位", "计量单位", "unit", "units", "单位unit", "计量单位unit", "数量单位"}
YEAR_HEADING = re.compile(r"年|时间|日期|期|year|time|period|date", re.I)
NOTE = re.compile(
    r"^[\s(（*]*(注|附注|注释|说明|资料来源|数据来源|来源|备注|note|source|data source)\s*\d*\s*[:：、.]?",
    re.I,
)
FORM_LINE = re.compile(
    r"^(填报|报送|编制|综合|制表|批准|备案|有效|文号|表号|报告|统计|填表|联系|单位负责|统一社会|组织机构|企业名称|单位名称"
    r"|单位详细|法人|时间|日期|年份|报表|地区|区域|期别)[^:：]{0,12}[:：]"
)
CONTINUED = re.compile(r"续表|[(（]续|续$")
INDEX_LABELS = {"甲", "乙", "丙", "丁", "戊", "a", "b", "c", "d"}
METADATA = {
    "country", "name", "frequency", "unit", "id", "source", "update", "start date", "end date", "region", "status",
    "指标名称", "频率", "单位", "指标id", "指标代码", "来源", "数据来源", "更新时间", "更新", "国家", "地区", "开始时间",
    "结束时间", "时间区间", "起始日期", "截止日期", "频度", "指标编码", "更新日期", "sources", "last update", "series name",
}  # fmt: skip
NEAR = 12  # rows a heading and its first numbers lie apart at most


@dataclass
class Table:
    """One table: rows and columns by what they are for."""

    columns: tuple[int, int]
    body_rows: list[int]
    label_columns: list[int]
    value_columns: list[int]
    unit_column: int | None = None
    header_rows: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    metadata: bool = False


def find_tables(page: Page) -> list[Table]:
    """Every table of numbers on the page, from the top, then from the left."""
    tables: list[Table] = []
    for rows in _bands(page):
        panels = [table for span in _panels(page, rows) if (table := _table(page, rows, span))]
        for table in panels[1:]:
            table.titles = table.titles or panels[0].titles
        if panels and tables and _continues(page, panels[0], tables[-1]):
            panels[0].titles += tables[-1].titles
        tables += panels
    return tables


def _continues(page: Page, table: Table, before: Table) -> bool:
    """A table that says 续表, or that repeats the heading after a page break and says nothing."""
    if table.titles:
        return any(CONTINUED.search(title) for title in table.titles)
    words = [
        [page.text(row, column) for row in each.header_rows[:1] for column in range(*each.columns)]
        for each in (table, before)
    ]
    return words[0] == words[1]


def is_year_heading(page: Page, row: int) -> bool:
    """A row whose numbers are years that follow each other, under words or blanks of the label columns."""
    columns = page.rows.get(row, [])
    numeric = [column for column in columns if page.number(row, column) is not None]
    if not numeric or not all(page.is_year(row, column) for column in numeric):
        return False
    if numeric[0] == min(each[0] for each in page.rows.values()):
        return False
    years = [number.value for column in numeric if (number := page.number(row, column))]
    steps = {b - a for a, b in zip(years, years[1:], strict=False)}
    label = "".join(page.text(row, column) for column in columns if column < numeric[0])
    if len(numeric) >= 3 and len(steps) == 1 and steps <= {1, -1, 5, -5, 10, -10}:
        return True
    rising = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    return rising and (not label or bool(HEADING_WORDS.search(label)) and len(label) <= 30)


def is_body(page: Page, row: int) -> bool:
    """A row with a number and something that names it."""
    columns = page.rows.get(row, [])
    numeric = [column for column in columns if page.number(row, column) is not None]
    if not numeric or is_year_heading(page, row) or _is_index_row(page, row, numeric):
        return False
    named = [
        c for c in range(1, numeric[-1]) if page.text(row, c) and page.number(*page.anchor(row, c)) is None
    ]
    if not named:
        return len(numeric) > 1 and page.is_year(row, numeric[0])
    return page.text(row, named[0]).lower() not in METADATA


def _is_index_row(page: Page, row: int, numeric: list[int]) -> bool:
    """The row 甲 乙 1 2 3 that numbers the columns of an official form."""
    words = {page.text(row, column).lower() for column in page.rows[row] if column not in numeric}
    numbers = [number.value for column in numeric if (number := page.number(row, column))]
    return (
        words <= INDEX_LABELS
        and numbers == [float(n) for n in range(1, len(numbers) + 1)]
        and len(numbers) > 1
    )


def _bands(page: Page) -> list[list[int]]:
    """The rows of the page cut where a new heading begins below a body."""
    rows = sorted(page.rows)
    body = {row for row in rows if is_body(page, row)}
    cuts = [0]
    columns: set[int] = set()
    for at, row in enumerate(rows):
        if row in body:
            columns |= {column for column in page.rows[row] if page.number(row, column) is not None}
        elif columns and _begins_table(page, row, columns) and any(row < b <= row + NEAR for b in body):
            start = at
            while start - 1 > cuts[-1] and _is_title(page, rows[start - 1]) and rows[start - 1] not in body:
                start -= 1
            cuts.append(start)
            columns = set()
    bands = [rows[start:end] for start, end in zip(cuts, [*cuts[1:], len(rows)], strict=True)]
    return [band for band in bands if any(row in body for row in band)]


def _begins_table(page: Page, row: int, columns: set[int]) -> bool:
    if is_year_heading(page, row) and len(page.rows[row]) > 2:
        return True
    words = [column for column in page.rows[row] if not page.looks_numeric(row, column)]
    return len(columns.intersection(words)) >= min(2, len(columns)) and len(words) > 1


def _is_title(page: Page, row: int) -> bool:
    words = {page.text(row, column) for column in page.rows[row]}
    return (
        len(words) == 1 and not NOTE.match(next(iter(words))) and page.number(row, page.rows[row][0]) is None
    )


def _counts(page: Page, rows: list[int], column: int) -> tuple[int, int]:
    """How many cells of a column hold numbers, and how many hold words."""
    numbers = words = 0
    for row in rows:
        if page.blank(row, column):
            continue
        if page.looks_numeric(row, column):
            numbers += 1
        elif not NOTE.match(page.raw(row, column)):
            words += 1
    return numbers, words


def _panels(page: Page, rows: list[int]) -> list[tuple[int, int]]:
    """First and last columns of the tables that stand side by side in a band."""
    body = [row for row in rows if is_body(page, row)]
    used = sorted({column for row in rows for column in page.rows[row]})
    starts = [used[0]]
    first_heading = ""
    numbers_seen = gap = False
    previous = used[0]
    for column in used:
        numbers, words = _counts(page, body, column)
        if numbers + words == 0:
            continue
        gap = column > previous + 1
        heading = _last_heading(page, body[0], column)
        if words > numbers and not numbers_seen:
            first_heading = first_heading or heading
        if words > numbers and numbers_seen and (gap or (heading and heading == first_heading)):
            starts.append(column)
            numbers_seen = False
        numbers_seen = numbers_seen or numbers > words
        previous = column
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], used[-1] + 1], strict=True)]


def _last_heading(page: Page, body_row: int, column: int) -> str:
    for row in range(body_row - 1, max(0, body_row - NEAR), -1):
        if text := page.text(row, column):
            return text
    return ""


def _table(page: Page, rows: list[int], span: tuple[int, int]) -> Table | None:
    columns = range(span[0], span[1] + 1)
    body = [row for row in rows if is_body(page, row) and any(page.number(row, c) for c in columns)]
    if not body:
        return None
    above = [row for row in rows if row < body[0]]
    below = [row for row in rows if row >= body[0]]
    headings = {column: _heading(page, above, column) for column in columns}
    labels, values, unit = _sort_columns(page, below, columns, headings)
    if not labels or not values:
        return None
    early, head = _first_labels(page, above, labels, values)
    table = Table(span, [*early, *below], labels, values, unit)
    _split_head(page, table, head)
    names = {page.text(row, labels[0]).lower() for row in table.header_rows}
    table.metadata = len(names & METADATA) >= 3
    return table


def _heading(page: Page, above: list[int], column: int) -> str:
    """The words of a column's own heading, narrow cells only, on one line."""
    words: list[str] = []
    for row in above:
        merge = page.merge(row, column)
        wide = merge is not None and merge[3] > merge[1]
        text = page.text(row, column)
        index = text.lower() in INDEX_LABELS
        if text and not wide and not index and page.anchor(row, column)[0] == row and not unit_line(text):
            words.append(text)
    return key("".join(word for word in words if not is_latin(word)) or "".join(words))


def _sort_columns(
    page: Page, body: list[int], columns: range, headings: dict[int, str]
) -> tuple[list[int], list[int], int | None]:
    """Label columns, value columns and the unit column among the columns of a table."""
    labels: list[int] = []
    values: list[int] = []
    unit: int | None = None
    for column in columns:
        numbers, words = _counts(page, body, column)
        heading = headings[column]
        if numbers + words == 0 or NOT_INDICATORS.match(heading):
            continue
        if unit is None and words and _is_unit_column(page, body, column, heading, bool(labels)):
            unit = column
        elif not values and _is_year_column(page, body, column, heading, not labels):
            labels.append(column)
        elif numbers >= words:
            if values or labels or not _is_count(page, body, column):
                values.append(column)
        elif not values:
            labels.append(column)
    chinese = [column for column in labels if _share(page, body, column, bool_chinese) >= 0.5]
    latin = [c for c in labels if c not in chinese and _share(page, body, c, is_latin) >= 0.5]
    if chinese and latin and latin[0] == chinese[-1] + 1:
        labels = [column for column in labels if column not in latin]
    return labels, values, unit


def bool_chinese(text: str) -> bool:
    """Whether there is a Chinese sign in the text."""
    return bool(CHINESE.search(text))


def _share(page: Page, rows: list[int], column: int, test: "type[bool] | object") -> float:
    texts = [page.raw(row, column) for row in rows if page.raw(row, column)]
    return sum(bool(test(text)) for text in texts) / len(texts) if callable(test) and texts else 0.0


def _is_unit_column(page: Page, body: list[int], column: int, heading: str, after_label: bool) -> bool:
    share = _share(page, body, column, is_unit)
    return (heading in UNIT_HEADINGS and share >= 0.3) or (after_label and share >= 0.8)


def _is_year_column(page: Page, body: list[int], column: int, heading: str, first: bool) -> bool:
    filled = [row for row in body if not page.blank(row, column) and page.looks_numeric(row, column)]
    years = [row for row in filled if page.is_year(row, column) or page.period(row, column)]
    return bool(years) and len(years) == len(filled) and (first or bool(YEAR_HEADING.search(heading)))


def _is_count(page: Page, body: list[int], column: int) -> bool:
    """A first column that only counts 1, 2, 3 …"""
    numbers = [number.value for row in body if (number := page.number(row, column))]
    return numbers == [float(n) for n in range(1, len(numbers) + 1)]


def _first_labels(
    page: Page, above: list[int], labels: list[int], values: list[int]
) -> tuple[list[int], list[int]]:
    """Rows above the first number that already belong to the body (sections, years without data), and the rest."""
    early: list[int] = []
    for row in reversed(above):
        anchors = [page.anchor(row, column) for column in values if page.text(row, column)]
        if any(column >= values[0] and not page.looks_numeric(r, column) for r, column in anchors):
            return early, [each for each in above if each not in early]
        if any(page.is_year(r, column) for r, column in anchors):
            return early, [each for each in above if each not in early]
        text = "".join(page.raw(row, column) for column in labels)
        if text and not unit_line(text) and not NOTE.match(text):
            early.insert(0, row)
    return [], above


def _split_head(page: Page, table: Table, head: list[int]) -> None:
    """Sorts the rows above the body into titles and headings."""
    first, last = table.columns
    for position, row in enumerate(head):
        anchors = list(
            dict.fromkeys(page.anchor(row, c) for c in range(first, last + 1) if page.text(row, c))
        )
        texts = [page.text(*anchor) for anchor in anchors]
        if not texts:
            continue
        numeric = [column for _, column in anchors if page.number(row, column) is not None]
        if texts[0].lower() in METADATA:
            numeric = []
        if numeric and (not is_year_heading(page, row) or _is_index_row(page, row, numeric)):
            continue
        is_last = position == len(head) - 1
        if not table.header_rows and _is_title_row(page, table, anchors, texts, is_last):
            table.titles += texts
        elif len(texts) == 1 and unit_line(texts[0]) and anchors[0][1] < table.value_columns[0]:
            table.titles += texts
        else:
            table.header_rows.append(row)


def _is_title_row(
    page: Page, table: Table, anchors: list[tuple[int, int]], texts: list[str], is_last: bool
) -> bool:
    if texts[0].lower() in METADATA:
        return False
    if len(texts) > 1:
        lines = sum(bool(FORM_LINE.match(text)) or bool(unit_line(text)) for text in texts)
        return lines * 2 >= len(texts) and not any(key(text) in UNIT_HEADINGS for text in texts)
    row, column = anchors[0]
    if column < table.value_columns[0]:
        return True
    merge = page.merge(row, column)
    return not (is_last or (merge and merge[3] > merge[1])) or bool(unit_line(texts[0]))
