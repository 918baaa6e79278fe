"""Publishes: archive, build, check, move into place, journal line, pointer; recovers what broke off."""

import dataclasses
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from data import places
from data.keep import archive, durable, journal, pointer
from data.keep.archive import Parcel, Receipt
from data.keep.journal import Entry
from data.snapshot import build

Found = TypeVar("Found")
KEPT = 12  # snapshots that are built again at once after an upgrade


class StoreError(Exception):
    """The store cannot be brought into order by itself; the sentence says what a person must do."""


def publish(
    action: str, by: str, *, parcels: list[Parcel] | None = None, uploads: list[str] | None = None,
    to_generation: int | None = None, note: str = "", at: str | None = None,
) -> tuple[Entry, list[Receipt]]:  # fmt: skip
    """One new generation: `accept` parcels, `withdraw` uploads, or `rollback` to a generation.

    Returns when the publication is durable. Steps are those of SAFETY §2; the journal line is the commit.
    """
    with durable.locked():
        recover()
        entries = journal.read()
        generation = entries[-1].generation + 1 if entries else 1
        moment = at or journal.now()
        receipts = [archive.put(generation, parcel) for parcel in parcels or []]
        names = tuple(receipt.upload for receipt in receipts) if receipts else tuple(uploads or ())
        previous = entries[-1].hash if entries else journal.START
        planned = Entry(generation, action, moment, by, names, to_generation, note, "", "", previous)
        active = journal.active([*entries, planned])
        name, logical = finished_snapshot(generation, active, moment)
        entry = journal.append(Entry(
            generation, action, moment, by, names, to_generation, note, name, logical, previous
        ))  # fmt: skip
        pointer.point_to(name)
    return entry, receipts


def finished_snapshot(
    generation: int, active: list[str], at: str, name: str | None = None
) -> tuple[str, str]:
    """Builds, checks and moves a snapshot into place; returns its file name and logical hash."""
    draft = build.draft(generation)
    logical = build.build(draft, active, generation=generation, at=at, name=name)
    faults = build.faults_of(draft)
    if faults:
        raise StoreError(f"新快照未通过核对 / the new snapshot did not check out: {faults}")
    Path(f"{draft}.wal").unlink(missing_ok=True)
    durable.sync_file(draft)
    draft.chmod(0o444)
    name = name or build.snapshot_name(generation, logical)
    durable.replace(draft, places.snapshots() / name)
    return name, logical


def recover() -> None:
    """Brings the store into the state of its journal; the same code at start and before each publication.

    A torn last line is cut, drafts and unknown snapshots go away, the pointer follows the journal, and a
    missing or damaged current snapshot is built again from the archive.
    """
    durable.make_rooms()
    journal.cut_torn_line()
    for draft in places.tmp().iterdir():
        shutil.rmtree(draft) if draft.is_dir() else draft.unlink()
    entries = journal.read()
    known = {entry.snapshot for entry in entries}
    for path in places.snapshots().iterdir():
        if path.name not in known:
            path.unlink()
    if not entries:
        return
    newest = entries[-1]
    path = places.snapshots() / newest.snapshot
    if not path.exists() or build.faults_of(path):
        path.unlink(missing_ok=True)
        rebuild(newest.generation, entries)
    if pointer.current() != path:
        pointer.point_to(newest.snapshot)


def rebuild(generation: int, entries: list[Entry]) -> Path:
    """Builds the snapshot of a generation again from the archive, under its own name.

    With the same plan data and program it says the same; with newer ones it says what they make of it.
    """
    entry = next((item for item in entries if item.generation == generation), None)
    if entry is None:
        raise StoreError(f"没有第 {generation} 次发布 / there is no generation {generation}")
    finished_snapshot(generation, journal.active(entries, generation), entry.at, entry.snapshot)
    return places.snapshots() / entry.snapshot


def upgrade() -> list[str]:
    """Builds the newest snapshots again when plan data or program have changed since; returns their names.

    Older ones than KEPT are put away; `rebuild` makes any of them again.
    """
    with durable.locked():
        recover()
        entries = journal.read()
        newest = places.snapshots() / entries[-1].snapshot if entries else None
        if newest is None or build.program_of(newest) == build.program():
            return []
        for entry in entries[:-KEPT]:
            (places.snapshots() / entry.snapshot).unlink(missing_ok=True)
        return [rebuild(entry.generation, entries).name for entry in entries[-KEPT:]]


def foresee(parcel: Parcel, judge: Callable[[Path], list[Found]]) -> list[Found]:
    """What `judge` says of the snapshot that publishing a parcel would make; nothing stays behind.

    The published snapshot must be of this program (see upgrade): then every difference is the upload's.
    """
    durable.make_rooms()
    with tempfile.TemporaryDirectory(prefix="foresee-") as folder:
        rows = Path(folder) / "records.parquet"
        rows.write_bytes(parcel.rows)
        receipt = archive.receipt_of(0, parcel)
        candidate = Path(folder) / "candidate.duckdb"
        entries = journal.read()
        generation = entries[-1].generation + 1 if entries else 1
        extra = (dataclasses.replace(receipt, generation=generation), rows)
        build.build(candidate, journal.active(entries), generation=generation, at=parcel.at, extra=extra)
        return judge(candidate)
