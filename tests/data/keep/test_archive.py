"""An upload is kept as it came, under a safe name, whole or not at all."""

import dataclasses
import hashlib
from pathlib import Path

import pytest

from data import places
from data.keep import archive, durable
from data.keep.archive import Parcel, Receipt
from data.keep.evidence import Attachment

PROOF = (Attachment(1, "证明.pdf", "pdf", hashlib.sha256(b"%PDF-").hexdigest(), 5), b"%PDF-")


@pytest.fixture(autouse=True)
def rooms(store: Path) -> None:
    durable.make_rooms()


def parcel() -> Parcel:
    sha256 = hashlib.sha256(b"workbook").hexdigest()
    letters = [["表", "energy_tce", "D"]]
    return Parcel(
        b"workbook", "../../本月.xlsx", "xlsx", sha256, "S1", b"rows", 3, letters, [], "甲", "首报",
        "official", "2026-01-02T08:00:00+08:00", (PROOF,),
    )  # fmt: skip


def test_original_rows_receipt_and_evidence_come_back_as_they_were_put() -> None:
    put = archive.put(7, parcel())
    assert put.upload == f"000007-S1-{parcel().sha256[:12]}" and archive.receipt(put.upload) == put
    assert archive.original(put.upload) == (f"{put.upload}.xlsx", b"workbook")
    assert archive.rows_file(put.upload).read_bytes() == b"rows"
    assert archive.attachment(put.upload, 1) == ("证明.pdf", b"%PDF-")
    with pytest.raises(KeyError, match=put.upload):
        archive.attachment(put.upload, 2)
    assert put.parquet_sha256 == hashlib.sha256(b"rows").hexdigest()
    assert list(places.tmp().iterdir()) == []


def test_what_a_publication_left_behind_that_never_was_is_overwritten() -> None:
    upload = archive.put(1, parcel()).upload
    (archive.folder(upload) / "left.over").write_bytes(b"x")
    assert archive.put(1, parcel()).upload == upload
    assert not (archive.folder(upload) / "left.over").exists()


def test_a_receipt_of_before_there_was_evidence_still_loads() -> None:
    receipt = archive.put(1, parcel())
    old = {key: value for key, value in dataclasses.asdict(receipt).items() if key != "evidence"}
    assert Receipt(**old).evidence == []
