"""Hostile workbooks take the whole route with a real child: bounded time and memory, and others go on."""

import io
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.ingest import receive
from data.ingest.limits import LIMITS
from data.plan import plan
from queries import ask
from tests.data.ingest.cells.test_other_parts import LAUGHS, with_part
from tests.support.numbers import energy_row
from tests.support.workbooks import credit_code, workbook

pytestmark = pytest.mark.usefixtures("real_child")
MEGABYTE = 1024 * 1024
STATUS = Path("/proc/self/status")
LINUX = pytest.mark.skipif(not STATUS.exists(), reason="memory is read from Linux")


def resident() -> float:
    """Megabytes of this process that are in memory."""
    return int(STATUS.read_text(encoding="ascii").split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def watched() -> Iterator[list[float]]:
    """Megabytes in memory beyond those at the beginning, looked at again and again meanwhile."""
    grown, stop, before = [0.0], threading.Event(), resident()

    def look() -> None:
        while not stop.wait(0.02):
            grown.append(resident() - before)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield grown
    finally:
        stop.set()
        watcher.join()


def merged(area: str) -> bytes:
    """A workbook of a few KB with one wrong cell and one merged area."""
    target = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(workbook("S1", [energy_row(region="柳楠区")])))
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                merges = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
                part = part.replace(b"</sheetData>", b"</sheetData>" + merges)
            copy.writestr(name, part)
    return target.getvalue()


@LINUX
@pytest.mark.parametrize(
    ("area", "rule"), [("AA1:XFD40", "region_unknown"), ("A1:XFD1048576", "merged_too_wide")]
)
def test_a_small_file_with_wide_merges_stops_nobody(store: Path, area: str, rule: str) -> None:
    content = merged(area)
    assert len(content) < 16_000
    receive.inspect(b"a,b\n", "warm.csv")
    began = time.monotonic()
    with watched() as grown:
        seen = receive.inspect(content, "表.xlsx")
        back = receive.returned(content, seen) if seen.refused is None else b""
    assert rule in {finding.rule for finding in seen.findings}
    assert (seen.refused is None) == bool(back)
    assert time.monotonic() - began < 2 * LIMITS.clock_seconds
    assert max(grown) < 50
    if back:  # openpyxl would lay out every merged cell: what the server did before
        with zipfile.ZipFile(io.BytesIO(back)) as archive:
            assert 'name="检查结果"' in archive.read("xl/workbook.xml").decode()


@pytest.mark.parametrize("part", ["docProps/core.xml", "xl/comments/comment1.xml"])
def test_billion_laughs_are_refused_by_name_wherever_they_are(store: Path, part: str) -> None:
    seen = receive.inspect(with_part(part, LAUGHS), "表.xlsx")
    assert seen.refused is not None
    assert (seen.refused.rule, seen.refused.found) == ("unsafe_xml", f"DOCTYPE: {part}")


def many_rows(count: int) -> bytes:
    """A sheet of solid waste with three columns wrong in every row."""
    template = plan().templates["S12"]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(template.name)
    sheet.append([f"{c.heading}（{c.unit}）" if c.unit else c.heading for c in template.columns])
    values = {
        "period": "2025年三季度",
        "region": "柳楠区",
        "generated_t": -5.0,
        "used_t": 1.0,
        "stored_t": "约二",
    }
    for number in range(count):
        row = values | {"credit_code": credit_code(number), "enterprise": f"测试{number}厂", "kind": "尾矿"}
        sheet.append([row.get(column.field) for column in template.columns])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@contextmanager
def visited_meanwhile(taken: list[float]) -> Iterator[None]:
    """Notes what another visitor of the server waits for, again and again."""
    stop = threading.Event()

    def visit() -> None:
        while not stop.wait(0.005):
            began = time.perf_counter()
            ask.ask_rows("due_next")
            taken.append(time.perf_counter() - began)

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        yield
    finally:
        stop.set()
        visitor.join()


def late(taken: list[float]) -> float:
    """The 95th percentile of what was waited, in seconds."""
    return sorted(taken)[int(len(taken) * 0.95)]


@LINUX
def test_a_flood_of_faults_is_counted_and_others_go_on(sample_store: Path) -> None:
    rows = 4_000
    content = many_rows(rows)
    alone, during = list[float](), list[float]()
    receive.inspect(b"a,b\n", "warm.csv")
    with visited_meanwhile(alone):
        time.sleep(1)
    with visited_meanwhile(during), watched() as grown:
        seen = receive.inspect(content, "表.xlsx")
    assert seen.rows == rows and not seen.can_publish
    assert len(seen.findings) <= LIMITS.findings + 1 and len(seen.changes.lines) <= 2 * LIMITS.change_lines
    rest = {(f.field, f.found) for f in seen.findings if f.rule == "more_in_column"}
    assert {("县区", f"{rows - LIMITS.findings_each}"), ("产生量", f"{rows - LIMITS.findings_each}")} <= rest
    assert max(grown) < 50
    assert late(during) < 2 * late(alone) + 0.03
