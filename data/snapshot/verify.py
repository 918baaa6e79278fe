"""Holds everything in the store against what was written down about it when it came in."""

import hashlib
from pathlib import Path

import duckdb

from data import places
from data.keep import archive, evidence, journal
from data.keep.journal import Entry
from data.snapshot import finished, plan_changes, publish, published


def faults() -> list[str]:
    """Everything in the store that is not as it was written; an empty list when all is well."""
    entries = journal.read()
    found = [
        fault
        for upload in dict.fromkeys(name for entry in entries for name in entry.uploads)
        for fault in of_upload(upload)
    ]
    found += [fault for entry in entries for fault in of_snapshot(entry)]
    if entries:
        allowed = [places.snapshots() / entries[-1].snapshot, *publish.standing_in(entries[-1])]
        if published.snapshot() not in allowed:
            found.append("CURRENT 与日志不符 / CURRENT differs from the journal")
    return found


def of_snapshot(entry: Entry) -> list[str]:
    """What is wrong with the snapshot of a generation: gone, damaged, or other than its line committed."""
    name = entry.snapshot
    path = places.snapshots() / name
    if not path.exists():
        # before the journal knew the program, an upgrade put old snapshots away
        return [f"{name}: 快照文件已丢失 / the snapshot is lost"] if entry.program else []
    wrong = finished.faults_of(path)
    if wrong:
        return [f"{name}: {fault}" for fault in wrong]
    try:
        same = finished.logical_of(path) == entry.logical
    except duckdb.Error as fault:
        return [f"{name}: {fault}"]
    return [] if same else [f"{name}: 内容与日志所记不符 / says other than its line of the journal"]


def remarks() -> list[str]:
    """What a person should know though nothing is wrong: what was built again, and a change that waits."""
    entries = journal.read()
    found = [remark_on(path, entry) for entry in entries for path in publish.standing_in(entry)]
    if entries and plan_changes.pending(entries[-1]):
        found.append(
            "方案数据或程序已变更，尚未发布：重启服务，或 python -m data.ingest plan / "
            "a change of plan data or program is not published yet: restart, or python -m data.ingest plan"
        )
    return found


def remark_on(path: Path, entry: Entry) -> str:
    """What a snapshot that was built again is, and whether it says what its generation said."""
    try:
        same = finished.facts_of(path).get("logical") == entry.logical
    except duckdb.Error as fault:
        return f"{path.name}: {fault}"
    told = (
        "内容与当时公布的一致 / says what was published"
        if same
        else "内容与日志所记不符 / says other than the line of the journal"
    )
    return (
        f"{path.name}: 第 {entry.generation} 次发布（{entry.snapshot}）的重建 / generation "
        f"{entry.generation} built again: {told}"
    )


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
