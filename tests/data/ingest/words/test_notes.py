"""Remarks and signatures are told from things whose names begin alike."""

import pytest

from data.ingest.words.notes import is_foot, is_note


@pytest.mark.parametrize(
    "text",
    ["注：数据为快报。", "注1 含自备电厂", "（注：不含开发区）", "资料来源 柳州市统计局", "数据来源：统计局",
     "说明：略", "Notes: preliminary", "Source: NBS", "备注1、略"],
)  # fmt: skip
def test_a_remark_with_its_mark_is_a_note_everywhere(text: str) -> None:
    assert is_note(text) and is_foot(text)


@pytest.mark.parametrize(
    "text",
    ["说明", "注 本表为年报", "填表人：张三", "单位负责人（签章）：", "审核人", "联系电话 0772-1234567",
     "填报日期：2025年10月8日", "统计负责人：李四", "制表"],
)  # fmt: skip
def test_a_foot_is_also_who_signed_and_what_stands_by_itself(text: str) -> None:
    assert is_foot(text) and not is_note(text)


@pytest.mark.parametrize(
    "text",
    ["注塑厂", "柳州市注塑有限公司", "联系电器有限公司", "说明书印刷厂", "制表设备厂", "审核咨询公司",
     "柳南区", "备注栏", "Source of energy", "Notebook", ""],
)  # fmt: skip
def test_names_that_begin_alike_are_neither(text: str) -> None:
    assert not is_note(text) and not is_foot(text)
