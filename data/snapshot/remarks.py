"""Tells what to know of a store though nothing is wrong: what was built again, is pruned or not covered."""

from pathlib import Path

from data import places
from data.keep import held
from data.keep.journal import Entry
from data.snapshot import finished, plan_changes, recovery, retention, sealed
from data.snapshot.verify import entries_that_hold, guarded


def remarks() -> list[str]:
    """Every remark on the store; never raises."""
    entries = entries_that_hold()
    kept = retention.kept(entries)
    found: list[str] = []
    for entry in entries:
        found += guarded(entry.snapshot, of_line, entry, entry.generation in kept)
    for upload in held.seals(entries):
        found += guarded(upload, of_rows, upload)
    found += guarded("archive", of_broken_off, entries)
    if entries and plan_changes.pending(entries[-1]):
        found.append(
            "方案数据或程序已变更，尚未发布：重启服务，或 python -m data.ingest plan / "
            "a change of plan data or program is not published yet: restart, or python -m data.ingest plan"
        )
    return found


def of_line(entry: Entry, is_kept: bool) -> list[str]:
    """What to know of a generation: its snapshot pruned, built again, put aside, or without a hash."""
    path = places.snapshots() / entry.snapshot
    again = recovery.standing_in(entry)
    found = [built_again(beside, entry) for beside in again if sealed.stands(beside, entry)]
    if sealed.of_sidecar(path) and sealed.stands(path, entry):
        found.append(built_again(path, entry))
    if not path.exists() and not is_kept and not again:
        found.append(
            f"{path.name}: 已按规则清理，可由档案重建 / pruned by the rule; the archive builds it again"
        )
    if path.exists() and not entry.sha256:
        found.append(
            f"{path.name}: 旧日志行不含文件哈希，按内容核对 / "
            "its line is from before files had a hash; held against what it says"
        )
    aside = path.with_name(path.name + recovery.PUT_ASIDE)
    if aside.exists():
        found.append(f"{aside.name}: 已损坏的原快照，留存备查 / the damaged file, kept aside")
    return found


def built_again(path: Path, entry: Entry) -> str:
    """What a snapshot that was built again is, and whether it says what its generation said."""
    same = finished.facts_of(path).get("logical") == entry.logical
    told = (
        "内容与当时公布的一致 / says what was published"
        if same
        else "内容与日志所记不符 / says other than the line of the journal"
    )
    return (
        f"{path.name}: 第 {entry.generation} 次发布（{entry.snapshot}）的重建 / generation "
        f"{entry.generation} built again: {told}"
    )


def of_rows(upload: str) -> list[str]:
    """The remark on rows that are not the first ones: parsed again from the original."""
    told = held.parsed_again(upload)
    if not told:
        return []
    when, program = told.get("at", ""), told.get("by", "")[:8]
    return [
        f"{upload}: 解析记录于 {when} 由原始文件重做（程序 {program}），字节与当时不同 / "
        f"the parsed rows were made again from the original at {when} by program {program}; "
        "their bytes are not the first ones"
    ]


def of_broken_off(entries: list[Entry]) -> list[str]:
    """Uploads in the archive whose line is being written now, or never was."""
    return [
        f"archive/{name}: 正在发布，或发布中断后的遗留，下次启动或发布时清理 / "
        "is being published, or was left by a publication that broke off and goes away at the next start"
        for name in recovery.broken_off(entries)
    ]
