"""What an inspection looked ahead to is published as it is where nothing is other; else it is built."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from data import places
from data.ingest import receive
from data.keep import archive, durable, journal
from data.snapshot import build, delta, foreseen, made_with, publish, sealed
from data.snapshot.made_with import MadeWith
from data.snapshot.naming import Built
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook

CONTENT = workbook("S1", [energy_row(period="2020年")])
OTHER = workbook("S1", [energy_row(period="2020年", energy_growth=7.5)])


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The generation of every snapshot that is made from now on, of the one before or whole."""
    made: list[int] = []

    def counted(really: Callable[..., Built | None]) -> Callable[..., Built | None]:
        def told(*given: object, generation: int, **more: object) -> Built | None:
            built = really(*given, generation=generation, **more)
            made.extend([generation] if built else [])
            return built

        return told

    monkeypatch.setattr(build, "build", counted(build.build))
    monkeypatch.setattr(delta, "made", counted(delta.made))
    return made


def look(content: bytes = CONTENT) -> list[Path]:
    """Inspects a workbook as the upload page does; the drafts that lie there then."""
    receive.foreseen(content, receive.inspect(content, "表.xlsx"), keep=True)
    return drafts()


def drafts() -> list[Path]:
    return sorted(foreseen.room().glob("*.duckdb"))


def test_publishing_what_was_looked_at_builds_nothing_and_says_what_a_build_says(
    own: Path, builds: list[int]
) -> None:
    assert len(look()) == 1 and builds == [2]
    made = receive.accept(CONTENT, "表.xlsx", "丙", note="补报", expected=1)
    assert builds == [2] and made.generation == 2 and list(places.tmp().iterdir()) == []
    assert receive.verify() == []
    entries = journal.read()
    published = places.snapshots() / entries[-1].snapshot
    assert sealed.stands(published, entries[-1])
    published.unlink()
    again = publish.rebuild(2, entries)
    assert builds == [2, 2] and again == published, "built from the archive it has the very name"
    (upload,) = [one for one in receive.history() if one.generation == 2]
    assert (upload.by, upload.note) == ("丙", "补报")


def test_what_was_looked_at_upon_another_generation_is_built(own: Path, builds: list[int]) -> None:
    look()
    receive.accept(OTHER, "先.xlsx", "丁")
    assert builds == [2, 2] and drafts() == []
    receive.accept(CONTENT, "表.xlsx", "丙", reason="经核对无误")
    assert builds == [2, 2, 3]


def test_another_day_upload_or_program_is_another_draft(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries, made = journal.read(), made_with.of_process()
    receipts = [dataclasses.replace(archive.receipt(entries[0].uploads[0]), at="2026-11-20T09:00")]
    word = foreseen.key(entries, receipts, "2026-11-20T09:00:00+08:00")
    assert word == foreseen.key(entries, receipts, "2026-11-20T18:00:00+08:00")
    assert word != foreseen.key(entries, receipts, "2026-11-21T09:00:00+08:00")
    assert word != foreseen.key([], receipts, "2026-11-20T09:00:00+08:00")
    others = [
        dataclasses.replace(receipts[0], grade="demo"),
        dataclasses.replace(receipts[0], file_name="另.xlsx"),
        dataclasses.replace(receipts[0], sha256="0"),
        dataclasses.replace(receipts[0], parquet_sha256="0"),
    ]
    for other in others:
        assert word != foreseen.key(entries, [other], "2026-11-20T09:00:00+08:00"), other
    told = [dataclasses.replace(receipts[0], by="丁", note="又", at="2026-11-20T10:00")]
    assert word == foreseen.key(entries, told, "2026-11-20T09:00:00+08:00"), "whose it is comes later"
    monkeypatch.setattr(made_with, "AT_START", MadeWith(made.plan, "0" * 64, made.files))
    assert word != foreseen.key(entries, receipts, "2026-11-20T09:00:00+08:00")


def test_a_draft_that_is_not_what_was_finished_is_not_published(own: Path, builds: list[int]) -> None:
    (draft,) = look()
    content = bytearray(draft.read_bytes())
    content[len(content) // 2] ^= 1
    draft.write_bytes(content)
    receive.accept(CONTENT, "表.xlsx", "丙")
    assert builds == [2, 2] and list(places.tmp().iterdir()) == [] and receive.verify() == []


def test_a_draft_that_is_no_snapshot_is_not_published(own: Path, builds: list[int], tmp_path: Path) -> None:
    (draft,) = look()
    word = draft.stem.partition("-")[2]
    (tmp_path / "no.duckdb").write_bytes(b"no snapshot")
    foreseen.keep(tmp_path / "no.duckdb", 2, word)
    receive.accept(CONTENT, "表.xlsx", "丙")
    assert builds == [2, 2] and list(places.tmp().iterdir()) == [] and receive.verify() == []


def test_a_draft_that_another_session_takes_away_meanwhile_stops_nobody(
    own: Path, builds: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    (draft,) = look()
    really = durable.sha256

    def gone(path: Path) -> str:
        told = really(path)
        if path == draft:
            foreseen.clear(3)
        return told

    monkeypatch.setattr(durable, "sha256", gone)
    assert receive.accept(CONTENT, "表.xlsx", "丙").generation == 2
    assert builds == [2, 2] and list(places.tmp().iterdir()) == [] and receive.verify() == []


def test_few_drafts_stay_and_a_start_takes_away_what_nobody_can_publish(own: Path, tmp_path: Path) -> None:
    candidate = tmp_path / "draft.duckdb"
    candidate.write_bytes(b"draft")
    for number in range(foreseen.KEPT + 2):
        foreseen.keep(candidate, 2, f"{number:032x}")
    assert [path.stem[-1] for path in drafts()] == ["2", "3", "4", "5"]
    (foreseen.room() / f"{2:06d}-x.part").write_bytes(b"half")
    foreseen.keep(candidate, 1, "0" * 32)
    publish.recover()
    assert {path.name[:7] for path in foreseen.room().iterdir()} == {"000002-"} and len(drafts()) == 3
    receive.accept(OTHER, "表.xlsx", "丙")
    assert list(places.tmp().iterdir()) == []


def test_looking_ahead_keeps_nothing_unless_it_is_asked_to(own: Path) -> None:
    receive.inspect(CONTENT, "表.xlsx", foresee=True)
    assert drafts() == []


def test_a_full_disk_takes_the_draft_and_not_the_answer(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(durable, "replace", full)
    assert look() == [] and list(foreseen.room().iterdir()) == []
