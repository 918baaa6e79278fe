"""Brings the store into the state of its journal: cuts, clears, builds again, turns the pointer."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from data import places
from data.keep import amendments, archive, durable, journal, pointer
from data.keep.errors import NoSuchGeneration
from data.keep.journal import Entry, JournalError
from data.snapshot import foreseen, inputs, naming, noting, sealed
from data.snapshot.inputs import LookedAt, Reread
from data.snapshot.naming import Again

UPLOAD = re.compile(
    r"([0-9]{6,})-[A-Z0-9]+-[0-9a-f]{12}"
)  # the name of an archived upload: see archive.upload_id
PASSING = (".wal", ".tmp")  # endings of files that only a snapshot in the making has
PUT_ASIDE = ".damaged"  # ends the name of a published file that was damaged and cannot be had again


def recover(reread: Reread | None = None) -> LookedAt:
    """Brings the store into the state of its journal; the same code at start and before each publication.

    A torn last line is cut, drafts, strangers and what a broken publication archived go away, the pointer
    follows the journal, and a missing or damaged current snapshot is built again from the archive. Under the
    lock. Raises JournalError, and touches nothing, where a line of the journal does not hold or the journal
    has lost its end; Damaged where the archive does not give the current snapshot any more.

    `reread` parses an original again: with it damaged rows are made again first. What was looked at for that
    is answered, so that it is not looked at twice.
    """
    entries = journal.read()
    check_end(entries)
    durable.make_rooms()
    journal.cut_torn_line()
    sweep(entries)
    looked = inputs.NOTHING
    if not entries:
        return looked
    if reread:
        looked = inputs.mend(journal.active(entries), entries, reread)
    newest = entries[-1]
    path = standing(newest) or rebuild(newest.generation, entries)
    if pointer.current() != path:
        journal.settle_last_line()
        pointer.point_to(path.name)
    noting.follow(entries)
    return looked


def check_end(entries: list[Entry]) -> None:
    """Raises JournalError where the pointer or the archive knows a later generation than the journal."""
    known = entries[-1].generation if entries else 0
    named = named_later(entries)
    if named is not None:
        raise lost_end(known, f"CURRENT 指向第 {named} 次", f"CURRENT names generation {named}")
    later = [name for name, generation in unlisted(entries) if generation > known + 1]
    if later:
        raise lost_end(known, f"档案里已有 {later[0]}", f"the archive already has {later[0]}")


def named_later(entries: list[Entry]) -> int | None:
    """The generation the pointer names where that is later than the journal's last; else None.

    A slip inside the pointer itself looks alike: there is no such file, and but for its number its name is
    the newest one's. That is derivable.
    """
    path = pointer.current()
    named = naming.generation_of(path.name) if path else None
    newest = entries[-1] if entries else None
    if path is None or named is None or named <= (newest.generation if newest else 0):
        return None
    slip = newest is not None and path.name.split("-")[2:] == newest.snapshot.split("-")[2:]
    return None if slip and not path.exists() else named


def lost_end(known: int, zh: str, en: str) -> JournalError:
    """What to say of a journal that knows less than what lies beside it."""
    return JournalError(
        0,
        f"发布日志 journal.jsonl 只到第 {known} 次发布，而{zh}：日志丢失了结尾。存储没有任何改动。"
        "请从备份恢复 journal.jsonl 与 archive/ 后重新启动。 / "
        f"journal.jsonl ends with generation {known} but {en}: the journal has lost its end. "
        "Nothing in the store was touched. Restore journal.jsonl and archive/ from backup and start again.",
    )


def unlisted(entries: list[Entry]) -> list[tuple[str, int]]:
    """Folders of the archive that look like uploads and no line names, with the generation in their name."""
    known = {upload for entry in entries for upload in entry.uploads}
    strange = sorted(set(names_in(places.archive())) - known)
    return [(name, int(said[1])) for name in strange if (said := UPLOAD.fullmatch(name))]


def broken_off(entries: list[Entry]) -> list[str]:
    """Uploads of a publication that is being made, or broke off before its line: it can only be the next."""
    following = entries[-1].generation + 1 if entries else 1
    return [name for name, generation in unlisted(entries) if generation == following]


def loose(entries: list[Entry]) -> list[str]:
    """What would prove a correction that was never made: its publication broke off before its line."""
    known = amendments.proofs(entries)
    return [name for name in sorted(names_in(places.evidence())) if name not in known]


def names_in(folder: Path) -> list[str]:
    """The names of what lies in a folder; none where there is no folder."""
    try:
        return os.listdir(folder)  # of ten thousand uploads: a path each costs twenty times as much
    except FileNotFoundError:
        return []


def sweep(entries: list[Entry]) -> None:
    """Removes drafts, snapshots the journal does not know, and what a publication that broke off archived."""
    foreseen.clear(entries[-1].generation + 1 if entries else 1)
    for draft in (*places.tmp().iterdir(), places.current_pointer().with_suffix(".tmp")):
        if draft != foreseen.room():
            remove(draft)
    left = [archive.folder(name) for name in broken_off(entries)]
    left += [places.evidence() / name for name in loose(entries)]
    if left:
        journal.sync()  # or its line, cut back, could come back without them
    for path in left:
        remove(path)
    known = {entry.snapshot: entry.generation for entry in entries}
    for path in places.snapshots().iterdir():
        if is_ours(path.name) and not is_known(path.name, known):
            remove(path)


def remove(path: Path) -> None:
    """Removes a file or a folder; one that went meanwhile is no fault."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def is_ours(name: str) -> bool:
    """Whether only this program makes files of that name among the snapshots: others are a person's."""
    return naming.generation_of(name) is not None or name.endswith(PASSING)


