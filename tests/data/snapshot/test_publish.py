"""A publication is whole or it never was; the store comes back into the state of its journal by itself."""

import shutil
from pathlib import Path

import duckdb
import pytest

from data import places
from data.ingest import receive
from data.keep import journal, pointer
from data.keep.archive import Parcel
from data.keep.errors import StoreError
from data.snapshot import build, finished, publish
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook


@pytest.fixture
def own(tiny_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tiny store to publish into."""
    shutil.copytree(tiny_path, tmp_path / "store")
    monkeypatch.setenv("PEAK_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def parcel(**changes: object) -> Parcel:
    content = workbook("S1", [energy_row(**changes)])
    return receive.parcel_of(
        content, receive.inspect(content, "表.xlsx"), "乙", "", "official", journal.now()
    )


def test_a_build_that_breaks_off_leaves_the_published_state(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, entries = pointer.current(), journal.read()

    def broken(*_: object, **__: object) -> str:
        raise OSError("no space left on device")

    monkeypatch.setattr(build, "build", broken)
    with pytest.raises(OSError, match="no space"):
        publish.publish("accept", "乙", parcels=[parcel()])
    assert journal.read() == entries and pointer.current() == before


def test_a_snapshot_that_does_not_check_out_is_not_published(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = journal.read()
    monkeypatch.setattr(finished, "faults_of", lambda path: ["progress"] if "build-" in path.name else [])
    with pytest.raises(StoreError, match="progress"):
        publish.publish("rollback", "乙", to_generation=1)
    assert journal.read() == entries


def test_recovery_clears_drafts_and_strangers_and_mends_the_pointer(own: Path) -> None:
    newest = places.snapshots() / journal.read()[-1].snapshot
    (places.tmp() / "build-000002.duckdb").write_bytes(b"half")
    (places.tmp() / "upload-x").mkdir()
    (places.snapshots() / "snap-000099-stranger.duckdb").write_bytes(b"x")
    pointer.point_to("snap-000000-stranger.duckdb")
    publish.recover()
    assert list(places.tmp().iterdir()) == [] and list(places.snapshots().iterdir()) == [newest]
    assert pointer.current() == newest


def state(own: Path) -> dict[str, bytes]:
    """Every file of a store but the lock."""
    return {
        path.relative_to(own).as_posix(): path.read_bytes()
        for path in sorted(own.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"../../x", b"snap-000001-nobody-here.duckdb", b"garbage"]
)
def test_a_pointer_of_garbage_is_made_again(own: Path, content: bytes) -> None:
    newest = pointer.current()
    places.current_pointer().write_bytes(content)
    publish.recover()
    assert pointer.current() == newest


def test_a_pointer_ahead_of_the_journal_stops_and_nothing_is_touched(own: Path) -> None:
    later = places.snapshots() / "snap-000002-0123456789ab-01234567.duckdb"
    later.write_bytes(b"of a generation whose line is lost")
    (places.tmp() / "half").write_bytes(b"half")
    pointer.point_to(later.name)
    before = state(own)
    with pytest.raises(journal.JournalError, match=r"丢失了结尾.*没有任何改动.*lost its end"):
        publish.publish("rollback", "乙", to_generation=1)
    assert state(own) == before
    later.unlink()  # its snapshot may be lost as well: still nobody may guess
    with pytest.raises(journal.JournalError):
        publish.recover()


def test_a_slip_in_the_number_of_the_pointer_is_mended(own: Path) -> None:
    newest = pointer.current()
    assert newest is not None
    places.current_pointer().write_text(newest.name.replace("000001", "000009"), encoding="utf-8")
    publish.recover()
    assert pointer.current() == newest


def test_a_journal_that_lost_its_last_newline_stops_where_the_pointer_knows_more(own: Path) -> None:
    whole = places.journal().read_bytes()
    places.journal().write_bytes(whole[:-1] + b"\x0b")
    before = state(own)
    with pytest.raises(journal.JournalError, match="lost its end"):
        publish.recover()
    assert state(own) == before


def test_looking_ahead_leaves_nothing_behind(own: Path) -> None:
    before = sorted(path for path in own.rglob("*"))

    def judge(candidate: Path, before: Path | None) -> list[float]:
        assert before is None
        with duckdb.connect(str(candidate), read_only=True) as database:
            found = database.execute("SELECT max(energy_growth) FROM energy_value_added").fetchall()
        return [float(found[0][0])]

    assert publish.foresee(parcel(energy_growth=7.5), judge) == [7.5]
    assert sorted(path for path in own.rglob("*")) == before


def test_only_generations_that_were_can_be_built_again(own: Path) -> None:
    with pytest.raises(StoreError, match="9"):
        publish.rebuild(9, journal.read())
