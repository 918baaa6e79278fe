"""The list of what a backup holds: a line a file (as `sha256sum -c` reads it) below one about the whole."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from data.keep import durable
from data.keep.errors import StoreError

NAME = "MANIFEST.sha256"
JOURNAL = "journal.jsonl"
ROOMS = ("archive", "snapshots", "evidence", "refused", "waiting", "learned", "questions", "people")
LINE = re.compile(r"([0-9a-f]{64})  (.+)")


class BackupError(StoreError):
    """A backup could not be made, read or brought back; the sentence says what a person must do."""


@dataclasses.dataclass(frozen=True)
class Manifest:
    """What a backup holds: newest generation (0: nothing yet), when made, the journal's length in bytes.

    `files` are the SHA-256 of every file by its place under the folder, which is its place in the store; that
    of the journal is taken over its first `journal_bytes`: a backup that broke off may have left more.
    """

    generation: int = 0
    at: str = ""
    journal_bytes: int = 0
    files: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def in_room(self, room: str) -> dict[str, str]:
        """The files of one room of the store."""
        return {name: sha for name, sha in self.files.items() if name.startswith(f"{room}/")}


def read(folder: Path) -> Manifest:
    """The manifest of the newest finished backup in a folder. Raises BackupError without a whole one."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
    except FileNotFoundError as fault:
        raise BackupError(
            f"{folder} 不是备份：没有 {NAME}。请指定备份所在的文件夹 / "
            f"{folder} is no backup: it has no {NAME}; name the folder of a backup"
        ) from fault
    except UnicodeDecodeError as fault:
        raise damaged() from fault
    first, _, rest = text.partition("\n")
    try:
        told = json.loads(first.removeprefix("# "))
        files = {name: sha for sha, name in map(parts, rest.splitlines())}
        made = Manifest(int(told["generation"]), str(told["at"]), int(told["journal_bytes"]), files)
        whole = text == text_of(made)
    except (ValueError, KeyError, TypeError) as fault:
        raise damaged() from fault
    if not whole:
        raise damaged()
    return made


def parts(line: str) -> tuple[str, str]:
    """Hash and place of a line; ValueError for what is none, or leads out of the folder."""
    found = LINE.fullmatch(line)
    if found is None:
        raise ValueError(line)
    sha, name = found.groups()
    path = PurePosixPath(name)
    inside = name == JOURNAL or (len(path.parts) > 1 and path.parts[0] in ROOMS)
    if not inside or path.is_absolute() or ".." in path.parts or "\\" in name or str(path) != name:
        raise ValueError(line)
    return sha, name


def text_of(manifest: Manifest) -> str:
    """The text of a manifest: its first line says what it is of, and the hash of all it says."""
    lines = "".join(f"{sha}  {name}\n" for name, sha in sorted(manifest.files.items()))
    about: dict[str, object] = {
        "format": 1,
        "generation": manifest.generation,
        "at": manifest.at,
        "journal_bytes": manifest.journal_bytes,
    }
    about["sha256"] = hashlib.sha256(f"{json.dumps(about)}\n{lines}".encode()).hexdigest()
    return f"# {json.dumps(about)}\n{lines}"


def write(folder: Path, manifest: Manifest) -> None:
    """Makes this the newest backup in the folder, durably and at once: the commit of a backup."""
    draft = folder / f"{NAME}.tmp"
    draft.unlink(missing_ok=True)
    durable.write_new(draft, text_of(manifest).encode())
    durable.replace(draft, folder / NAME)


def damaged() -> BackupError:
    """What is said of a manifest that does not hold."""
    return BackupError(
        f"备份的清单 {NAME} 已损坏。文件仍在：可按 docs/operations.md 手工复制到空的数据仓，再运行 verify / "
        f"the list of the backup ({NAME}) is damaged; its files are still there: copy them by hand into an "
        "empty store (docs/operations.md), then run verify"
    )


def faults(folder: Path, manifest: Manifest) -> list[str]:
    """The places of files that are gone or not as they were written, in order; every byte is read."""
    return [name for name, sha in sorted(manifest.files.items()) if found(folder, manifest, name) != sha]


def found(folder: Path, manifest: Manifest, name: str) -> str:
    """The hash of what lies there for a file of the manifest; nothing where it cannot be read."""
    try:
        if name == JOURNAL:
            return hashlib.sha256((folder / name).read_bytes()[: manifest.journal_bytes]).hexdigest()
        return durable.sha256(folder / name)
    except OSError:
        return ""
