"""Rows that are damaged come again from the original, or the sentence says why not."""

import shutil
from pathlib import Path

import pytest

from data.ingest import again
from data.keep import archive, held, journal
from data.keep.archive import Receipt
from data.keep.errors import Damaged
from data.snapshot import inputs
from tests.support.harm import overwrite


@pytest.fixture
def upload(own: Path) -> str:
    """An upload whose rows are damaged."""
    name = journal.read()[0].uploads[0]
    overwrite(archive.rows_file(name), archive.rows_file(name).read_bytes()[:-4])
    return name


def test_sound_uploads_are_left_alone(own: Path) -> None:
    def never(content: bytes, known: Receipt) -> bytes:
        raise AssertionError("nothing is damaged")

    entries = journal.read()
    inputs.check(entries[0].uploads, entries)
    assert inputs.mend(entries[0].uploads, entries, never) == inputs.LookedAt(frozenset(entries[0].uploads))


def test_rows_that_a_newer_program_writes_otherwise_are_sealed_beside(upload: str) -> None:
    def newer(content: bytes, known: Receipt) -> bytes:
        rows = again.rows(content, known)
        return rows.replace(b"parquet-cpp", b"parquet-xpp")

    entries = journal.read()
    assert inputs.mend([upload], entries, newer) == inputs.LookedAt(frozenset([upload]), (upload,))
    assert held.wrong(upload, entries[0].receipts[0]) == []
    assert held.parsed_again(upload)["original"] == archive.receipt(upload).sha256
    inputs.check([upload], entries)


def test_other_rows_are_never_taken_for_the_published_ones(upload: str) -> None:
    def fewer(content: bytes, known: Receipt) -> bytes:
        return b"no parquet"

    looked = inputs.mend([upload], journal.read(), fewer)
    assert looked.mended == () and "-1 行，发布时是 5 行" in str(looked.staying[0])


def test_without_its_original_or_a_program_that_reads_it_an_upload_stays_damaged(upload: str) -> None:
    def unreadable(content: bytes, known: Receipt) -> bytes:
        raise Damaged("读不懂 / cannot be read")

    assert "无法重做（读不懂" in str(inputs.mend([upload], journal.read(), unreadable).staying[0])
    overwrite(archive.folder(upload) / "original.xlsx", b"other")
    assert "解析记录与原始文件都已损坏" in str(inputs.mend([upload], journal.read(), again.rows).staying[0])


def test_an_upload_whose_receipt_is_damaged_is_not_touched(upload: str) -> None:
    path = archive.folder(upload) / "receipt.json"
    overwrite(path, path.read_bytes() + b" ")
    looked = inputs.mend([upload], journal.read(), again.rows)
    assert (looked.mended, [one.part for one in looked.staying]) == ((), ["receipt"])
    shutil.rmtree(archive.folder(upload))
    looked = inputs.mend([upload], journal.read(), again.rows)
    assert (looked.mended, [one.part for one in looked.staying]) == ((), ["receipt"])


def test_what_was_looked_at_just_now_is_not_looked_at_again_and_what_stays_wrong_is_told(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = journal.read()
    (upload,) = entries[0].uploads
    path = archive.folder(upload) / "receipt.json"
    overwrite(path, path.read_bytes() + b" ")
    looked = inputs.mend([upload], entries, again.rows)
    monkeypatch.setattr(held, "wrong_receipt", lambda *_: pytest.fail("it was looked at"))
    with pytest.raises(Damaged, match="回执已变"):
        inputs.check([upload], entries, looked)
    inputs.check([], entries, looked)
