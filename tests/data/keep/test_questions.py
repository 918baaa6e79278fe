"""SQL questions are kept for a person: what was asked up to a number, what was saved until it is deleted."""

from pathlib import Path

import pytest

from data import places
from data.keep import questions
from data.keep.questions import TooMany
from data.snapshot import verify


def texts(by: str, kind: str) -> list[str]:
    return [one.text for one in questions.of_person(by, kind)]


def test_the_last_ones_asked_stay_the_newest_first_each_once(store: Path) -> None:
    for text in ("SELECT 1", "SELECT 2", "SELECT 1", "SELECT 3"):
        questions.keep("asked", "甲", text, most=3)
    assert texts("甲", "asked") == ["SELECT 3", "SELECT 1", "SELECT 2"]
    questions.keep("asked", "甲", "SELECT 4", most=3)
    assert texts("甲", "asked") == ["SELECT 4", "SELECT 3", "SELECT 1"]
    assert texts("乙", "asked") == texts("甲", "saved") == []
    assert verify.faults() == [], "their room is known"


def test_saved_ones_have_a_name_and_are_never_dropped(store: Path) -> None:
    questions.keep("saved", "甲", "SELECT 1", 2, "一")
    questions.keep("saved", "甲", "SELECT 2", 2, "二")
    with pytest.raises(TooMany):
        questions.keep("saved", "甲", "SELECT 3", 2, "三")
    questions.keep("saved", "甲", "SELECT 1", 2, "改名")
    assert [(one.title, one.text) for one in questions.of_person("甲", "saved")] == [
        ("改名", "SELECT 1"), ("二", "SELECT 2"),
    ]  # fmt: skip
    questions.discard("乙", questions.of_person("甲", "saved")[0].name)
    questions.discard("甲", "../../CURRENT")
    assert len(questions.of_person("甲", "saved")) == 2
    questions.discard("甲", questions.of_person("甲", "saved")[0].name)
    assert texts("甲", "saved") == ["SELECT 2"]


def test_what_is_torn_or_somebody_elses_is_left_out(store: Path) -> None:
    made = questions.keep("saved", "甲/../x", "SELECT 1", 9, "一")
    path = questions.folder("甲/../x") / f"{made.name}.json"
    assert path.parent.parent == places.questions()
    whole = path.read_text(encoding="utf-8")
    for wrong in ("{", "[]", whole.replace("甲", "乙"), whole.replace('"SELECT 1"', "1")):
        path.write_text(wrong, encoding="utf-8")
        assert texts("甲/../x", "saved") == []
    with pytest.raises(ValueError, match="no such kind"):
        questions.keep("lost", "甲", "SELECT 1", 9)
