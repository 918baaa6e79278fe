"""Bare snapshots that are kept between runs: read as they were made, and other where anything is other."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.plan import plan
from data.snapshot import bare, build
from data.snapshot.bare import Bare
from tests.support import another_plan, kept_bare

DAY = "2026-11-20"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """The days of what is really made, in a folder of the test's own."""
    days: list[str] = []

    def fresh(scratch: Path, known: object, day: str, *_: object) -> Bare:
        days.append(day)
        return Bare(plan(), "", "", day, b"content of " + day.encode(), frozenset({"b", "a"}), {"a": (0, 1)})

    monkeypatch.setattr(bare, "made_bare", fresh)
    kept_bare.keep(tmp_path / "kept")
    yield days


def asked(day: str = DAY) -> Bare:
    return bare.made_bare(Path("no file"), plan(), day, "mark", build.fill)


def test_it_is_made_once_and_read_again_with_the_plan_that_asks(made: list[str]) -> None:
    first, second = asked(), asked()
    assert made == [DAY] and first == second
    assert (second.known is plan(), second.settings) == (True, repr(plan().settings))
    assert (second.mark, second.day, second.content) == ("mark", DAY, b"content of 2026-11-20")
    assert (second.standing, dict(second.said)) == (frozenset("ab"), {"a": (0, 1)})


def test_another_day_plan_or_setting_is_another_one(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {kept_bare.key(plan(), DAY, "mark"), kept_bare.key(plan(), DAY, "other")}
    keys.add(kept_bare.key(another_plan.with_target("T21", 30.0), DAY, "mark"))
    with monkeypatch.context() as patch:
        patch.setitem(plan().settings["review"], "second_person", 9.5)
        keys.add(kept_bare.key(plan(), DAY, "mark"))
    with monkeypatch.context() as patch:
        patch.delitem(bare.WRITTEN, "threads")
        keys.add(kept_bare.key(plan(), DAY, "mark"))
    assert len(keys) == 5 and kept_bare.key(replace(plan()), DAY, "mark") in keys
    asked()
    asked("2026-11-21")
    assert made == [DAY, "2026-11-21"]


def test_what_has_no_order_of_its_own_is_told_in_order() -> None:
    told = [
        "".join(kept_bare.pieces({"a": frozenset(names)})) for names in (["x", "yy", "z"], ["z", "yy", "x"])
    ]
    assert told[0] == told[1] == "{'a':<[\"'x'\", \"'yy'\", \"'z'\"]>}"


def test_a_way_of_its_own_is_never_kept(made: list[str]) -> None:
    for _ in range(2):
        bare.made_bare(Path("no file"), plan(), DAY, "mark", lambda *_: None)
    assert made == [DAY, DAY]


def test_what_belongs_to_older_trees_goes(tmp_path: Path) -> None:
    for age, name in enumerate((kept_bare.code(), "newer", "older", "oldest")):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    kept_bare.tidy(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {kept_bare.code(), "newer"}
