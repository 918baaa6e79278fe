"""Takes the file about people into a backup: an image made by SQLite itself, under a name of its contents.

The file is written to while others work, so its bytes are never copied as they lie. A new image has a new
name, so that the image of the backup before stands until the new backup is finished.
"""

import contextlib
import sqlite3
from pathlib import Path

from data import places
from data.keep import durable
from data.keep.manifest import BackupError

ROOM = "people"
NAME = "people.sqlite"
SHORTER = (
    f"{ROOM}/{NAME}: 人员与审计文件缺少备份中已有的审计记录，备份中的未动；"
    "请查明原因，确需从现状备份时另选空文件夹 / "
    "the file about people lacks lines of the audit log that the backup holds, which stays: find out why; "
    "to back up what is there now, name an empty folder"
)


def path() -> Path:
    """Where the file of the store lies, whether it is there or not."""
    return places.people() / NAME


def image(draft: Path) -> str:
    """Writes what the file says at this moment to `draft`, one whole file, durable; its SHA-256.

    Raises BackupError, in words, where SQLite cannot read the file or write the image.
    """
    draft.unlink(missing_ok=True)
    durable.write_new(draft, b"")
    draft.chmod(0o600)
    try:
        with (
            contextlib.closing(sqlite3.connect(path(), timeout=10)) as source,
            contextlib.closing(sqlite3.connect(draft)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE").fetchall()
            found = [row[0] for row in target.execute("PRAGMA integrity_check")]
    except sqlite3.Error as fault:
        raise unreadable(str(fault)) from fault
    if found != ["ok"]:
        raise unreadable(found[0])
    durable.sync_file(draft)
    return durable.sha256(draft)


def unreadable(told: str) -> BackupError:
    """What is said where no image can be made."""
    return BackupError(
        f"人员与审计文件 {ROOM}/{NAME} 无法备份（{told}）；原备份未动。"
        "请检查磁盘，必要时从备份恢复该文件 / "
        f"the file about people ({ROOM}/{NAME}) cannot be backed up ({told}); the older backup holds: look "
        "at the disk, and bring that file back from the backup if it must be"
    )


def goes_on(before: Path, image: Path) -> bool:
    """Whether an image's audit log still has the newest line of an older one; True where that has no log."""
    newest = newest_of(before)
    if newest is None:
        return True
    with contextlib.closing(sqlite3.connect(image)) as now:
        if not has_log(now):
            return False
        same = now.execute("SELECT 1 FROM audit WHERE id = ? AND hash = ?", newest).fetchone()
        first = now.execute("SELECT min(id) FROM audit").fetchone()[0]  # what is older was pruned
        return same is not None or (first is not None and first > newest[0])


def newest_of(before: Path) -> tuple[int, str] | None:
    """Number and hash of the newest line of an image's log; None without one, or where it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{before}?mode=ro&immutable=1", uri=True)) as older:
            if not has_log(older):
                return None
            found = older.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
            return (int(found[0]), str(found[1])) if found else None
    except sqlite3.Error:
        return None  # an image that is damaged proves nothing; a new one is made


def has_log(connection: sqlite3.Connection) -> bool:
    """Whether a file has an audit log at all."""
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'audit'").fetchone() is not None


def images(folder: Path) -> set[str]:
    """The images that lie in the folder of a backup, whether it names them or not."""
    return {f"{ROOM}/{one.name}" for one in (folder / ROOM).glob("*.sqlite")}


def target_of(name: str) -> Path:
    """Where a file of a backup belongs in the store: an image under the one name of the file about people."""
    return path() if name.startswith(f"{ROOM}/") else places.store() / name
