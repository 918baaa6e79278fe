"""Publishes: archive, build, check, move into place, journal line, pointer; recovers what broke off."""

import dataclasses
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from data import places
from data.keep import archive, durable, journal, lock, pointer
from data.keep.archive import Parcel, Receipt
from data.keep.errors import AlreadyPublished, MovedOn, NoSuchGeneration, NotPublished, StoreError, Uncertain
from data.keep.journal import Entry
from data.snapshot import allowed, build, finished, made_with, naming, plan_changes, pruning, retention
from data.snapshot.naming import Again
from data.snapshot.plan_changes import Change

__all__ = [
    "AlreadyPublished",
    "MovedOn",
    "NotPublished",
    "StoreError",
    "Uncertain",
]  # the faults that the rooms above know by this one's name

Found = TypeVar("Found")
SYSTEM = "系统升级"  # who changed the plan when nobody said so


class Published(NamedTuple):
    """What a publication answers: its line, the receipts of what it archived, and whether readers see it.

    `visible` is False when the line is durable and something after it failed: it is published, and readers
    follow at the next publication or start.
    """

    entry: Entry
    receipts: list[Receipt]
    visible: bool


@dataclasses.dataclass(frozen=True)
class Upgrade:
    """What a start did: the plan line it published, if any, and the past snapshots it built again."""

    published: Entry | None
    rebuilt: tuple[str, ...]


def publish(
    action: str, by: str, *, parcels: list[Parcel] | None = None, uploads: list[str] | None = None,
    to_generation: int | None = None, note: str = "", at: str | None = None, expected: int | None = None,
) -> Published:  # fmt: skip
    """One new generation: `accept` parcels, `withdraw` uploads, or `rollback` to a generation.

    Returns when the publication is durable. Steps are those of SAFETY §2; the journal line is the commit.
    A change of plan or program that waits is published first, as a generation of its own. `expected` is the
    generation that the person looked at (0: none yet). Raises what data/snapshot/allowed.py raises, and Busy.
    """
    with lock.held(who=by, what=action):
        recover()
        entries = journal.read()
        allowed.check_looked_at(entries, expected)
        allowed.check(entries, parcels or [], uploads, to_generation)
        follow_plan(SYSTEM)
        entries = journal.read()
        generation = next_generation(entries)
        moment = at or journal.now()
        receipts = [archive.put(generation, parcel) for parcel in parcels or []]
        names = tuple(receipt.upload for receipt in receipts) if receipts else tuple(uploads or ())
        planned = line(entries, action, by, moment, names, to_generation, note)
        planned = dataclasses.replace(planned, receipts=tuple(map(archive.seal, receipts)))
        entry, visible = commit(entries, planned)
    return Published(entry, receipts, visible)


def next_generation(entries: list[Entry]) -> int:
    """The number of the publication to come."""
    return entries[-1].generation + 1 if entries else 1


def line(
    entries: list[Entry], action: str, by: str, at: str, uploads: tuple[str, ...] = (),
    to_generation: int | None = None, note: str = "",
) -> Entry:  # fmt: skip
    """The line of a publication to come, but for the snapshot that it will make."""
    made = made_with.of_process()
    previous = entries[-1].hash if entries else journal.START
    return Entry(
        next_generation(entries), action, at, by, uploads, to_generation, note, "", "", previous,
        plan=made.plan, program=made.program,
    )  # fmt: skip


def commit(
    entries: list[Entry], planned: Entry, told: Callable[[Entry, Path], Entry] | None = None
) -> tuple[Entry, bool]:
    """Builds the snapshot of a planned line, writes the line and turns the pointer.

    `told` completes the line once the snapshot stands. Answers the line and whether readers see it: once it
    is durable nothing may say that it failed. Raises Uncertain when it may or may not be durable.
    """
    active = journal.active([*entries, planned])
    name, logical = finished_snapshot(planned.generation, active, planned.at)
    path = places.snapshots() / name
    ready = dataclasses.replace(
        planned, snapshot=name, logical=logical, sha256=durable.sha256(path), size=path.stat().st_size
    )
    entry = journal.append(told(ready, path) if told else ready)
    visible = turned(name)
    if visible:
        pruning.prune([*entries, entry])
    return entry, visible


