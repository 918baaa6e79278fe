"""A snapshot's file is sealed when it is finished; a draft that could not be made durable is thrown away."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from data import places
from data.keep import durable, journal
from data.snapshot import sealed
from data.snapshot.naming import Again
from tests.support.harm import flip, overwrite


def test_a_line_of_before_is_held_against_what_the_file_says(own: Path) -> None:
    line = replace(journal.read()[0], sha256="", size=0)
    path = places.snapshots() / line.snapshot
    assert sealed.seals(path, line) == [] and sealed.stands(path, line)
    assert not sealed.stands(path, replace(line, logical="0" * 64))
    beside = path.with_name("snap-000001-old-rebuilt.duckdb")
    beside.write_bytes(path.read_bytes())
    assert sealed.stands(beside, line)  # as it says of itself
    overwrite(path, path.read_bytes()[:4096])
    assert not sealed.stands(path, line) and not sealed.stands(path.with_name("nobody"), line)


def test_a_sidecar_speaks_beside_the_line_and_garbage_for_nobody(own: Path) -> None:
    line = journal.read()[0]
    path = places.snapshots() / line.snapshot
    flip(path, 5000)
    made = sealed.Made(path, line.logical, sealed.seal_of(path))
    sealed.give_sidecar(made, line)
    assert sealed.stands(path, line) and sealed.of_sidecar(path) == made.seal
    for content in (b"", b"\xff", b"[]", b'{"sha256": 7, "size": 1}', b'{"sha256": "00", "size": 1}'):
        sealed.sidecar(path).write_bytes(content)
        assert sealed.of_sidecar(path) is None and not sealed.stands(path, line)


def test_a_whole_file_stays_when_its_generation_is_built_again(own: Path) -> None:
    line = journal.read()[0]
    path = places.snapshots() / line.snapshot
    before = (path.stat().st_ino, path.read_bytes())
    made = sealed.make(1, journal.active(journal.read(), 1), line.at, Again(line))
    assert (path.stat().st_ino, path.read_bytes()) == before and made.seal == sealed.of_line(line)
    assert not sealed.sidecar(path).exists() and list(places.tmp().iterdir()) == []


def test_a_draft_whose_fsync_failed_is_thrown_away(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = journal.read()

    def broken(path: Path) -> None:
        assert path.parent == places.tmp()
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(durable, "sync_file", broken)
    with pytest.raises(OSError, match="Errno 5"):
        sealed.make(2, journal.active(entries), entries[0].at)
    assert list(places.tmp().iterdir()) == [] and len(list(places.snapshots().iterdir())) == 1
