"""Copies the store into a folder beside what it copied before; the older backup holds until the new stands.

The journal is read first, under the lock, so that it is settled; whatever it names never changes again, so
the rest is copied without any lock while others publish. The journal is written last but for the manifest,
which is the commit. A folder is one growing mirror of a store that only grows: what broke off goes on later.
"""

import contextlib
import dataclasses
import hashlib
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from data import places
from data.keep import copying, durable, journal, lock, manifest, people_file
from data.keep.backup_work import Chosen, Work, look_over
from data.keep.journal import Entry
from data.keep.manifest import JOURNAL, BackupError, Manifest

try:
    import fcntl
except ImportError:  # Windows has no flock; there two backups at once are not told apart
    fcntl = None  # type: ignore[assignment]

README = "README.txt"
SPARE = 16 << 20  # bytes that stay free on the medium
TOLD_EVERY = 200  # files
OURS = frozenset({README, f"{README}.tmp", f"{manifest.NAME}.tmp", "lock", "tmp", "lost+found"})
HOW_TO = """柳州工业碳达峰看板数据仓的备份 / a backup of the store

恢复 / restore:    python -m data.keep restore 本文件夹 [--to 数据仓]
手工 / by hand:    cp -r archive journal.jsonl snapshots 空数据仓/ && python -m data.ingest verify
佐证 / evidence:   cp -r evidence 空数据仓/    （有这个文件夹时 / where there is such a folder）
人员与审计 / people: mkdir 空数据仓/people && cp people/*.sqlite 空数据仓/people/people.sqlite
核对 / check:      sha256sum -c MANIFEST.sha256
"""
Told = Callable[[str], None]


@dataclasses.dataclass(frozen=True)
class Wanted:
    """What a backup holds besides journal and uploads, and whether what it copied before is read again.

    `snapshots` says of which generations; None leaves those of earlier backups as they are.
    """

    snapshots: Chosen = None
    refused: bool = False
    check: bool = False


@dataclasses.dataclass(frozen=True)
class Made:
    """What a backup did. `faults`: what is wrong in the store itself; `healed`: what no longer held here."""

    generation: int
    files: int
    copied_files: int
    copied_bytes: int
    faults: tuple[str, ...]
    healed: tuple[str, ...]


def make(folder: Path, wanted: Wanted, told: Told = print) -> Made:
    """Backs the store up into a folder; returns when it is durable there and was read back.

    Raises BackupError, JournalError or OSError; the older backup in the folder then holds as before.
    """
    folder = folder.expanduser().absolute()
    content, entries = settled_journal()
    make_ready(folder)
    with alone(folder):
        before = manifest.read(folder)
        continues(before, content)
        lost = set(manifest.faults(folder, before)) if wanted.check else set()
        work = Work(folder, {name: sha for name, sha in before.files.items() if name not in lost})
        told("核对数据仓 / reading the store …")
        look_over(work, entries, wanted.snapshots, wanted.refused)
        refuse_full(work)
        count, size = copy(work, told)
        size += write_journal(work, content)
        (folder / "tmp" / people_file.NAME).unlink(missing_ok=True)
        made = Manifest(entries[-1].generation, journal.now(), len(content), work.files)
        manifest.write(folder, made)
        gone = set(before.files) | people_file.images(folder)
        clear(folder, gone - set(made.files), told)
    return Made(made.generation, len(made.files), count, size, tuple(work.faults), tuple(sorted(lost)))


def settled_journal() -> tuple[bytes, list[Entry]]:
    """The journal to its newest complete line, and what it says.

    Read under the lock: no line is on its way then, and none that is there will be taken back.
    """
    nothing = BackupError(
        f"{places.store()} 尚无发布，没有可备份的内容 / "
        "nothing has been published: there is nothing to back up"
    )
    if not places.journal().exists():
        raise nothing
    with lock.held(what="backup"):
        found = journal.read_with_ends()
        content = places.journal().read_bytes()
    if not found:
        raise nothing
    return content[: found[-1][1]], [entry for entry, _ in found]


