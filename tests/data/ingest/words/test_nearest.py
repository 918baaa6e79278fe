"""The accepted word that a misspelt one most resembles is offered, and none where nothing resembles it."""

import pytest

from data.ingest.words.nearest import accepted, nearest, spelled, without_look_alikes
from data.plan import plan


@pytest.mark.parametrize(
    ("kind", "written", "offered"),
    [
        ("region", "鱼峯区", "鱼峰区"),
        ("region", "柳北区（市辖区）", "柳北区"),
        ("region", "柳东新区（高新区）", "柳东新区"),
        ("region", "鹿寨", "鹿寨县"),
        ("region", "桂林市全州县", ""),
        ("region", "柳诚县", "柳城县"),
        ("maturity", "初核数", "初核"),
        ("basis", "当量", "当量值"),
    ],
)
def test_a_misspelt_word_is_offered_the_nearest(kind: str, written: str, offered: str) -> None:
    assert nearest(written, accepted(kind)) == offered


def test_choices_of_a_column_are_offered_too() -> None:
    column = plan().templates["S5"].column("level")
    assert column is not None
    name = column.choices[0].name
    assert nearest(name[:-1], spelled(column.choices)) == name


def test_letters_that_no_code_has_are_digits() -> None:
    assert without_look_alikes("9I45O2") == "914502"


def test_the_opposite_of_a_word_is_never_offered() -> None:
    column = plan().templates["S17"].column("judgement")
    assert column is not None
    assert nearest("达标", spelled(column.choices)) == "已达标"
    assert nearest("未达", spelled(column.choices)) == "未达标"
