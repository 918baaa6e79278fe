"""Of a workbook of many places the first and the last are named, with how many they are."""

from pages.pieces import meanwhile
from pages.speech import words


def test_many_places_are_counted_and_few_are_named() -> None:
    with words.speaking("zh"):
        few, many = meanwhile.named(["甲", "乙", "丙", "丁"]), meanwhile.named(["甲", "乙", "丙", "丁", "戊"])
    assert all(name in few for name in "甲乙丙丁")
    assert "甲" in many and "戊" in many and "5" in many and "乙" not in many
