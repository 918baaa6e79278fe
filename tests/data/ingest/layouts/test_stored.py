"""An answer is a layout only where the plan knows its template and fields."""

from typing import Any

import pytest

from data.ingest.layouts.stored import Binding, StoredLayout, WrongLayout, layout_of, plain_name

GOOD: dict[str, Any] = {
    "template": "S1",
    "shape": "columns",
    "bindings": [{"path": ["县区"], "field": "region"}, {"path": ["能耗", "累计"], "field": "energy_tce"}],
    "fixed": {"basis": "当量值"},
    "period": "title",
}


def test_what_was_told_comes_back() -> None:
    made = layout_of(GOOD)
    assert made.bindings[1] == Binding(("能耗", "累计"), "energy_tce")
    assert layout_of(made.as_dict()) == made


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"template": "S99"}, "没有模板"),
        ({"bindings": []}, "没有对应任何列"),
        ({"fixed": {"colour": "red"}}, "没有字段 colour"),
        ({"shape": "round"}, "不认识的形状"),
        ({"period": "dream"}, "不认识的形状或期间来源"),
        ({"bindings": [{"path": [], "field": "region"}]}, "没有表头文字"),
        ({"bindings": [{"path": [at], "field": "region"} for at in "甲乙"]}, "两列"),
        ({"bindings": 5}, "不是版式"),
        ({"extra": 1}, "不是版式"),
    ],
)
def test_what_is_no_answer_says_why(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongLayout, match=said):
        layout_of(GOOD | changed)
    with pytest.raises(WrongLayout):
        layout_of([GOOD])


def test_a_name_is_one_short_line() -> None:
    assert plain_name(" 统计局\n月报\u200b ") == "统计局 月报"
    for name in ("", " \n", "长" * 61):
        with pytest.raises(WrongLayout):
            plain_name(name)
    assert StoredLayout("S1", "columns", ()).name == ""
