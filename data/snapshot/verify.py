"""Holds everything in the store against what was written down about it when it came in."""

import hashlib

from data import places
from data.keep import archive, evidence, journal
from data.snapshot import build, published


def faults() -> list[str]:
    """Everything in the store that is not as it was written; an empty list when all is well."""
    entries = journal.read()
    found = [
        fault
        for upload in dict.fromkeys(name for entry in entries for name in entry.uploads)
        for fault in of_upload(upload)
    ]
    for entry in entries:
        path = places.snapshots() / entry.snapshot
        if path.exists():
            found += [f"{entry.snapshot}: {fault}" for fault in build.faults_of(path)]
    if entries and published.snapshot() != places.snapshots() / entries[-1].snapshot:
        found.append("CURRENT 与日志不符 / CURRENT differs from the journal")
    return found


def of_upload(upload: str) -> list[str]:
    """What has changed of one upload: original, parsed rows, evidence."""
    try:
        known = archive.receipt(upload)
        content = archive.original(upload)[1]
        rows = archive.rows_file(upload).read_bytes()
    except OSError as fault:
        return [f"{upload}: {fault.strerror}"]
    found = []
    if hashlib.sha256(content).hexdigest() != known.sha256:
        found.append(f"{upload}: 原始文件已变 / original changed")
    if hashlib.sha256(rows).hexdigest() != known.parquet_sha256:
        found.append(f"{upload}: 解析记录已变 / parsed rows changed")
    wrong = evidence.changed(archive.folder(upload), known.evidence)
    return found + [f"{upload}: 佐证材料已变 / evidence changed: {name}" for name in wrong]
