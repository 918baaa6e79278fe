"""Holds an archived upload against what was written down of it: its line, and then its receipt."""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data import places
from data.keep import archive, durable, evidence
from data.keep.archive import Receipt
from data.keep.errors import Damaged
from data.keep.journal import Entry

SIDECAR = "records.parquet.sha256"  # beside rows that were parsed again and have other bytes than the first

Stamp = tuple[str | tuple[int, ...], ...]
HELD: dict[str, Stamp] = {}  # uploads that held, as their files lay there then


@dataclass(frozen=True)
class Wrong:
    """Something of an upload that is not as it was written.

    `part` is receipt, original, rows or evidence; `zh` and `en` say what; only rows can be made again.
    """

    upload: str
    part: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.upload}: {self.zh} / {self.en}"


def seals(entries: Iterable[Entry]) -> dict[str, str]:
    """The SHA-256 that its line gives the receipt of each upload; '' for lines of before."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.action == "accept":
            sealed = (
                entry.receipts if len(entry.receipts) == len(entry.uploads) else [""] * len(entry.uploads)
            )
            found |= dict(zip(entry.uploads, sealed, strict=True))
    return found


def wrong(upload: str, seal: str) -> list[Wrong]:
    """Everything of an upload that is not as it was written; nothing is raised but what a disk refuses."""
    found, known = wrong_receipt(upload, seal)
    if known is None:
        return found
    found += wrong_file(upload, "original", f"original.{known.kind}", known.sha256, "原始文件", "original")
    if not rows_hold(known):
        found += wrong_file(
            upload, "rows", "records.parquet", known.parquet_sha256, "解析记录", "parsed rows"
        )
    changed = evidence.changed(archive.folder(upload), known.evidence)
    return found + [
        Wrong(upload, "evidence", f"佐证材料已变或丢失：{name}", f"evidence changed or lost: {name}")
        for name in changed
    ]


def to_read(uploads: Iterable[str], entries: Iterable[Entry]) -> Iterator[tuple[str, Stamp]]:
    """The uploads that must be read, with their stamps: others held when this process last read them.

    Of those nobody touched receipt or rows since. Asked of every upload in force at every publication.
    """
    known, archive_room = seals(entries), str(places.archive())
    with opened(archive_room) as room:
        begins = "" if room is not None else f"{archive_room}{os.sep}"
        for upload in uploads:
            folder = f"{begins}{upload}{os.sep}"
            stamp: Stamp = (known.get(upload, ""), archive_room, *lying(folder, room))
            if HELD.get(upload) != stamp:
                yield upload, stamp


@contextlib.contextmanager
def opened(folder: str) -> Iterator[int | None]:
    """A folder from which names are looked up, so that the way to it is gone once; None where none can be."""
    try:
        room = os.open(folder, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    except FileNotFoundError:
        room = None
    try:
        yield room
    finally:
        if room is not None:
            os.close(room)


def lying(folder: str, room: int | None) -> tuple[tuple[int, ...], ...]:
    """When and how receipt and rows of an upload lie in its folder, and what seals rows parsed again."""
    beside = folder + SIDECAR
    again = touched(beside, room) if os.access(beside, os.F_OK, dir_fd=room) else ()
    return touched(folder + "receipt.json", room), touched(folder + archive.ROWS, room), again


def touched(path: str, room: int | None = None) -> tuple[int, ...]:
    """What changes when somebody writes a file or its name (seen from a folder); () where there is none."""
    try:
        found = os.stat(path, dir_fd=room)
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def note_that_it_holds(upload: str, stamp: Stamp) -> None:
    """Receipt and rows were read and held, as they lay there when the stamp was taken."""
    HELD[upload] = stamp


def wrong_receipt(upload: str, seal: str) -> tuple[list[Wrong], Receipt | None]:
    """What is wrong with the receipt of an upload, and the receipt where it can be read."""
    try:
        content = (archive.folder(upload) / "receipt.json").read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return [Wrong(upload, "receipt", "回执已丢失", "the receipt is lost")], None
    found = []
    if seal and hashlib.sha256(content).hexdigest() != seal:
        found.append(
            Wrong(upload, "receipt", "回执已变，与发布日志不符", "the receipt changed: its line says other")
        )
    try:
        return found, archive.read_receipt(upload, content)
    except Damaged:
        return [
            Wrong(upload, "receipt", "回执已损坏，无法读取", "the receipt is damaged beyond reading")
        ], None


def wrong_file(upload: str, part: str, name: str, sha256: str, zh: str, en: str) -> list[Wrong]:
    """A file of an upload that is gone or has other bytes than its receipt says."""
    path = archive.folder(upload) / name
    if not path.is_file():
        return [Wrong(upload, part, f"{zh}已丢失", f"{en} lost")]
    same = durable.sha256(path) == sha256
    return [] if same else [Wrong(upload, part, f"{zh}已变", f"{en} changed")]


def rows_hold(known: Receipt) -> bool:
    """Whether the parsed rows are those of the receipt, or those that were parsed again and sealed beside."""
    path = archive.rows_file(known.upload)
    if not path.is_file():
        return False
    sha256 = durable.sha256(path)
    return sha256 == known.parquet_sha256 or sha256 == parsed_again(known.upload).get("sha256")


def parsed_again(upload: str) -> dict[str, str]:
    """What stands beside rows that were parsed again: `sha256`, `at`, `by` (the program); or nothing."""
    try:
        body = json.loads((archive.folder(upload) / SIDECAR).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return {str(key): str(value) for key, value in body.items()} if isinstance(body, dict) else {}


def replace_rows(known: Receipt, rows: bytes, at: str, by: str) -> bool:
    """Puts rows parsed again into the archive, durably; whether they are the published bytes.

    Where they are not, a sidecar says so: the receipt is sealed and stays as it is.
    """
    folder = archive.folder(known.upload)
    sha256 = hashlib.sha256(rows).hexdigest()
    same = sha256 == known.parquet_sha256
    if not same:
        told = {"sha256": sha256, "original": known.sha256, "at": at, "by": by}
        put(folder, SIDECAR, json.dumps(told).encode())
    put(folder, "records.parquet", rows)
    if same:
        (folder / SIDECAR).unlink(missing_ok=True)
    return same


def put(folder: Path, name: str, content: bytes) -> None:
    """Replaces a file of an upload whole: draft in tmp/, fsync, rename, fsync of the folders."""
    draft = places.tmp() / f"{folder.name}-{name}"
    draft.unlink(missing_ok=True)
    durable.write_new(draft, content)
    durable.replace(draft, folder / name)
