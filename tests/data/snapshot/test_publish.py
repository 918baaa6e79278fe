"""A publication is whole or it never was; the store comes back into the state of its journal by itself."""

import os
from pathlib import Path

import duckdb
import pytest

from data.ingest import receive
from data.keep import journal, pointer
from data.keep.archive import Parcel
from data.keep.errors import StoreError
from data.snapshot import delta, finished, past, publish
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook


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

    monkeypatch.setattr(delta, "made", broken)
    with pytest.raises(OSError, match="no space"):
        publish.publish("accept", "乙", parcels=[parcel()])
    assert journal.read() == entries and pointer.current() == before


def test_a_publication_of_a_small_workbook_makes_fewer_than_twenty_syncs(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    really = os.fsync

    def counted(handle: int) -> None:
        synced.append(handle)
        really(handle)

    monkeypatch.setattr(os, "fsync", counted)
    receive.accept(workbook("S1", [energy_row(period="2020年")]), "表.xlsx", "乙")
    # two to five are DuckDB's own, for it writes a draft by one commit: see test_build
    assert 10 < len(synced) < 20 - 5


def test_a_snapshot_that_does_not_check_out_is_not_published(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = journal.read()
    monkeypatch.setattr(finished, "faults_of", lambda path: ["progress"] if "build-" in path.name else [])
    with pytest.raises(StoreError, match="progress"):
        publish.publish("rollback", "乙", to_generation=1)
    assert journal.read() == entries


def test_looking_ahead_leaves_nothing_behind(own: Path) -> None:
    before = sorted(path for path in own.rglob("*"))

    published = past.file_of(1)

    def judge(before: Path, candidate: Path) -> list[float]:
        assert before == published
        with duckdb.connect(str(candidate), read_only=True) as database:
            found = database.execute("SELECT max(energy_growth) FROM energy_value_added").fetchall()
        return [float(found[0][0])]

    assert publish.foresee([parcel(energy_growth=7.5)], judge, published, 1) == [7.5]
    assert sorted(path for path in own.rglob("*")) == before
