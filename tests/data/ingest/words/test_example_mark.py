"""A cell that says 例： is an example, whoever typed or copied it; a remark or a name is none."""

import pytest

from data.ingest.words.example_mark import MARK, is_example


@pytest.mark.parametrize("value", [f"{MARK}甲", "例:甲", " 例：5", "\u200b例： 甲"])
def test_the_mark_in_any_form(value: str) -> None:
    assert is_example(value)


@pytest.mark.parametrize("value", ["例如：甲", "示例企业", "案例：甲", "比例：5", "", 5.0, None])
def test_what_is_no_example(value: object) -> None:
    assert not is_example(value)
