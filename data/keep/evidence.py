"""Keeps what proves a judgement or a task report inside the upload's folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.keep import durable

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


def put(folder: Path, files: Sequence[tuple[Attachment, bytes]]) -> None:
    """Writes files of evidence into an upload's folder."""
    if not files:
        return
    (folder / FOLDER).mkdir()
    for attachment, content in files:
        durable.write_new(folder / FOLDER / attachment.stored_as, content)
    durable.sync_folder(folder / FOLDER)


def of_receipt(lines: list[dict[str, str | int]]) -> list[Attachment]:
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
