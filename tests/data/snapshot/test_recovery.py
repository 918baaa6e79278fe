"""The store comes back into the state of its journal by itself, or stops and touches nothing."""

import shutil
from pathlib import Path

import pytest

from data import places
from data.ingest import again
from data.keep import archive, held, journal, pointer
from data.keep.errors import Damaged, StoreError
from data.snapshot import inputs, made_with, publish, recovery, sealed
from data.snapshot.made_with import MadeWith
from tests.support.harm import flip, overwrite, state


def test_recovery_clears_drafts_and_strangers_and_mends_the_pointer(own: Path) -> None:
    newest = places.snapshots() / journal.read()[-1].snapshot
    (places.tmp() / "build-000002.duckdb").write_bytes(b"half")
    (places.tmp() / "upload-x").mkdir()
    (places.snapshots() / "snap-000099-stranger.duckdb").write_bytes(b"x")
    pointer.point_to("snap-000000-stranger.duckdb")
    recovery.recover()
    assert list(places.tmp().iterdir()) == [] and list(places.snapshots().iterdir()) == [newest]
    assert pointer.current() == newest


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"../../x", b"snap-000001-nobody-here.duckdb", b"garbage"]
)
def test_a_pointer_of_garbage_is_made_again(own: Path, content: bytes) -> None:
    newest = pointer.current()
    places.current_pointer().write_bytes(content)
    recovery.recover()
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
        recovery.recover()


def test_a_slip_in_the_number_of_the_pointer_is_mended(own: Path) -> None:
    newest = pointer.current()
    assert newest is not None
    places.current_pointer().write_text(newest.name.replace("000001", "000009"), encoding="utf-8")
    recovery.recover()
    assert pointer.current() == newest


def test_a_journal_that_lost_its_last_newline_stops_where_the_pointer_knows_more(own: Path) -> None:
    whole = places.journal().read_bytes()
    places.journal().write_bytes(whole[:-1] + b"\x0b")
    before = state(own)
    with pytest.raises(journal.JournalError, match="lost its end"):
        recovery.recover()
    assert state(own) == before


def test_only_generations_that_were_can_be_built_again(own: Path) -> None:
    with pytest.raises(StoreError, match="9"):
        recovery.rebuild(9, journal.read())


def newest() -> Path:
    """The published snapshot."""
    return places.snapshots() / journal.read()[-1].snapshot


def opens(path: Path) -> bool:
    return sealed.stands(path, journal.read()[-1])


def test_a_damaged_current_snapshot_is_built_again_and_sealed_beside(own: Path) -> None:
    line = journal.read()[-1]
    assert (line.sha256, line.size) == (sealed.seal_of(newest()).sha256, newest().stat().st_size)
    for place in (0, 4096, newest().stat().st_size // 2, -1):
        flip(newest(), place)
        assert not opens(newest())
        recovery.recover()
        assert opens(newest()) and pointer.current() == newest()
    assert sealed.of_sidecar(newest()) == sealed.seal_of(newest()) and journal.read()[-1] == line


def test_a_lost_snapshot_is_built_again_and_a_sidecar_without_one_goes(own: Path) -> None:
    sealed.sidecar(newest()).write_bytes(b"garbage")
    newest().unlink()
    stray = places.snapshots() / "snap-000001-0123456789ab-01234567.duckdb.sha256"
    stray.write_bytes(b"{}")
    recovery.recover()
    assert opens(newest()) and not stray.exists()


def test_what_a_person_put_among_the_snapshots_stays(own: Path) -> None:
    note = places.snapshots() / "readme.txt"
    note.write_text("mine", encoding="utf-8")
    (places.snapshots() / "half.wal").write_bytes(b"x")
    recovery.recover()
    assert note.exists() and not (places.snapshots() / "half.wal").exists()


def test_what_a_broken_publication_archived_goes_and_nothing_else(own: Path) -> None:
    upload = journal.read()[0].uploads[0]
    names = ("000002-S1-0123456789ab", "000001-S1-0123456789ab", "notes")
    copies = {name: archive.folder(name) for name in names}
    for folder in copies.values():
        shutil.copytree(archive.folder(upload), folder)
    recovery.recover()
    assert [name for name, folder in copies.items() if folder.exists()] == ["000001-S1-0123456789ab", "notes"]


def test_an_archive_that_knows_later_uploads_stops_and_nothing_is_touched(own: Path) -> None:
    upload = archive.folder(journal.read()[0].uploads[0])
    for name in ("000002-S1-0123456789ab", "000003-S1-0123456789ab"):
        shutil.copytree(upload, archive.folder(name))
    places.current_pointer().unlink()
    before = state(own)
    with pytest.raises(journal.JournalError, match="000003-S1-0123456789ab"):
        recovery.recover()
    assert state(own) == before


def test_damaged_rows_are_parsed_again_from_the_original(own: Path) -> None:
    upload = journal.read()[0].uploads[0]
    before = archive.rows_file(upload).read_bytes()
    overwrite(archive.rows_file(upload), b"other")
    newest().unlink()
    with pytest.raises(Damaged, match=r"解析记录已变.*data.ingest repair"):
        recovery.recover()
    recovery.recover(again.rows)
    assert archive.rows_file(upload).read_bytes() == before and opens(newest())
    assert held.parsed_again(upload) == {}


def test_a_receipt_that_is_not_its_lines_stops_a_build(own: Path) -> None:
    upload = journal.read()[0].uploads[0]
    path = archive.folder(upload) / "receipt.json"
    overwrite(path, path.read_bytes().replace(b"official", b"publishe"))
    newest().unlink()
    with pytest.raises(Damaged, match=r"回执已变.*从备份恢复"):
        recovery.recover(again.rows)
    with pytest.raises(Damaged, match="回执已变"):
        publish.publish("rollback", "乙", to_generation=1, reread=again.rows)


def test_a_damaged_file_of_an_earlier_program_is_kept_aside(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published, line = newest(), journal.read()[-1]
    flip(published, 5000)
    hurt = published.read_bytes()
    monkeypatch.setattr(made_with, "of_process", lambda: MadeWith("p" * 64, "q" * 64, {}))
    recovery.recover()
    (beside,) = recovery.standing_in(line)
    assert pointer.current() == beside and sealed.stands(beside, line) and not published.exists()
    aside = published.with_name(published.name + recovery.PUT_ASIDE)
    assert aside.read_bytes() == hurt
    recovery.recover()
    assert aside.exists() and sealed.sidecar(beside).exists()


def test_a_stranger_of_a_line_that_was_cut_back_is_cleared_only_when_the_cut_is_durable(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = archive.folder("000002-S1-0123456789ab")
    shutil.copytree(archive.folder(journal.read()[0].uploads[0]), left)

    def broken() -> None:
        raise OSError("no sync")

    monkeypatch.setattr(journal, "sync", broken)
    with pytest.raises(OSError, match="no sync"):
        recovery.recover()
    assert left.exists()


def test_checks_name_everything_that_is_damaged(own: Path) -> None:
    upload = journal.read()[0].uploads[0]
    archive.rows_file(upload).unlink()
    with pytest.raises(Damaged, match="没有发布任何内容"):
        inputs.check([upload], journal.read())
    shutil.rmtree(archive.folder(upload))
    with pytest.raises(StoreError, match="回执已丢失"):
        inputs.check([upload], journal.read())
