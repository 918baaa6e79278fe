"""Holds everything in the store against what was written down about it; lists what differs, never raises."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ParamSpec

import duckdb

from data import places
from data.keep import amendments, archive, evidence, held, journal, learned, pointer, waiting
from data.keep.errors import StoreError
from data.keep.journal import Entry
from data.people import audit
from data.snapshot import build, finished, naming, recovery, retention, sealed

Asked = ParamSpec("Asked")
LOOKS = 3  # times a store is looked at again when something was published meanwhile
OF_UPLOAD = ("receipt.json", "records.parquet", held.SIDECAR, evidence.FOLDER)


def faults(full: bool = False) -> list[str]:
    """Everything in the store that is not as it was written; an empty list when all is well.

    `full` also builds the newest snapshot from the archive and holds what it says against what was published.
    """
    found: list[str] = []
    for _ in range(LOOKS):
        before = entries_that_hold()
        found = faults_now()
        if entries_that_hold() == before:
            if full and before:
                found += guarded(before[-1].snapshot, of_whole_build, before)
            break
    return found


def of_whole_build(entries: list[Entry]) -> list[str]:
    """What the newest snapshot says otherwise than a whole build; nothing where another program made it."""
    newest = entries[-1]
    path = recovery.shown(newest)
    if path is None or not naming.is_made_with_ours(newest):
        return []
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        whole = Path(folder) / "whole.duckdb"
        active, over = journal.active(entries), amendments.in_force(entries)
        built = build.build(whole, active, generation=newest.generation, at=newest.at, amendments=over)
        if built.logical == newest.logical:
            return []
        wanted, found = (dict(finished.said_in(one)) for one in (whole, path))
    other = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    names = "、".join(other)
    return [
        f"{newest.snapshot}: 与由档案完整重建的内容不同（{names}），请运行 python -m data.ingest rebuild / "
        f"says other than a whole build from the archive ({', '.join(other)}); "
        "run python -m data.ingest rebuild"
    ]


def guarded(name: str, ask: Callable[Asked, list[str]], *args: Asked.args, **more: Asked.kwargs) -> list[str]:
    """What a question answers; where the disk or a damaged file answers instead, that is the answer."""
    try:
        return ask(*args, **more)
    except (OSError, duckdb.Error, StoreError, ValueError) as fault:
        return [f"{name}: {fault}"]


def faults_now() -> list[str]:
    """Everything that is not as it was written at this moment."""
    found = guarded("journal.jsonl", of_journal)
    entries = entries_that_hold()
    for upload, seal in held.seals(entries).items():
        found += guarded(upload, of_upload, upload, seal)
    found += guarded("people", audit.faults, places.store())
    kept = retention.kept(entries)
    for entry in entries:
        found += guarded(entry.snapshot, of_snapshot, entry, entry.generation in kept)
    if is_damaged():
        return found  # what the rest of the journal named, nobody knows
    found += guarded("learned", learned.faults)
    found += guarded("CURRENT", of_pointer, entries)
    found += guarded("evidence", of_proofs, entries)
    found += guarded("waiting", waiting.faults, {entry.waited for entry in entries})
    return found + guarded("store", strangers, entries)


def entries_that_hold() -> list[Entry]:
    """The entries of the journal before its first damage; none where it cannot be read."""
    try:
        return journal.read_until_damage()[0]
    except OSError:
        return []


def is_damaged() -> bool:
    """Whether a line of the journal does not hold, or it cannot be read."""
    try:
        return journal.read_until_damage()[1] is not None
    except OSError:
        return True


def of_journal() -> list[str]:
    """What is wrong with the journal: a line that does not hold, a lost end, a torn one."""
    entries, fault = journal.read_until_damage()
    if fault is not None:
        return [str(fault)]
    try:
        recovery.check_end(entries)
    except journal.JournalError as lost:
        return [str(lost)]
    if journal.is_torn():
        return [
            "journal.jsonl: 末尾有未写完的半行，下次启动或发布时截去 / "
            "ends with a torn line, which the next start or publication cuts"
        ]
    return []


def of_upload(upload: str, seal: str) -> list[str]:
    """What has changed of one upload, and what lies in its folder that nobody wrote down."""
    found = [str(item) for item in held.wrong(upload, seal)]
    folder = archive.folder(upload)
    if not folder.is_dir():
        return found
    known = held.wrong_receipt(upload, seal)[1]
    originals = [f"original.{known.kind}"] if known else [path.name for path in folder.glob("original.*")]
    proof = [item.stored_as for item in evidence.of_receipt(known.evidence)] if known else []
    beside = others(folder, [*OF_UPLOAD, *originals])
    if known:
        beside += [f"{evidence.FOLDER}/{name}" for name in others(folder / evidence.FOLDER, proof)]
    return found + [unknown(f"archive/{upload}/{name}") for name in beside]


def of_proofs(entries: list[Entry]) -> list[str]:
    """What proves a correction and is gone or changed, and what lies beside it that no line names."""
    named = amendments.proofs(entries)
    wrong = [
        f"evidence/{name}: 更正的佐证材料“{one.name}”已变或丢失，请从备份恢复 / "
        f"evidence of a correction ({one.name}) changed or lost: restore it from backup"
        for name, one in named.items()
        if not evidence.holds(one)
    ]
    return wrong + [unknown(f"evidence/{name}") for name in recovery.loose(entries)]


def of_snapshot(entry: Entry, is_kept: bool) -> list[str]:
    """What is wrong with the snapshot of a generation: gone, or not the file that was finished."""
    path = places.snapshots() / entry.snapshot
    found = [changed(beside) for beside in recovery.standing_in(entry) if not sealed.stands(beside, entry)]
    if not path.exists():
        # before the journal knew the program, an upgrade put old snapshots away
        lost = is_kept and entry.program and not stood_for(entry)
        return [f"{path.name}: 快照文件已丢失 / the snapshot is lost", *found] if lost else found
    if sealed.stands(path, entry):
        return found
    wrong = [] if sealed.seals(path, entry) else finished.faults_of(path)
    return [changed(path, *wrong), *found]


def changed(path: Path, *told: str) -> str:
    """What to say of a snapshot whose bytes are not those that were finished."""
    more = f"（{'；'.join(told)}）" if told else ""
    return (
        f"{path.name}: 快照文件与写入时不符{more}，可用 python -m data.ingest repair 重建 / "
        "the snapshot is not what was written; python -m data.ingest repair builds it again"
    )


def stood_for(entry: Entry) -> bool:
    """Whether a whole snapshot that says the same stands in for a published one that is lost."""
    return any(
        sealed.stands(path, entry) and finished.facts_of(path).get("logical") == entry.logical
        for path in recovery.standing_in(entry)
    )


def of_pointer(entries: list[Entry]) -> list[str]:
    """What is wrong with CURRENT: it names no snapshot, or another than the newest generation's."""
    if not entries:
        return []
    allowed = [places.snapshots() / entries[-1].snapshot, *recovery.standing_in(entries[-1])]
    if pointer.current() in allowed:
        return []
    return [
        "CURRENT 与日志不符，下次启动或发布时改正 / "
        "CURRENT differs from the journal; the next start or publication mends it"
    ]


