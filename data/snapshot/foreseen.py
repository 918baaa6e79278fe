"""Keeps the snapshot that an inspection looked ahead to, so that publishing the very same takes it over."""

import contextlib
import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from data import places
from data.keep import durable, journal
from data.keep.archive import Receipt
from data.keep.journal import Entry
from data.plan import plan
from data.snapshot import made_with

KEPT = 4  # drafts at a time, some megabytes each: whoever comes later builds anew
SEAL = ".sha256"  # ends the name of the file that says what a draft was when it was finished


def room() -> Path:
    """Where the drafts lie: in tmp/, for each can be made again."""
    return places.tmp() / "foreseen"


def key(entries: Sequence[Entry], receipts: Iterable[Receipt], at: str) -> str:
    """What a draft depends on, as one word: base, program and plan, day (of `at`, ISO), and every upload.

    Whose an upload is and what its note says is not in it: that is told when it is published.
    """
    base = entries[-1].hash if entries else journal.START
    brought = [
        [
            one.upload, one.template, one.file_name, one.kind, one.sha256, one.parquet_sha256, one.grade,
            one.cells, one.row_count, one.at[:10],
        ]
        for one in receipts
    ]  # fmt: skip
    known = [base, made_with.of_process().mark, repr(plan().settings), at[:10], brought]
    return hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()[:32]


def name_of(generation: int, word: str) -> str:
    """What the draft of a generation to come is called."""
    return f"{generation:06d}-{word}.duckdb"


def keep(candidate: Path, generation: int, word: str) -> None:
    """Keeps a finished snapshot as the draft of a generation to come; the oldest make room. OSError passes.

    The draft has its name when it is whole and durable. It goes away with the next publication.
    """
    room().mkdir(parents=True, exist_ok=True)
    target = room() / name_of(generation, word)
    draft = target.with_name(f"{target.stem}.{secrets.token_hex(4)}.part")
    try:
        seal = {"sha256": durable.copied(candidate, draft), "size": draft.stat().st_size}
        durable.sync_file(draft)
        told = json.dumps(seal).encode()
        durable.replace(draft, target)
        durable.write_new(draft, told)
        durable.replace(draft, target.with_name(target.name + SEAL))
    finally:
        draft.unlink(missing_ok=True)
    drop_oldest()


def drop_oldest() -> None:
    """Takes away all drafts but the newest few."""
    drafts = sorted(room().glob("*.duckdb"), key=lambda path: path.stat().st_mtime_ns)
    for path in drafts[:-KEPT]:
        path.unlink(missing_ok=True)
        path.with_name(path.name + SEAL).unlink(missing_ok=True)


def take(target: Path, generation: int, word: str) -> bool:
    """Makes the draft of a generation this file, where there is one, byte for byte as it was finished.

    One that is not is taken away, one that goes meanwhile (another session kept newer ones) or cannot be read
    is left: the snapshot is built then.
    """
    path = room() / name_of(generation, word)
    told = path.with_name(path.name + SEAL)
    try:
        seal = {"sha256": durable.sha256(path), "size": path.stat().st_size}
        whole = told.read_bytes() == json.dumps(seal).encode()
        told.unlink()
        if whole:
            path.replace(target)
        else:
            path.unlink()
    except OSError:  # a draft is only ever a help: without it nothing is lost but time
        return False
    return whole


def clear(generation: int) -> None:
    """Takes away what no publication can take any more: the next one is of this generation."""
    if not room().is_dir():
        return
    begins = f"{generation:06d}-"
    for path in room().iterdir():
        if not path.name.startswith(begins) or path.suffix == ".part":
            path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # others lie there still
        room().rmdir()