def is_known(name: str, known: Mapping[str, int]) -> bool:
    """Whether a snapshot file was published, stands in for one that was, or lies beside such a one.

    `known` are the snapshots that the journal names, with their generations.
    """
    if name.removesuffix(PUT_ASIDE) in known or name in known:
        return True
    if name.endswith(sealed.SIDECAR):
        path = places.snapshots() / name.removesuffix(sealed.SIDECAR)
        return path.exists() and is_known(path.name, known)
    stands_in = name.endswith(f"{naming.REBUILT}.duckdb")
    return stands_in and naming.generation_of(name) in set(known.values())


def standing_in(entry: Entry) -> list[Path]:
    """The snapshots that were built again for a generation and say so."""
    return sorted(places.snapshots().glob(f"snap-{entry.generation:06d}-*{naming.REBUILT}.duckdb"))


def shown(entry: Entry) -> Path | None:
    """The whole snapshot of a generation: as published, else what stands in for it; None without either."""
    for path in (places.snapshots() / entry.snapshot, *standing_in(entry)):
        if sealed.stands(path, entry):
            return path
    return None


def standing(entry: Entry) -> Path | None:
    """The same as `shown`; a file that held and that nobody touched since is not read again."""
    for path in (places.snapshots() / entry.snapshot, *standing_in(entry)):
        if sealed.stands_still(path, entry):
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
    active = journal.active(entries, generation)
    inputs.check(active, entries)
    over = amendments.in_force(entries, generation)
    made = sealed.make(generation, active, entry.at, Again(entry), over)
    put_aside(entry, made.path)
    for path in standing_in(entry):
        if path != made.path:
            path.unlink()
            sealed.sidecar(path).unlink(missing_ok=True)
    return made.path


def put_aside(entry: Entry, made: Path) -> None:
    """Takes a damaged published file out of the readers' way where another stands in for it.

    The same bytes cannot be had again, so that they are kept for whoever can still read something of them.
    """
    published = places.snapshots() / entry.snapshot
    if made != published and published.exists() and not sealed.stands(published, entry):
        durable.replace(published, published.with_name(published.name + PUT_ASIDE))
