"""Lines between the rows that name another kind than the one answered for all of them ask for a reason."""

from data.ingest.cells.read import read_book
from data.ingest.layouts import reading
from data.ingest.layouts.answer import answered
from data.ingest.layouts.proposing import proposed
from data.ingest.layouts.sections import longest_in
from data.ingest.layouts.seen import seen_in
from tests.support.bureau_sheets import workbook
from tests.support.own_layouts import ANSWERS
from tests.support.workbooks import credit_code


def told(*sections: str) -> list[tuple[str, str, str]]:
    rows: list[list[object]] = [
        ["柳州市绿色工厂名单（截至2026年9月30日）"],
        ["序号", "企业名称", "统一社会信用代码", "所在地", "认定时间", "文号"],
    ]
    for at, section in enumerate(sections):
        rows.append([section])
        for number in (2 * at + 1, 2 * at + 2):
            named = [number, f"广西第{number}机械有限公司", credit_code(number), "柳南区"]
            rows.append([*named, "2025.12.30", "桂工信〔2025〕12号"])
    tables = seen_in(read_book(workbook(rows), "名单.xlsx"))
    found = proposed(tables, "名单.xlsx", [])
    assert found is not None and found.template == "S5", "the title names its kind"
    wanted = {one.field for one in found.asked}
    answers = {"kind": "绿色工厂", "level": "国家级"}
    given = {field: text for field, text in (ANSWERS | answers).items() if field in wanted}
    made = reading.read(answered(found.as_dict(), {}, given), tables, "名单.xlsx")
    assert made is not None
    return [(f.cell, f.expected, f.found) for f in made.findings if f.rule == "section_ignored"]


def test_a_section_of_another_level_is_told_and_one_of_the_same_is_not() -> None:
    assert told("一、国家级绿色工厂") == []
    assert told("一、国家级绿色工厂", "二、自治区级绿色工厂") == [("A6", "国家级", "二、自治区级绿色工厂")]


def test_the_longest_word_counts() -> None:
    words = {"自治区级": "a", "区级": "b"}
    assert longest_in("二、自治区级绿色工厂", words) == "a" and longest_in("", words) == ""
