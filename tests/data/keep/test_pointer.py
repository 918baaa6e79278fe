"""The pointer names one snapshot, is replaced whole, and is nothing before the first publication."""

from pathlib import Path

from data import places
from data.keep import durable, pointer


def test_it_follows_the_newest_name_and_leaves_no_draft(store: Path) -> None:
    assert pointer.current() is None
    durable.make_rooms()
    for name in ("snap-000001-a.duckdb", "snap-000002-b.duckdb"):
        pointer.point_to(name)
        assert pointer.current() == places.snapshots() / name
    assert places.current_pointer().read_text(encoding="utf-8") == "snap-000002-b.duckdb"
    assert [path.name for path in store.glob("CURRENT*")] == ["CURRENT"]


def test_a_draft_that_a_power_cut_left_does_not_stop_it(store: Path) -> None:
    durable.make_rooms()
    places.current_pointer().with_suffix(".tmp").write_bytes(b"half")
    pointer.point_to("snap-000001-a.duckdb")
    assert pointer.current() == places.snapshots() / "snap-000001-a.duckdb"