def turned(name: str) -> bool:
    """Turns the pointer to a snapshot whose line is durable; False when that failed, for recover() to do."""
    try:
        pointer.point_to(name)
    except OSError:
        return False
    return True


def finished_snapshot(
    generation: int, active: list[str], at: str, again: Again | None = None
) -> tuple[str, str]:
    """Builds, checks and moves a snapshot into place; returns its file name and logical hash."""
    draft = build.draft(generation)
    built = build.build(draft, active, generation=generation, at=at, again=again)
    faults = finished.faults_of(draft)
    if faults:
        raise StoreError(f"新快照未通过核对 / the new snapshot did not check out: {faults}")
    Path(f"{draft}.wal").unlink(missing_ok=True)
    durable.sync_file(draft)
    draft.chmod(0o444)
    if finished.is_sound(places.snapshots() / built.name, built.logical):
        draft.unlink()  # what was published stays, byte for byte
    else:
        durable.replace(draft, places.snapshots() / built.name)
    return built.name, built.logical


def recover() -> None:
    """Brings the store into the state of its journal; the same code at start and before each publication.

    A torn last line is cut, drafts and unknown snapshots go away, the pointer follows the journal, and a
    missing or damaged current snapshot is built again from the archive. Raises JournalError, and touches
    nothing, where a line of the journal does not hold or the pointer names a later generation.
    """
    check_pointer(journal.read())
    durable.make_rooms()
    journal.cut_torn_line()
    for draft in places.tmp().iterdir():
        shutil.rmtree(draft) if draft.is_dir() else draft.unlink()
    entries = journal.read()
    for path in places.snapshots().iterdir():
        if not is_known(path.name, entries):
            path.unlink()
    if not entries:
        return
    path = shown(entries[-1]) or rebuild(entries[-1].generation, entries)
    if pointer.current() != path:
        pointer.point_to(path.name)


def check_pointer(entries: list[Entry]) -> None:
    """Raises JournalError where the pointer names a later generation: the journal has lost its end.

    A slip inside the pointer itself looks alike; there is no such file, and but for its number its name is
    the newest one's. That is derivable.
    """
    path = pointer.current()
    named = naming.generation_of(path.name) if path else None
    newest = entries[-1] if entries else None
    known = newest.generation if newest else 0
    if path is None or named is None or named <= known:
        return
    if newest and not path.exists() and path.name.split("-")[2:] == newest.snapshot.split("-")[2:]:
        return
    raise journal.JournalError(
        0,
        f"发布日志只到第 {known} 次发布，而 CURRENT 指向第 {named} 次：日志丢失了结尾。存储没有任何改动。"
        "请从备份恢复 journal.jsonl 与 archive/ 后重新启动 / "
        f"journal.jsonl ends with generation {known} but CURRENT names generation {named}: the journal has "
        "lost its end. Nothing in the store was touched. Restore journal.jsonl and archive/ from backup and "
        "start again",
    )


def is_known(name: str, entries: list[Entry]) -> bool:
    """Whether a snapshot file was published, or stands in for one that was."""
    if name in {entry.snapshot for entry in entries}:
        return True
    generations = {entry.generation for entry in entries}
    return Path(name).stem.endswith(naming.REBUILT) and naming.generation_of(name) in generations


def standing_in(entry: Entry) -> list[Path]:
    """The snapshots that were built again for a generation and say so."""
    return sorted(places.snapshots().glob(f"snap-{entry.generation:06d}-*{naming.REBUILT}.duckdb"))


def shown(entry: Entry) -> Path | None:
    """The whole snapshot of a generation: as published, else what stands in for it; None without either."""
    for path in (places.snapshots() / entry.snapshot, *standing_in(entry)):
        if path.exists() and not finished.faults_of(path):
            return path
    return None


def rebuild(generation: int, entries: list[Entry]) -> Path:
    """Builds the snapshot of a generation again from the archive; where it lies.

    Made with the plan and program of its line it is the same, under its own name (the published file stays
    where it is still whole). Else it stands beside under another name and says so.
    """
    entry = next((item for item in entries if item.generation == generation), None)
    if entry is None:
        raise NoSuchGeneration(generation)
    name, _ = finished_snapshot(generation, journal.active(entries, generation), entry.at, Again(entry))
    for path in standing_in(entry):
        if path.name != name:
            path.unlink()
    return places.snapshots() / name


