"""Makes again what can be made again (pointer, snapshots, parsed rows) and says what only a backup has."""

from dataclasses import dataclass, field

from data import places
from data.keep import archive, durable, held, journal, lock, pointer
from data.keep.errors import StoreError
from data.keep.journal import Entry, JournalError
from data.snapshot import inputs, recovery, retention, sealed
from data.snapshot.inputs import Reread


@dataclass(frozen=True)
class Repaired:
    """What was made again, and what nobody can make again: each a sentence in Chinese and English."""

    done: list[str] = field(default_factory=list)
    from_backup: list[str] = field(default_factory=list)


def repair(reread: Reread) -> Repaired:
    """Brings the store into order as far as it can be derived; run again it finds nothing to do.

    Where the journal is damaged nothing is touched: it says what all the rest should be.
    """
    answer = Repaired()
    with lock.held(who="命令行", what="repair"):
        try:
            entries = journal.read()
            recovery.check_end(entries)
        except JournalError as fault:
            answer.from_backup.append(str(fault))
            return answer
        durable.make_rooms()
        before = pointer.current()
        if journal.is_torn():
            answer.done.append("journal.jsonl: 截去未写完的半行 / the torn line was cut")
        for upload, seal in held.seals(entries).items():
            repair_upload(upload, seal, reread, answer)
        build_newest(entries, answer)
        kept = retention.kept(entries)
        for entry in entries:
            repair_snapshot(entry, entries, entry.generation in kept, answer)
        if pointer.current() != before:
            answer.done.append("CURRENT: 已改为最新一次发布 / now names the newest generation")
    return answer


def repair_upload(upload: str, seal: str, reread: Reread, answer: Repaired) -> None:
    """Parses the rows of an upload again where they are damaged; names what is gone for good."""
    wrong = held.wrong(upload, seal)
    known = held.wrong_receipt(upload, seal)[1]
    lost = [item for item in wrong if item.part != "rows"]
    rows = [item for item in wrong if item.part == "rows"]
    if rows and known is not None and not any(item.part == "receipt" for item in lost):
        fault = inputs.parse_again(known, reread)
        if fault is None:
            answer.done.append(
                f"{upload}: 解析记录已由原始文件重做 / the parsed rows were made again from the original"
            )
            rows = []
        else:
            rows = [fault]
    folder = archive.folder(upload).relative_to(places.store()).as_posix()
    answer.from_backup.extend(
        f"{item}；请从备份恢复 {folder} / restore {folder} from backup" for item in [*lost, *rows]
    )


def build_newest(entries: list[Entry], answer: Repaired) -> None:
    """Recovers the store: with it the newest snapshot and the pointer."""
    lost = bool(entries) and recovery.shown(entries[-1]) is None
    try:
        recovery.recover()
    except StoreError as fault:
        answer.from_backup.append(str(fault))
        return
    if lost:
        answer.done.append(built(entries[-1]))


def repair_snapshot(entry: Entry, entries: list[Entry], is_kept: bool, answer: Repaired) -> None:
    """Builds the snapshot of a generation again where it is damaged, or lost and to be kept."""
    published = places.snapshots() / entry.snapshot
    pruned = not published.exists() and not recovery.standing_in(entry) and (not is_kept or not entry.program)
    if pruned or whole(entry):
        return
    try:
        recovery.rebuild(entry.generation, entries)
    except StoreError as fault:
        answer.from_backup.append(f"{entry.snapshot}: {fault}")
        return
    answer.done.append(built(entry))


def whole(entry: Entry) -> bool:
    """Whether a generation has a whole snapshot and no damaged one."""
    beside = recovery.standing_in(entry)
    published = places.snapshots() / entry.snapshot
    there = [path for path in (published, *beside) if path.exists()]
    return bool(there) and all(sealed.stands(path, entry) for path in there)


def built(entry: Entry) -> str:
    """What to say of a generation whose snapshot was built again."""
    path = recovery.shown(entry)
    name = path.name if path else entry.snapshot
    return (
        f"{name}: 第 {entry.generation} 次发布的快照已由档案重建 / "
        f"the snapshot of generation {entry.generation} was built again from the archive"
    )
