"""Plan files become shapes; unknown keys, missing keys and codes used twice are named."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from data.plan import plan
from data.plan.coded import Named
from data.plan.load import HERE, build, by_code, column, load, named, rows, split
from data.plan.model import PlanError


@dataclass(frozen=True)
class Shape:
    name: str
    parts: tuple[str, ...] = ()


def test_a_block_becomes_its_shape_or_its_faults_are_named() -> None:
    faults: list[str] = []
    assert build(Shape, {"name": "a", "parts": ["x", "y"]}, "here", faults) == Shape("a", ("x", "y"))
    assert faults == []
    assert build(Shape, {"nmae": "a"}, "here", faults) is None
    assert len(faults) == 1 and "here" in faults[0] and "nmae" in faults[0] and "'name'" in faults[0]


def test_cells_are_split_and_lists_share_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("code,name,name_en,aliases\na,甲,A,x||y\n", encoding="utf-8")
    assert split("x||y") == ("x", "y") and split("") == ()
    assert Named(**named(rows(path)[0])) == Named("a", "甲", "A", ("x", "y"))


def test_a_code_used_twice_is_named() -> None:
    with pytest.raises(PlanError, match="duplicate code a"):
        by_code([Named("a", "甲", "A"), Named("a", "乙", "B"), Named("b", "丙", "C")])


def test_a_column_takes_the_choices_of_a_list_and_an_unknown_list_is_named() -> None:
    block = {"field": "f", "heading": "标题", "heading_en": "Head", "kind": "choice", "required": True}
    faults: list[str] = []
    made = column({**block, "choices_from": "letters"}, {"letters": [Named("a", "甲", "A")]}, "here", faults)
    assert made is not None and [choice.code for choice in made.choices] == ["a"] and faults == []
    column({**block, "choices_from": "moons"}, {}, "here", faults)
    assert len(faults) == 1 and "moons" in faults[0]


def test_the_loaded_plan_is_the_one_everybody_reads() -> None:
    assert load(HERE).statements == plan().statements and load(HERE).units == plan().units
