"""Builds the first store from the embedded workbooks; an existing store is left alone."""

import datetime
import logging
import sys
import time
from pathlib import Path

from data import clock, places
from data.ingest import again, receive
from data.ingest.receive import Inspection
from data.keep import faults, journal
from data.samples import come_on
from data.snapshot import publish

LOG = logging.getLogger("peak.start")
DEMO_STEPS = ("2026-07", "2026-08", "2026-09")
OFFICE_HOUR = datetime.time(9)
WHY = {
    "final_changed": "演示数据：更正已终核的数，演示修订和追溯",
    "period_far": "内置数据，首次建库时补入历史各期",
    "sum_mismatch": "演示数据：一个县区按另一版排放因子填报，与全市有意不符",
}


def files_in(folder: Path) -> list[Path]:
    """The workbooks below a folder, in the order of their names."""
    return sorted(folder.rglob("*.xlsx"))


def publications() -> list[tuple[str, str, list[Path]]]:
    """What is published one after the other: (grade, note, files)."""
    demo = files_in(places.samples() / "demo")
    early = [path for path in demo if path.parent.name not in DEMO_STEPS]
    steps = [
        (f"演示数据 {month}", [path for path in demo if path.parent.name == month]) for month in DEMO_STEPS
    ]
    found = [("published", "已公布数据", files_in(places.samples() / "published"))]
    found += [("demo", note, files) for note, files in [("演示数据 2020 年至 2026 年 6 月", early), *steps]]
    return [item for item in found if item[2]]


def load() -> None:
    """Publishes every sample into an empty store."""
    waiting = publications()
    for number, (grade, note, files) in enumerate(waiting, 1):
        print(f"[{number}/{len(waiting)}] {note}：{len(files)} 个工作簿 …", flush=True)
        contents = [(path.read_bytes(), path.name) for path in files]
        receive.accept_many(contents, "内置数据", note=note, grade=grade, came=arrivals(files), reasons=why)


def why(inspection: Inspection) -> str:
    """The reason for what a sample is asked; "" for a question that no sample should raise."""
    asked = sorted({finding.rule for finding in inspection.findings if finding.needs_reason})
    return "；".join(WHY[rule] for rule in asked) if set(asked) <= WHY.keys() else ""


def arrivals(files: list[Path]) -> list[str]:
    """When each workbook came: a demonstration on its listed day, never later than now; others now."""
    now = clock.now()
    demo = places.samples() / "demo"
    days = {demo / workbook: day for workbook, day in come_on.read(demo).items()}
    listed = (
        datetime.datetime.combine(days[path], OFFICE_HOUR, clock.CHINA) if path in days else now
        for path in files
    )
    return [min(moment, now).isoformat() for moment in listed]


def main() -> int:
    """Brings the store into order; 1, with a sentence, where that cannot be done."""
    try:
        return bring_into_order()
    except faults.KINDS as fault:
        LOG.debug("the store is not in order", exc_info=fault)
        said = faults.sentence(fault)
        print(f"{said.zh}\n{said.en}", flush=True)
        return 1


def bring_into_order() -> int:
    """Recovers the store, brings it up to date with the program, and fills it when it is empty."""
    started = time.monotonic()
    done = publish.upgrade(again.rows)
    if done.published:
        print(
            f"方案数据或程序已变更，记为第 {done.published.generation} 次发布（{done.published.note}）/ "
            f"a change of plan or program is generation {done.published.generation}",
            flush=True,
        )
    if done.rebuilt:
        print(
            f"另行重建旧快照 {len(done.rebuilt)} 个，原文件保留 / past snapshots built again beside",
            flush=True,
        )
    if journal.read():
        return 0
    print(
        "首次启动：由内置工作簿建立数据库 / first start: building the store from the embedded workbooks",
        flush=True,
    )
    load()
    print(f"完成，用时 {time.monotonic() - started:.1f} 秒 / done", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
