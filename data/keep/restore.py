"""Brings a backup back into an empty store: everything is held against its hash, the journal comes last."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

from data import places
from data.keep import copying, durable, manifest, people_file
from data.keep.manifest import JOURNAL, BackupError, Manifest

DERIVED = "snapshots/"
Told = Callable[[str], None]


@dataclasses.dataclass(frozen=True)
class Filled:
    """What came back: newest generation, files, bytes, and the snapshots left out as damaged."""

    generation: int
    files: int
    size: int
    left_out: tuple[str, ...]


def fill(folder: Path, told: Told = print) -> Filled:
    """Copies a backup into the store, whose lock is held; the store then waits for `publish.recover`.

    Raises BackupError before the first byte where the store has content or the backup is damaged. What breaks
    off leaves a store without a journal, in which nothing is published: the same command goes on from there.
    """
    folder = folder.expanduser().absolute()
    held = manifest.read(folder)
    if not held.generation:
        raise BackupError(
            f"{folder} 中的第一次备份尚未完成，没有可恢复的内容 / "
            "the first backup into this folder has not finished: there is nothing to restore"
        )
    refuse_content(held)
    told(f"核对备份的 {len(held.files)} 个文件 / reading the {len(held.files)} files of the backup …")
    left_out = refuse_damaged(manifest.faults(folder, held))
    names = [name for name in sorted(held.files) if name not in left_out and name != JOURNAL]
    size = sum(bring(folder, held, name) for name in names)
    copying.sync_folders(places.store(), {people_file.target_of(name).parent for name in names})
    size += bring_journal(folder, held)
    told(f"已复制 / copied {len(names) + 1}, {size / 1e6:.1f} MB")
    return Filled(held.generation, len(names) + 1, size, tuple(left_out))


def refuse_content(held: Manifest) -> None:
    """Stops where the store has anything but what a restore of this backup left when it broke off."""
    store = places.store()
    spared = {places.lock(), *places.tmp().rglob("*")}
    there = {path for path in store.rglob("*") if path.is_file()} - spared
    strangers = sorted(path.relative_to(store).as_posix() for path in there)
    known = {people_file.target_of(name).relative_to(store).as_posix() for name in held.files}
    if places.journal().exists() or set(strangers) - known:
        raise BackupError(
            f"{store} 不是空的（{strangers[0]} 等 {len(strangers)} 个文件）：未恢复任何内容。"
            "请用 --to 指定空文件夹，或先把原数据仓移开 / "
            f"the store {store} is not empty ({strangers[0]} and more): nothing was restored; "
            "name an empty folder with --to, or move the old store away first"
        )


def refuse_damaged(names: list[str]) -> list[str]:
    """Stops with the names of damaged files, but for snapshots: those are made again from the archive."""
    bad = [name for name in names if not name.startswith(DERIVED)]
    if bad:
        raise BackupError(
            f"备份已损坏，未恢复任何内容：{'、'.join(bad[:20])}（共 {len(bad)} 个文件）。"
            "请换一份备份；没有别的备份时，按 docs/operations.md 手工复制其余文件 / "
            f"the backup is damaged, nothing was restored: {', '.join(bad[:20])} ({len(bad)} files); "
            "take another backup, or copy the rest by hand (docs/operations.md)"
        )
    return names


def bring(folder: Path, held: Manifest, name: str) -> int:
    """Copies one file unless it stands already; its size in bytes. Raises BackupError when it changed."""
    target = people_file.target_of(name)
    if not (target.is_file() and durable.sha256(target) == held.files[name]):
        draft = places.tmp() / "restored"
        if copying.copied(folder / name, target, draft) != held.files[name]:
            target.unlink()
            raise BackupError(
                f"备份在恢复时发生变化：{name} / the backup changed while it was restored: {name}"
            )
    if name.startswith(DERIVED):
        target.chmod(0o444)
    if target == people_file.path():
        target.parent.chmod(0o700)
        target.chmod(0o600)
    return target.stat().st_size


def bring_journal(folder: Path, held: Manifest) -> int:
    """Puts the journal in place: from here on everything in the store is published again; its bytes."""
    content = (folder / JOURNAL).read_bytes()[: held.journal_bytes]
    draft = places.tmp() / JOURNAL
    draft.unlink(missing_ok=True)
    durable.write_new(draft, content)
    if durable.sha256(draft) != held.files[JOURNAL]:
        raise copying.Unequal(f"写入后读回不一致 / read back other than written: {JOURNAL}")
    durable.replace(draft, places.journal())
    return len(content)
