"""The pointer names one snapshot, is replaced whole, and is nothing before the first publication."""

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n", b"\xff\xfe\x00", b"../../x", b"/etc/passwd", b"snap-1.duckdb", b"snap-000001-../x.duckdb",
        b"snap-000001-a.duckdb\nsnap-000002-b.duckdb", b"snap-000001-a.duckdb" * 100, "快照".encode(),
    ],
)  # fmt: skip
def test_a_pointer_of_garbage_is_as_good_as_none(store: Path, content: bytes) -> None:
    durable.make_rooms()
    places.current_pointer().write_bytes(content)
    assert pointer.current() is None
    pointer.point_to("snap-000001-a.duckdb")
    assert pointer.current() == places.snapshots() / "snap-000001-a.duckdb"


def test_a_newline_that_an_editor_left_does_no_harm(store: Path) -> None:
    durable.make_rooms()
    places.current_pointer().write_bytes(b"snap-000001-a.duckdb\r\n")
    assert pointer.current() == places.snapshots() / "snap-000001-a.duckdb"
