"""Where things lie: the store moves with PEAK_STORE, everything of it lies inside, the rooms are there."""

from pathlib import Path

import pytest

from data import places


def test_the_store_moves_and_takes_everything_of_it_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEAK_STORE", f" {tmp_path / 'here'} ")
    inside = (
        places.archive, places.snapshots, places.journal, places.current_pointer, places.lock, places.tmp,
        places.refused, places.waiting,
    )  # fmt: skip
    assert places.store() == tmp_path / "here"
    assert {place().parent for place in inside} == {places.store()}
    assert len({place() for place in inside}) == len(inside)
    monkeypatch.delenv("PEAK_STORE")
    assert places.store() == places.ROOT / "data" / "store"


def test_the_rooms_of_the_tree_are_where_it_says() -> None:
    for room in (places.plan, places.templates, places.samples, places.queries, places.pages):
        assert room().is_dir()
