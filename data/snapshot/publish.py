"""Publishes: archive, build, check, move into place, journal line, pointer."""

import contextlib
import dataclasses
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from data import places
from data.keep import amendments, archive, durable, evidence, journal, lock, pointer
from data.keep.amendments import Amending
from data.keep.archive import Parcel, Receipt
from data.keep.errors import AlreadyPublished, MovedOn, NotPublished, StoreError, Uncertain
from data.keep.journal import Entry
from data.snapshot import (
    allowed,
    build,
    delta,
    finished,
    foreseen,
    inputs,
    locked,
    made_with,
    nearest,
    noting,
    plan_changes,
    pruning,
    recovery,
    retention,
    sealed,
)
from data.snapshot.inputs import LookedAt, Reread
from data.snapshot.plan_changes import Change
from data.snapshot.recovery import rebuild, recover, shown, standing_in
from data.snapshot.sealed import Ahead

# what the rooms above know by this one's name
__all__ = [
    "AlreadyPublished", "MovedOn", "NotPublished", "StoreError", "Uncertain", "rebuild", "recover", "shown",
    "standing_in",
]  # fmt: skip

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
    reread: Reread | None = None, amending: Amending | None = None, reviewed_by: str = "", waited: str = "",
) -> Published:  # fmt: skip
    """One new generation: `accept` parcels, `withdraw` uploads, `rollback` to a generation, or an amendment.

    Returns when the publication is durable. Steps are those of SAFETY §2; the journal line is the commit.
    A change of plan or program that waits is published first, as a generation of its own. `expected` is the
    generation that the person looked at (0: none yet); `reviewed_by` and `waited` go into the line. With
    `reread` damaged rows of the archive are made again from their originals first. `amending` is what
    correct, uncorrect, lock and unlock lay down or take back. Raises what data/snapshot/allowed.py raises,
    PeriodLocked, NotCorrectable, and Busy.
    """
    with lock.held(who=by, what=action):
        looked = recover(reread)
        entries = journal.read()
        allowed.check_looked_at(entries, expected)
        allowed.check(entries, parcels or [], uploads, to_generation)
        if amending:
            allowed.check_amending(action, entries, amending, note)
        follow_plan(SYSTEM)
        entries = journal.read()
        generation = next_generation(entries)
        moment = at or journal.now()
        try:
            receipts = [archive.put(generation, parcel) for parcel in parcels or []]
            evidence.keep(amending.proof if amending else ())
            names = tuple(receipt.upload for receipt in receipts) if receipts else tuple(uploads or ())
            planned = line(entries, action, by, moment, names, to_generation, note)
            planned = dataclasses.replace(
                planned, receipts=tuple(map(archive.seal, receipts)), reviewed_by=reviewed_by, waited=waited
            )
            ahead = Ahead(foreseen.key(entries, receipts, moment), tuple(receipts)) if receipts else None
            entry, visible = commit(
                entries, amended(planned, amending), locked.guard(entries, recovery.standing), ahead, looked
            )
        except Uncertain:
            raise  # its line may come back: what it archived must be there then
        except Exception:
            with contextlib.suppress(OSError, StoreError):  # recover() clears what this cannot
                recovery.sweep(journal.read())
            raise
    return Published(entry, receipts, visible)