def strangers(entries: list[Entry]) -> list[str]:
    """What lies in the store and nobody wrote down; what its newest publication is still making apart."""
    asked = (places.waiting(), places.learned(), places.questions(), places.people(), places.evidence())
    rooms = (places.archive(), places.snapshots(), places.tmp(), places.refused(), *asked)
    files = (places.journal(), places.current_pointer(), places.lock(), places.drafts())
    found = [
        unknown(name)
        for name in others(places.store(), [path.name for path in (*rooms, *files)])
        if not name.startswith(places.lock().name)
    ]
    uploads = [*held.seals(entries), *recovery.broken_off(entries)]
    found += [unknown(f"archive/{name}") for name in others(places.archive(), uploads)]
    known = {entry.snapshot: entry.generation for entry in entries}
    return found + [
        unknown(f"snapshots/{name}")
        for name in others(places.snapshots(), [])
        if not recovery.is_known(name, known)
    ]


def others(folder: Path, known: Iterable[str]) -> list[str]:
    """The names in a folder that are not among those known, in order."""
    return sorted({*recovery.names_in(folder)} - {*known})


def unknown(name: str) -> str:
    """What to say of something that nobody wrote down."""
    return f"{name}: 日志和回执都没有记录 / neither the journal nor a receipt knows it"
