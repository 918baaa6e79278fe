"""A list of people is read from any workbook in a child; each line says what it would do, or its fault."""

import io

import pytest
from openpyxl import Workbook

from data.ingest import people_list
from data.ingest.findings import Refused
from data.ingest.people_list import read

LINES = [
    ["2026年用户清单"],
    ["账号*", "姓名", "角色", "地区（可空）", "报表"],
    ["Wang.Fang", "王芳", "填报、审核", "鹿寨县", "S1，S2"],
    ["li", "李四", "领导", "全市", ""],
    ["", "", "", "", ""],
    ["x", "短", "填报", "", ""],
    ["zhao", "赵六", "校长", "", ""],
    ["qian", "钱七", "staff", "乌有县", ""],
    ["sun", "孙八", "staff", "", "S99"],
    ["LI", "又一个", "leader", "", ""],
]


def book(lines: list[list[str]]) -> bytes:
    made = Workbook()
    made.active.append(["说明"])
    sheet = made.create_sheet("名单")
    for line in lines:
        sheet.append(line)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_each_line_is_a_wish_or_says_what_is_wrong() -> None:
    found = read(book(LINES), "名单.xlsx")
    assert [(one.line, one.name, one.wrong, one.found) for one in found] == [
        (3, "wang.fang", "", ""),
        (4, "li", "", ""),
        (6, "x", "name", "x"),
        (7, "zhao", "role", "校长"),
        (8, "qian", "place", "乌有县"),
        (9, "sun", "template", "S99"),
        (10, "li", "twice", ""),
    ]
    first, second = found[:2]
    assert (first.roles, first.places, first.templates) == (
        ("staff", "reviewer"), frozenset({"450223"}), frozenset({"S1", "S2"}),
    )  # fmt: skip
    assert (second.roles, second.places, second.templates) == (("leader",), None, None)
    assert people_list.known(second, {"li"}).wrong == "known" and people_list.known(second, {"x"}) == second


def test_csv_and_pasted_lines_are_read_alike() -> None:
    pasted = "账号\t姓名\t角色\nli\t李, 四\tleader"
    content = "\n".join(map(people_list.as_csv, pasted.splitlines())).encode()
    assert [(one.name, one.shown, one.roles) for one in read(content, "a.csv")] == [
        ("li", "李, 四", ("leader",))
    ]
    assert people_list.as_csv("a,b") == "a,b"


def test_a_sheet_without_the_headings_names_nobody_and_damage_is_refused() -> None:
    assert read(book([["姓名", "电话"], ["李", "1"]]), "x.xlsx") == []
    with pytest.raises(Refused):
        read(b"\x00" * 40, "x.xlsx")


@pytest.mark.slow
def test_a_child_does_the_reading(real_child: None) -> None:
    assert [one.name for one in read(book(LINES), "名单.xlsx") if not one.wrong] == ["wang.fang", "li"]
