"""Keeps every upload for ever: original bytes, parsed rows, receipt; whole or not at all."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from data import places
from data.keep import durable, evidence
from data.keep.errors import Damaged
from data.keep.evidence import Attachment

ROWS = "records.parquet"  # the parsed rows in the folder of an upload


@dataclass(frozen=True)
class Receipt:
    """What is known of an upload: whose it is, what it was called, what is in it, where its columns stand.

    `layout` is the one it was read by, whole, and `aliases` the words it needed: with them the original is
    read alike for ever. Fields with a default came later; receipts of before lack them.
    """

    upload: str
    generation: int
    template: str
    file_name: str
    kind: str
    sha256: str
    parquet_sha256: str
    by: str
    at: str
    note: str
    grade: str
    row_count: int
    cells: list[list[str]]
    findings: list[dict[str, str]]
    evidence: list[dict[str, str | int]] = field(default_factory=list)
    reason: str = ""
    reviewed_by: str = ""
    layout: dict[str, Any] = field(default_factory=dict)
    aliases: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Parcel:
    """An upload on its way into the archive: `rows` are Parquet bytes, `cells` the letters of its columns."""

    content: bytes
    file_name: str
    kind: str
    sha256: str
    template: str
    rows: bytes
    row_count: int
    cells: list[list[str]]
    findings: list[dict[str, str]]
    by: str
    note: str
    grade: str
    at: str
    evidence: tuple[tuple[Attachment, bytes], ...] = ()
    reason: str = ""
    reviewed_by: str = ""
    layout: dict[str, Any] = field(default_factory=dict)
    aliases: tuple[dict[str, str], ...] = ()


def folder(upload: str) -> Path:
    """Where an upload lies."""
    return places.archive() / upload


def upload_id(generation: int, parcel: Parcel) -> str:
    """A name that sorts by time and says the template."""
    return f"{generation:06d}-{parcel.template}-{parcel.sha256[:12]}"


def receipt_of(generation: int, parcel: Parcel) -> Receipt:
    """The receipt of a parcel."""
    return Receipt(
        upload_id(generation, parcel),
        generation,
        parcel.template,
        parcel.file_name,
        parcel.kind,
        parcel.sha256,
        hashlib.sha256(parcel.rows).hexdigest(),
        parcel.by,
        parcel.at,
        parcel.note,
        parcel.grade,
        parcel.row_count,
        parcel.cells,
        parcel.findings,
        [asdict(attachment) for attachment, _ in parcel.evidence],
        parcel.reason,
        parcel.reviewed_by,
        parcel.layout,
        list(parcel.aliases),
    )


def written(receipt: Receipt) -> bytes:
    """A receipt as it lies in its folder."""
    return json.dumps(asdict(receipt), ensure_ascii=False, indent=1).encode()


def seal(receipt: Receipt) -> str:
    """The SHA-256 of a receipt as it lies in its folder, which the line of the journal carries."""
    return hashlib.sha256(written(receipt)).hexdigest()


def put(generation: int, parcel: Parcel) -> Receipt:
    """Archives one upload: temp folder, fsync, rename, fsync."""
    receipt = receipt_of(generation, parcel)
    upload = receipt.upload
    draft = places.tmp() / f"upload-{upload}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    durable.write_new(draft / f"original.{parcel.kind}", parcel.content)
    durable.write_new(draft / "records.parquet", parcel.rows)
    evidence.put(draft, parcel.evidence)
    durable.write_new(draft / "receipt.json", written(receipt))
    durable.sync_folder(draft)
    target = folder(upload)
    if target.exists():  # left by a publication that never reached the journal
        shutil.rmtree(target)
    durable.replace(draft, target)
    return receipt


def receipt(upload: str) -> Receipt:
    """The receipt of an archived upload. Raises Damaged where it is lost or cannot be read."""
    try:
        content = (folder(upload) / "receipt.json").read_bytes()
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise Damaged(unreadable(upload, "已丢失", "lost")) from fault
    return read_receipt(upload, content)


def read_receipt(upload: str, content: bytes) -> Receipt:
    """The receipt that these bytes are. Damaged where they are none, or its evidence is not listed."""
    try:
        known = Receipt(**json.loads(content.decode()))
        evidence.of_receipt(known.evidence)
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise Damaged(unreadable(upload, "已损坏", "damaged")) from fault
    return known


def unreadable(upload: str, zh: str, en: str) -> str:
    """What to say of a receipt that nobody can read."""
    return (
        f"上报 {upload} 的回执{zh}。已发布的数据照旧。请从备份恢复 archive/{upload}。 / "
        f"the receipt of upload {upload} is {en}. What is published stays. "
        f"Restore archive/{upload} from backup."
    )


def original(upload: str) -> tuple[str, bytes]:
    """A safe file name of ours and the original bytes."""
    known = receipt(upload)
    return f"{upload}.{known.kind}", (folder(upload) / f"original.{known.kind}").read_bytes()


def attachment(upload: str, n: int) -> tuple[str, bytes]:
    """A safe file name and the bytes of a file of evidence; KeyError when there is no such one."""
    known = {item.n: item for item in evidence.of_receipt(receipt(upload).evidence)}
    if n not in known:
        raise KeyError(f"没有这份佐证材料 / no such evidence: {upload} {n}")
    return known[n].name, (folder(upload) / evidence.FOLDER / known[n].stored_as).read_bytes()


def rows_file(upload: str) -> Path:
    """The parsed rows of an upload."""
    return folder(upload) / ROWS
