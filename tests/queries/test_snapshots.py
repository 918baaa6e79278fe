"""A snapshot is found by its id as published, else as it was built again; one that cannot be read is none."""

import shutil
from pathlib import Path

import duckdb
import pytest

from data import places
from data.keep import pointer
from queries import snapshots
from queries.snapshots import NoSnapshot

FACTS = {"generation": "1"}


def snapshot(name: str, columns: str = "statement, status", **facts: str) -> Path:
    """A small file with a table of these columns and facts of its own."""
    places.snapshots().mkdir(parents=True, exist_ok=True)
    path = places.snapshots() / f"{name}.duckdb"
    with duckdb.connect(str(path)) as database:
        listed = ", ".join(f"{column.strip()} VARCHAR" for column in columns.split(","))
        database.execute(f"CREATE TABLE progress ({listed})")
        database.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        database.executemany("INSERT INTO meta VALUES (?, ?)", list((FACTS | facts).items()))
    return path


@pytest.fixture
def two(store: Path) -> tuple[Path, Path]:
    """Two generations, the second published."""
    snapshots.columns_in.cache_clear()
    made = snapshot("snap-000001-aaaaaaaaaaaa-11111111"), snapshot("snap-000002-bbbbbbbbbbbb-11111111")
    pointer.point_to(made[1].name)
    return made


def test_before_the_first_publication_there_is_none(store: Path) -> None:
    with pytest.raises(NoSnapshot, match="尚无"):
        snapshots.current()


def test_a_lost_published_file_is_said(two: tuple[Path, Path]) -> None:
    two[1].unlink()
    with pytest.raises(NoSnapshot, match="snap-000002"):
        snapshots.current()


def test_found_by_id_and_compared_with_the_one_before(two: tuple[Path, Path]) -> None:
    newest = snapshots.current()
    assert (newest.path, newest.generation, newest.rebuilt) == (two[1], 2, False)
    first = snapshots.find(two[0].stem)
    assert snapshots.previous(newest) == [first] and snapshots.previous(first) == []
    assert [item.path for item in snapshots.snapshots()] == list(two)


@pytest.mark.parametrize("asked", ["snap-000009-cccccccccccc", "../CURRENT", "x", "", "snap-", "snap-x"])
def test_what_is_not_there_is_said(two: tuple[Path, Path], asked: str) -> None:
    with pytest.raises(NoSnapshot):
        snapshots.find(asked)


def test_one_that_stands_in_is_found_by_the_old_address_only_when_the_published_cannot_be_read(
    two: tuple[Path, Path],
) -> None:
    again = snapshot("snap-000001-dddddddddddd-22222222-rebuilt", published_as=two[0].stem)
    assert snapshots.find(two[0].stem).path == two[0]
    assert snapshots.find(again.stem).rebuilt
    published, rebuilt = snapshots.previous(snapshots.current())
    assert (published.path, rebuilt.path) == (two[0], again)
    two[0].unlink()
    assert snapshots.find(two[0].stem).path == again
    assert snapshots.find("snap-000001-eeeeeeeeeeee-33333333-rebuilt").path == again
    with pytest.raises(NoSnapshot):
        snapshots.find("snap-000001-eeeeeeeeeeee-33333333")


def test_a_file_of_an_earlier_program_that_lacks_a_column_is_not_read(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    earlier = snapshot("snap-000001-ffffffffffff", "statement")
    more = snapshot("snap-000001-999999999999", "statement, status, gone_since")
    damaged = shutil.copy(two[0], places.snapshots() / "snap-000001-888888888888.duckdb")
    Path(damaged).write_bytes(b"no database")
    assert snapshots.find(more.stem).path == more
    for path in (earlier, Path(damaged)):
        with pytest.raises(NoSnapshot):
            snapshots.find(path.stem)