def amended(planned: Entry, amending: Amending | None) -> Entry:
    """The line with what it lays over the archive, or takes back."""
    if amending is None:
        return planned
    return dataclasses.replace(
        planned, correction=amending.correction, lock=amending.lock, lifts=amending.lifts
    )


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
    entries: list[Entry], planned: Entry, told: Callable[[Entry, Path], Entry] | None = None,
    ahead: Ahead | None = None, looked: LookedAt = inputs.NOTHING,
) -> tuple[Entry, bool]:  # fmt: skip
    """Builds the snapshot of a planned line or takes the one made ahead, writes the line, turns the pointer.

    `told` completes the line once the snapshot stands. Answers the line and whether readers see it: once it
    is durable nothing may say that it failed. Raises Uncertain when it may or may not be durable.
    """
    active = journal.active([*entries, planned])
    inputs.check(active, [*entries, planned], looked)
    over = amendments.in_force([*entries, planned])
    base = nearest.base(entries, planned, active)
    made = sealed.make(planned.generation, active, planned.at, amendments=over, ahead=ahead, base=base)
    ready = dataclasses.replace(
        planned, snapshot=made.path.name, logical=made.logical, sha256=made.seal.sha256, size=made.seal.size
    )
    entry = journal.append(told(ready, made.path) if told else ready)
    visible = turned(entry.snapshot)
    noting.follow([*entries, entry])
    if visible:
        with contextlib.suppress(OSError):  # it is published, whatever becomes of the old ones
            foreseen.clear(entry.generation + 1)
            pruning.prune([*entries, entry])
    return entry, visible


def turned(name: str) -> bool:
    """Turns the pointer to a snapshot whose line is durable; False when that failed, for recover() to do."""
    try:
        pointer.point_to(name)
    except OSError:
        return False
    return True


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
    if sealed.stands(path, newest):
        return path
    whole = [path for path in standing_in(newest) if sealed.stands(path, newest)]
    same = [path for path in whole if finished.facts_of(path).get("logical") == newest.logical]
    return same[0] if same else None


def publish_plan(by: str, why: str = "", reread: Reread | None = None) -> Entry | None:
    """Publishes a change of plan or program now; None where there is none."""
    with lock.held(who=by, what="plan"):
        recover(reread)
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
        over = amendments.in_force(entries)
        build.build(candidate, active, generation=generation, at=journal.now(), amendments=over)
        return plan_changes.between(published_before(entries[-1]), candidate)


def upgrade(reread: Reread | None = None) -> Upgrade:
    """At start: recovers, publishes a change of plan or program, makes past snapshots readable.

    Every published file stays as it is. Of the newest generations (`retention.newest`) those whose files
    lack what this program reads, or are gone, are built again beside them (see `rebuild`, for any).
    """
    with lock.held(who=SYSTEM, what="start"):
        recover(reread)
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


def foresee(
    parcels: Sequence[Parcel],
    judge: Callable[[Path, Path], list[Found]],
    before: Path | None,
    generation: int,
    keep: bool = False,
) -> list[Found]:
    """What `judge` says of two snapshots: the one of a generation, and what parcels would make of it.

    `before` is the file of that generation; nothing is said where there is none. Nothing stays behind, unless
    it is to `keep` what was made, for whoever publishes these parcels upon that generation. Where a change of
    plan waits, what this program makes of that generation is held against the other, so that every difference
    is the uploads'.
    """
    if before is None:
        return []
    durable.make_rooms()
    with tempfile.TemporaryDirectory(prefix="foresee-") as folder:
        extra, at = [], parcels[0].at
        for number, parcel in enumerate(parcels):
            rows = Path(folder) / f"{number}.parquet"
            rows.write_bytes(parcel.rows)
            extra.append((archive.receipt_of(generation + 1, parcel), rows))
        entries = [entry for entry in journal.read() if entry.generation <= generation]
        active, over = journal.active(entries), amendments.in_force(entries)
        waits = bool(entries) and plan_changes.pending(entries[-1])
        if waits:
            before = Path(folder) / "before.duckdb"
            build.build(before, active, generation=generation + 1, at=at, amendments=over)
        candidate = Path(folder) / "candidate.duckdb"
        known = None if waits else nearest.standing(before, entries[-1])
        made = delta.made(
            candidate, active, generation=generation + 1, at=at, base=known, extra=extra, amendments=over
        )
        if made is None:
            build.build(candidate, active, generation=generation + 1, at=at, extra=extra, amendments=over)
        found = judge(before, candidate)
        if keep and not waits:
            with contextlib.suppress(OSError):  # without it, publishing builds anew
                word = foreseen.key(entries, [receipt for receipt, _ in extra], at)
                foreseen.keep(candidate, generation + 1, word)
        return found
