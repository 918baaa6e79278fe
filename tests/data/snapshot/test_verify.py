"""Everything in the store is held against what was written down; every change is listed, never raised."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data import places
from data.ingest import receive
from data.keep import archive, journal, pointer
from data.snapshot import delta_numbers, naming, sealed, verify
from tests.support.harm import flip, overwrite


def upload() -> str:
    return journal.read()[0].uploads[0]


def newest() -> Path:
    return places.snapshots() / journal.read()[0].snapshot


def told() -> str:
    return "\n".join(verify.faults())


def test_a_sound_store_has_no_fault(tiny_store: Path) -> None:
    assert verify.faults() == []


def test_changed_bytes_rows_and_pointer_are_found(own: Path) -> None:
    overwrite(archive.folder(upload()) / "original.xlsx", b"other")
    overwrite(archive.rows_file(upload()), b"other")
    pointer.point_to("snap-000000-nobody.duckdb")
    assert "original changed" in told() and "parsed rows changed" in told() and "CURRENT differs" in told()
    assert len(verify.faults()) == 3


def test_every_flip_in_a_snapshot_is_found_wherever_it_is(own: Path) -> None:
    size = newest().stat().st_size
    whole = newest().read_bytes()
    for place in range(0, size, size // 60):
        flip(newest(), place)
        (fault,) = verify.faults()
        assert fault.startswith(newest().name) and "data.ingest repair" in fault
        overwrite(newest(), whole)
    assert verify.faults() == []


def test_every_flip_in_a_receipt_is_found(own: Path) -> None:
    path = archive.folder(upload()) / "receipt.json"
    whole = path.read_bytes()
    for place in range(0, len(whole), 11):
        flip(path, place)
        assert [fault for fault in verify.faults() if fault.startswith(upload())] != []
        overwrite(path, whole)


def lose_upload() -> None:
    shutil.rmtree(archive.folder(upload()))


def lose_snapshot() -> None:
    newest().unlink()


def tear() -> None:
    with places.journal().open("ab") as file:
        file.write(b'{"half')


def damage_line() -> None:
    overwrite(places.journal(), places.journal().read_bytes().replace(b"accept", b"acceqt"))


def no_entry() -> None:
    with places.journal().open("ab") as file:
        file.write(b"[]\n")


def ahead() -> None:
    pointer.point_to("snap-000009-0123456789ab-01234567.duckdb")


def garbage() -> None:
    places.current_pointer().write_bytes(b"\xff\xfe")


def strange_root() -> None:
    (places.store() / "copy of journal.jsonl").write_bytes(b"")


def strange_upload() -> None:
    (places.archive() / "000001-S1-0123456789ab").mkdir()


def strange_snapshot() -> None:
    (places.snapshots() / "snap-000001-0123456789ab-01234567.duckdb").write_bytes(b"")


def strange_in_upload() -> None:
    (archive.folder(upload()) / "original.bak").write_bytes(b"")


def strange_evidence() -> None:
    (archive.folder(upload()) / "evidence").mkdir()
    (archive.folder(upload()) / "evidence" / "note.pdf").write_bytes(b"")


def journal_of_folders() -> None:
    places.journal().unlink()
    places.journal().mkdir()


def damaged_stand_in() -> None:
    (places.snapshots() / "snap-000001-x-rebuilt.duckdb").write_bytes(b"no database")


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lose_upload, "the receipt is lost"), (lose_snapshot, "the snapshot is lost"), (tear, "torn line"),
        (damage_line, "line 1 of journal.jsonl is damaged"), (no_entry, "line 2 of journal.jsonl"),
        (ahead, "has lost its end"), (garbage, "CURRENT differs"), (strange_root, "copy of journal.jsonl"),
        (strange_upload, "archive/000001-S1-0123456789ab"), (strange_snapshot, "snapshots/snap-000001-0123"),
        (strange_in_upload, "original.bak"), (strange_evidence, "evidence/note.pdf"),
        (journal_of_folders, "journal.jsonl"), (damaged_stand_in, "snap-000001-x-rebuilt.duckdb"),
    ],
)  # fmt: skip
def test_every_kind_of_harm_is_listed(own: Path, harm: Callable[[], None], sentence: str) -> None:
    harm()
    assert sentence in told()


def test_with_a_damaged_journal_the_lines_before_it_are_still_held_against_the_store(own: Path) -> None:
    overwrite(archive.rows_file(upload()), b"x")
    no_entry()
    assert "line 2 of journal.jsonl" in told() and "parsed rows changed" in told()


def test_a_snapshot_of_before_is_held_against_what_it_says(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "of_line", lambda line: None)
    assert verify.faults() == []
    overwrite(newest(), newest().read_bytes()[:4096])
    assert newest().name in told()


def test_what_is_published_while_it_looks_is_no_fault(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    entries = journal.read()

    def grown() -> list[journal.Entry]:
        looks.append(1)
        return entries if len(looks) > 1 else []  # the first look began before the publication

    monkeypatch.setattr(verify, "entries_that_hold", grown)
    monkeypatch.setattr(verify, "faults_now", lambda: ["of a moment"] if len(looks) < 3 else [])
    assert verify.faults() == []


def test_a_full_look_holds_the_newest_snapshot_against_a_whole_build(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive.withdraw([upload()], "甲")
    assert verify.faults(full=True) == []
    really = delta_numbers.fed
    receive.rollback(1, "甲")
    monkeypatch.setattr(delta_numbers, "fed", lambda *_: set())
    receive.withdraw([upload()], "甲")
    (fault,) = verify.faults(full=True)
    told = fault.partition("says other than a whole build from the archive (")[2].partition(")")[0]
    assert "progress" in told.split(", ") and verify.faults() == []
    monkeypatch.setattr(delta_numbers, "fed", really)
    monkeypatch.setattr(naming, "is_made_with_ours", lambda line: False)
    assert verify.faults(full=True) == [], "what an earlier program made is not what this one would make"