def make_ready(folder: Path) -> None:
    """Makes a new or empty folder one for backups; refuses any other that is none."""
    store = places.store().resolve()
    if folder.resolve() == store or store in folder.resolve().parents:
        raise BackupError(
            "备份不能放在数据仓里：请另选文件夹，最好在另一块磁盘上；未写入任何内容 / "
            "a backup cannot lie inside the store: choose a folder elsewhere, best on another disk"
        )
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / manifest.NAME).exists():
        return
    if [path for path in folder.iterdir() if path.name not in OURS and not path.name.startswith(".")]:
        raise BackupError(
            f"{folder} 里已有别的内容：请指定一个空文件夹；未写入任何内容 / "
            f"{folder} holds something else: name an empty folder; nothing was written"
        )
    (folder / README).write_text(HOW_TO, encoding="utf-8")
    manifest.write(folder, Manifest())


def continues(before: Manifest, content: bytes) -> None:
    """Refuses a store whose journal does not go on from what the folder already holds."""
    known = hashlib.sha256(content[: before.journal_bytes]).hexdigest()
    if before.generation and known != before.files.get(JOURNAL):
        raise BackupError(
            f"此文件夹备份的是另一份数据仓，或比本数据仓更新（第 {before.generation} 次发布）：原备份未动，"
            f"请另选空文件夹 / this folder holds a backup of another store, or a newer one (generation "
            f"{before.generation}): it was left as it is; name an empty folder"
        )


def refuse_full(work: Work) -> None:
    """Stops before the first byte where the medium has no room for what is to be copied."""
    needed = sum(source.stat().st_size for source in work.copies.values() if source.exists()) + SPARE
    free = shutil.disk_usage(work.folder).free
    if needed > free:
        raise BackupError(
            f"备份磁盘空间不足：需要 {needed / 1e6:.0f} MB，只有 {free / 1e6:.0f} MB；原备份未动 / "
            f"not enough room: {needed / 1e6:.0f} MB needed, {free / 1e6:.0f} MB free; the older backup holds"
        )


def copy(work: Work, told: Told) -> tuple[int, int]:
    """Copies what is not there yet and makes it durable; how many files and bytes that were."""
    drafts = work.folder / "tmp"
    drafts.mkdir(exist_ok=True)
    count = size = 0
    for number, (name, source) in enumerate(work.copies.items(), 1):
        target = work.folder / name
        try:
            work.files[name] = copying.copied(source, target, drafts / "copy")
        except FileNotFoundError:
            if name.startswith("archive/"):
                raise
            del work.files[name]  # pruned meanwhile; what is derived or refused is not missed
            continue
        count, size = count + 1, size + target.stat().st_size
        if number % TOLD_EVERY == 0 or number == len(work.copies):
            told(f"已复制 / copied {number}/{len(work.copies)}, {size / 1e6:.1f} MB")
    copying.sync_folders(work.folder, {(work.folder / name).parent for name in work.fresh()})
    return count, size


def write_journal(work: Work, content: bytes) -> int:
    """Puts the journal in place, read back; how many bytes were written (none when it stands already)."""
    target = work.folder / JOURNAL
    work.files[JOURNAL] = hashlib.sha256(content).hexdigest()
    if target.exists() and target.read_bytes() == content:
        return 0
    draft = work.folder / "tmp" / "journal"
    draft.unlink(missing_ok=True)
    durable.write_new(draft, content)
    if durable.sha256(draft) != work.files[JOURNAL]:
        raise copying.Unequal(f"写入后读回不一致 / read back other than written: {JOURNAL}")
    durable.replace(draft, target)
    return len(content)


def clear(folder: Path, gone: Collection[str], told: Told) -> None:
    """Removes snapshots and refused files that the store has pruned; what cannot go now goes next time."""
    for name in gone:
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as fault:
            told(f"{name}: {fault.strerror}")


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One backup into a folder at a time."""
    with (folder / "lock").open("a+b") as file:
        try:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError as fault:
            raise BackupError(
                f"另一个备份正在写入 {folder}：等它完成再试；未写入任何内容 / "
                f"another backup is writing into {folder}: try again when it has finished"
            ) from fault
