"""Folders get their place by one rename, whoever else is at it."""

import os
import time
from pathlib import Path

import pytest

from data.keep import beside


def whole(folder: Path) -> bool:
    return (folder / "all").exists()


def written(making: Path, name: str = "a") -> Path:
    draft = beside.begun(making, name)
    (draft / "all").write_text(name, encoding="utf-8")
    return draft


def test_a_damaged_one_makes_room_and_a_whole_one_stays(tmp_path: Path) -> None:
    making, target = tmp_path / ".making", tmp_path / "place"
    target.mkdir()
    (target / "half").touch()
    beside.settle(written(making, "first"), target, making, whole)
    beside.settle(written(making, "second"), target, making, whole)
    assert (target / "all").read_text(encoding="utf-8") == "first"
    assert list(making.iterdir()) == [] and beside.folders(tmp_path) == [target]


def test_what_finds_no_place_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    making = tmp_path / ".making"
    with pytest.raises(OSError):
        beside.settle(written(making), tmp_path / "gone" / "place", making, whole)
    assert list(making.iterdir()) == []


def test_who_comes_second_lets_go_and_only_old_halves_are_swept(tmp_path: Path) -> None:
    making = tmp_path / ".making"
    target = written(making).rename(tmp_path / "place")
    assert beside.vanish(target, making) and not beside.vanish(target, making)
    old, new = beside.begun(making, "old"), beside.begun(making, "new")
    os.utime(old, (0, time.time() - beside.STALE - 1))
    beside.sweep(making)
    assert list(making.iterdir()) == [new] and beside.folders(tmp_path / "nowhere") == []
