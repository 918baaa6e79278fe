"""An upload is held against its line and its receipt: every kind of change is named."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from data import places
from data.keep import archive, durable, held
from data.keep.archive import Receipt
from data.keep.journal import Entry
from tests.data.keep.test_archive import parcel


@pytest.fixture
def known(store: Path) -> Receipt:
    """An archived upload with a file of evidence."""
    durable.make_rooms()
    return archive.put(1, parcel())


def parts(known: Receipt) -> list[str]:
    return [item.part for item in held.wrong(known.upload, archive.seal(known))]


def test_nothing_is_wrong_with_what_was_just_written(known: Receipt) -> None:
    assert held.wrong(known.upload, archive.seal(known)) == []


def test_each_file_that_changes_or_goes_is_named(known: Receipt) -> None:
    folder = archive.folder(known.upload)
    for name, part in (
        (f"original.{known.kind}", "original"), ("records.parquet", "rows"), ("receipt.json", "receipt"),
        (next((folder / "evidence").iterdir()).relative_to(folder).as_posix(), "evidence"),
    ):  # fmt: skip
        before = (folder / name).read_bytes()
        for content in (before[:-1], before[:-1] + bytes([before[-1] ^ 1]), b"", None):
            (folder / name).unlink()
            if content is not None:
                (folder / name).write_bytes(content)
            assert parts(known)[0] == part and set(parts(known)) == {part}, (name, content)
        (folder / name).write_bytes(before)
    assert parts(known) == []


@pytest.mark.parametrize("changes", [{"grade": "demo"}, {"by": "乙"}, {"row_count": 9}])
def test_an_edited_receipt_is_found_by_its_line(known: Receipt, changes: dict[str, object]) -> None:
    path = archive.folder(known.upload) / "receipt.json"
    path.write_bytes(json.dumps(asdict(known) | changes, ensure_ascii=False, indent=1).encode())
    assert parts(known) == ["receipt"]
    assert held.wrong(known.upload, "") == []  # a line of before covers none


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[]", b"7", b'{"upload": "x"}', b"{", b"[" * 9000])
def test_a_receipt_that_is_none_is_a_sentence(known: Receipt, content: bytes) -> None:
    (archive.folder(known.upload) / "receipt.json").write_bytes(content)
    assert parts(known) == ["receipt"]
    assert "回执已损坏" in str(held.wrong(known.upload, "")[0])


def test_a_folder_that_is_gone_is_one_fault(known: Receipt) -> None:
    assert [item.part for item in held.wrong("000009-S1-nobody", "")] == ["receipt"]


def test_rows_parsed_again_are_sealed_beside_and_the_receipt_stays(known: Receipt) -> None:
    folder = archive.folder(known.upload)
    receipt = (folder / "receipt.json").read_bytes()
    assert not held.replace_rows(known, b"other bytes", "2026-11-20", "abc")
    assert parts(known) == [] and held.parsed_again(known.upload)["by"] == "abc"
    (folder / "records.parquet").write_bytes(b"neither")
    assert parts(known) == ["rows"]
    assert held.replace_rows(known, b"rows", "2026-11-20", "abc")  # the very bytes: nothing to say beside
    assert held.parsed_again(known.upload) == {} and parts(known) == []
    assert (folder / "receipt.json").read_bytes() == receipt and list(places.tmp().glob("0*")) == []


def test_a_sidecar_of_garbage_covers_nothing(known: Receipt) -> None:
    held.replace_rows(known, b"other bytes", "2026-11-20", "abc")
    for content in (b"\xff", b"[]", b"{}"):
        (archive.folder(known.upload) / held.SIDECAR).write_bytes(content)
        assert parts(known) == ["rows"]


def test_the_seals_of_receipts_come_from_lines_of_acceptance() -> None:
    def line(number: int, action: str, *receipts: str) -> Entry:
        uploads = ("a", "b") if number == 1 else ("c",)
        return Entry(number, action, "", "", uploads, None, "", "", "", "", receipts=receipts)

    assert held.seals([line(1, "accept", "1", "2"), line(2, "accept"), line(3, "withdraw")]) == {
        "a": "1", "b": "2", "c": "",
    }  # fmt: skip


def test_no_flipped_bit_where_a_receipt_lists_evidence_raises(known: Receipt) -> None:
    """Also where the key of a field of its evidence slips: {"sha256": …} → {"sha356": …}."""
    path = archive.folder(known.upload) / "receipt.json"
    before, seal = path.read_bytes(), archive.seal(known)
    path.chmod(0o644)
    for place in range(before.index(b'"evidence"'), len(before)):
        content = bytearray(before)
        content[place] ^= 1 << place % 4
        path.write_bytes(content)
        assert held.wrong(known.upload, seal)[0].part == "receipt", place


def test_a_receipt_whose_evidence_lacks_a_field_is_damaged(known: Receipt) -> None:
    path = archive.folder(known.upload) / "receipt.json"
    lacking = path.read_bytes().replace(b'"ending"', b'"anding"')
    path.chmod(0o644)
    path.write_bytes(lacking)
    assert [item.en for item in held.wrong(known.upload, "")] == ["the receipt is damaged beyond reading"]


def test_what_held_holds_until_somebody_touches_it(known: Receipt, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(seal: str) -> list[str]:
        monkeypatch.setattr(held, "seals", lambda entries: {known.upload: seal})
        found = list(held.to_read([known.upload], []))
        for upload, stamp in found:
            held.note_that_it_holds(upload, stamp)
        return [upload for upload, _ in found]

    assert (read("seal"), read("seal"), read("other"), read("other")) == (
        [known.upload], [], [known.upload], [],
    )  # fmt: skip
    content = archive.rows_file(known.upload).read_bytes()
    for name in ("receipt.json", archive.ROWS, held.SIDECAR):
        (archive.folder(known.upload) / name).write_bytes(content)
        assert (read("other"), read("other")) == ([known.upload], []), name
