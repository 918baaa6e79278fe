"""Keeps what proves: a judgement or a task report in the upload's folder, a correction in a room by hash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data import places
from data.keep import durable
from data.keep.errors import Damaged

FOLDER = "evidence"


@dataclass(frozen=True)
class Attachment:
    """A file of evidence that is kept with an upload; `n` counts from 1."""

    n: int
    name: str
    ending: str
    sha256: str
    size: int

    @property
    def stored_as(self) -> str:
        """Its name inside the upload's folder."""
        return f"{self.n}-{self.sha256[:12]}.{self.ending}"

    @property
    def by_hash(self) -> str:
        """Its name in the room of what proves corrections: the same bytes lie there once."""
        return f"{self.sha256}.{self.ending}"


def put(folder: Path, files: Sequence[tuple[Attachment, bytes]]) -> None:
    """Writes files of evidence into an upload's folder."""
    if not files:
        return
    (folder / FOLDER).mkdir()
    for attachment, content in files:
        durable.write_new(folder / FOLDER / attachment.stored_as, content)
    durable.sync_folder(folder / FOLDER)


def keep(files: Sequence[tuple[Attachment, bytes]]) -> None:
    """Writes what proves a correction into its room, durably, before the line of the journal names it."""
    room = places.evidence()
    if files and not room.exists():
        room.mkdir(parents=True)
        durable.sync_folder(room.parent)
    for attachment, content in files:
        if not holds(attachment):
            draft = places.tmp() / attachment.by_hash
            draft.unlink(missing_ok=True)
            durable.write_new(draft, content)
            durable.replace(draft, room / attachment.by_hash)


def content(attachment: Attachment) -> bytes:
    """The bytes of what proves a correction. Damaged where they are not what was written."""
    if not holds(attachment):
        raise Damaged(
            f"更正的佐证材料“{attachment.name}”已变或丢失，请从备份恢复 evidence/{attachment.by_hash} / "
            f"evidence of a correction is changed or lost: restore evidence/{attachment.by_hash} from backup"
        )
    return (places.evidence() / attachment.by_hash).read_bytes()


def holds(attachment: Attachment) -> bool:
    """Whether what proves a correction lies in its room as it was written."""
    path = places.evidence() / attachment.by_hash
    return path.is_file() and durable.sha256(path) == attachment.sha256


def of_receipt(lines: Sequence[Mapping[str, str | int]]) -> list[Attachment]:
    """The files a receipt lists; a receipt from before there was evidence lists none."""
    return [
        Attachment(
            int(line["n"]), str(line["name"]), str(line["ending"]), str(line["sha256"]), int(line["size"])
        )
        for line in lines
    ]


def changed(folder: Path, lines: list[dict[str, str | int]]) -> list[str]:
    """The names of files that are gone or not as they were written."""
    wrong = []
    for attachment in of_receipt(lines):
        path = folder / FOLDER / attachment.stored_as
        if not path.is_file() or durable.sha256(path) != attachment.sha256:
            wrong.append(attachment.stored_as)
    return wrong