def follow_plan(by: str, why: str = "") -> Entry | None:
    """Publishes a change of plan or program where there is one; under the lock, on a recovered store.

    Raises StoreError in a process that began before the change: it would publish what it does not know.
    """
    entries = journal.read()
    if not entries or not plan_changes.pending(entries[-1]):
        return None
    if plan_changes.stale():
        raise StoreError(
            "方案数据或程序在本进程启动后已变更，请重启服务 / "
            "plan data or program changed after this process began; restart the server"
        )
    before = published_before(entries[-1])

    def told(ready: Entry, after: Path) -> Entry:
        change = plan_changes.between(before, after)
        note = why or plan_changes.reason(change.changes)
        return dataclasses.replace(
            ready, note=note, changes=change.changes, edits=change.edits, moves=change.moves
        )

    return commit(entries, line(entries, "plan", by, journal.now()), told)[0]


def published_before(newest: Entry) -> Path | None:
    """The snapshot that says what was said before a change; None where it is lost for good."""
    path = places.snapshots() / newest.snapshot
    if path.exists() and not finished.faults_of(path):
        return path
    same = [path for path in standing_in(newest) if finished.facts_of(path)["logical"] == newest.logical]
    return same[0] if same else None


def publish_plan(by: str, why: str = "") -> Entry | None:
    """Publishes a change of plan or program now; None where there is none."""
    with lock.held(who=by, what="plan"):
        recover()
        return follow_plan(by, why)


def foresee_plan() -> Change | None:
    """What publishing the change of plan or program would move; None where there is none. Nothing stays."""
    entries = journal.read()
    if not entries or not plan_changes.pending(entries[-1]):
        return None
    durable.make_rooms()
    with tempfile.TemporaryDirectory(prefix="foresee-") as folder:
        candidate = Path(folder) / "candidate.duckdb"
        generation, active = next_generation(entries), journal.active(entries)
        build.build(candidate, active, generation=generation, at=journal.now())
        return plan_changes.between(published_before(entries[-1]), candidate)


def upgrade() -> Upgrade:
    """At start: recovers, publishes a change of plan or program, makes past snapshots readable.

    Every published file stays as it is. Of the newest generations (`retention.newest`) those whose files
    lack what this program reads, or are gone, are built again beside them (see `rebuild`, for any).
    """
    with lock.held(who=SYSTEM, what="start"):
        recover()
        published = follow_plan(SYSTEM)
        entries = journal.read()
        if published is None:
            return Upgrade(None, ())
        wanted = finished.columns_of(places.snapshots() / published.snapshot)
        past = [entry for entry in entries[-retention.newest() : -1] if not is_readable(entry, wanted)]
        return Upgrade(published, tuple(rebuild(entry.generation, entries).name for entry in past))


def is_readable(entry: Entry, wanted: set[tuple[str, str]]) -> bool:
    """Whether a snapshot of a generation has every column that this program reads."""
    path = shown(entry)
    return path is not None and wanted <= finished.columns_of(path)


def foresee(parcel: Parcel, judge: Callable[[Path, Path | None], list[Found]]) -> list[Found]:
    """What `judge` says of the snapshot that publishing a parcel would make; nothing stays behind.

    It gets that snapshot and the one to hold it against: None is the published one. Where a change of plan
    waits, that is what this program makes of what is published, so that every difference is the upload's.
    """
    durable.make_rooms()
    with tempfile.TemporaryDirectory(prefix="foresee-") as folder:
        rows = Path(folder) / "records.parquet"
        rows.write_bytes(parcel.rows)
        entries = journal.read()
        generation, active = next_generation(entries), journal.active(entries)
        before = None
        if entries and plan_changes.pending(entries[-1]):
            before = Path(folder) / "before.duckdb"
            build.build(before, active, generation=generation, at=parcel.at)
        candidate = Path(folder) / "candidate.duckdb"
        extra = (dataclasses.replace(archive.receipt_of(0, parcel), generation=generation), rows)
        build.build(candidate, active, generation=generation, at=parcel.at, extra=extra)
        return judge(candidate, before)
