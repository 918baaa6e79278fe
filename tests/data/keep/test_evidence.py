"""Files of evidence lie in the upload's folder under names of ours, and a change to one is found."""

import dataclasses
import hashlib
from pathlib import Path

from data.keep import evidence
from data.keep.evidence import Attachment


def attachment(n: int, content: bytes) -> tuple[Attachment, bytes]:
    return Attachment(n, f"文件 {n}.pdf", "pdf", hashlib.sha256(content).hexdigest(), len(content)), content


def test_what_is_put_is_listed_and_a_change_or_a_loss_is_found(tmp_path: Path) -> None:
    files = [attachment(1, b"%PDF-1"), attachment(2, b"%PDF-2")]
    evidence.put(tmp_path, files)
    lines = [dataclasses.asdict(item) for item, _ in files]
    assert evidence.of_receipt(lines) == [item for item, _ in files]
    assert evidence.changed(tmp_path, lines) == []
    first, second = (tmp_path / evidence.FOLDER / item.stored_as for item, _ in files)
    first.write_bytes(b"%PDF-x")
    second.unlink()
    assert evidence.changed(tmp_path, lines) == [first.name, second.name]


def test_without_evidence_there_is_no_folder(tmp_path: Path) -> None:
    evidence.put(tmp_path, [])
    assert list(tmp_path.iterdir()) == [] and evidence.of_receipt([]) == []
