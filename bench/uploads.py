"""Looks at workbooks in a browser while somebody else clicks; accepts and withdraws in stores of any size."""

import hashlib
import io
import statistics
import threading
import time
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as parquet
from python_calamine import CalamineWorkbook

from bench.client import session
from bench.grown import generated
from bench.large_workbook import large
from bench.paging import window
from bench.table import Line, p95
from bench.visitors import copied
from data.ingest import receive
from data.keep import journal
from data.keep.archive import Parcel
from data.plan import plan
from data.snapshot import publish
from setup.serving import served
from tests.support.numbers import emerging_row
from tests.support.workbooks import workbook

ROWS = (1_000, 15_000, 90_000)
VERDICT = 4.0  # times a plain parse of the same bytes, of the largest
OTHERS = 2.0  # times what another visitor waits when nobody sends anything
ACCEPT, FLAT = 500.0, 1.2  # ms; from a hundred uploads to a thousand
TURNS = 3
READY = "[data-verdict]"


def lines() -> list[Line]:
    """Inspecting by size, then accepting and withdrawing by the number of uploads in force."""
    return [*inspected(), *published()]


def parsed(content: bytes) -> float:
    """Milliseconds of a plain parse of the same bytes."""
    began = time.perf_counter()
    CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return 1000 * (time.perf_counter() - began)


class Clicking:
    """Another visitor, who clicks on the overview twice a second until it is left."""

    def __init__(self, port: int) -> None:
        self.port, self.over = port, threading.Event()
        self.begun = threading.Event()
        self.times: list[float] = []
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        """Between four places; the first time, which is over once this is entered, is not measured."""
        with session(self.port) as one:
            for turn in range(100_000):
                taken = one.rerun(
                    "overview", ("", "region=450203", "region=450205", "region=450204")[turn % 4]
                )
                if turn < 4:
                    continue
                self.begun.set()
                self.times.append(taken)
                if self.over.wait(0.5):
                    return

    def __enter__(self) -> "Clicking":
        self.thread.start()
        self.begun.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


def inspected() -> list[Line]:
    """From the drop of a workbook to its verdict in the browser, and what another visitor waits meanwhile."""
    made = []
    with copied() as store, served() as server, window(1366, 768) as page:
        with Clicking(server.port) as quiet:
            time.sleep(8)
        for rows in ROWS:
            file = store.parent / f"固废-{rows}.xlsx"
            file.write_bytes(large(rows))
            floor = parsed(file.read_bytes())
            page.goto(f"http://127.0.0.1:{server.port}/upload")
            page.wait_for_selector("input[type=file]", state="attached", timeout=60_000)
            with Clicking(server.port) as other:
                began = time.perf_counter()
                page.set_input_files("input[type=file]", str(file))
                page.wait_for_selector(READY, timeout=180_000)
                ours = 1000 * (time.perf_counter() - began)
            budget = VERDICT if rows == ROWS[-1] else None
            made.append(
                Line(f"inspect {rows:,} rows: drop → verdict", ours, "ms", floor, None, ours / floor, budget)
            )
            alone, met = p95(quiet.times), p95(other.times)
            made.append(
                Line(
                    f"inspect {rows:,} rows: another's 95th percentile",
                    met,
                    "ms",
                    alone,
                    None,
                    met / alone,
                    OTHERS,
                )
            )
    return made


def published() -> list[Line]:
    """Accept and withdraw of one small workbook beside a hundred uploads and beside a thousand."""
    with copied():
        few = once()
        many_uploads(1_000 - len(journal.active(journal.read())))
        many = once()
    made = []
    for place, what in enumerate(("accept", "withdraw")):
        first, last = few[place], many[place]
        made.append(Line(f"{what}, 100 uploads in force", first, "ms", budget=ACCEPT, of_ratio=False))
        made.append(Line(f"{what}, 1,000 uploads in force", last, "ms", first, None, last / first, FLAT))
    return made


def once() -> tuple[float, float]:
    """Medians of accepting a small workbook and taking it back."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(TURNS):
        content = workbook("S4", [emerging_row(emerging_output=2_600_000 + turn)])
        began = time.perf_counter()
        receipt = receive.accept(content, f"战新-{turn}.xlsx", "bench", reason="bench")
        between = time.perf_counter()
        receive.withdraw([receipt.upload], "bench", "bench")
        taken[0].append(1000 * (between - began))
        taken[1].append(1000 * (time.perf_counter() - between))
    return statistics.median(taken[0]), statistics.median(taken[1])


def many_uploads(count: int) -> None:
    """So many uploads of twelve rows each in one publication, as the archive holds them."""
    template = plan().templates["S12"]
    rows = pa.concat_tables(generated(template, 12 * count))
    letters = [["表", column.field, chr(65 + n % 26)] for n, column in enumerate(template.columns)]
    parcels = [parcel(template.id, rows.slice(12 * n, 12), letters, n) for n in range(count)]
    publish.publish("accept", "bench", parcels=parcels)


def parcel(template: str, rows: pa.Table, letters: Sequence[list[str]], number: int) -> Parcel:
    """One upload of the generator, with rows and no workbook worth the name."""
    target = io.BytesIO()
    parquet.write_table(rows, target)
    content = f"bench {number}".encode()
    return Parcel(
        content=content, file_name=f"{template}-{number}.xlsx", kind="xlsx",
        sha256=hashlib.sha256(content).hexdigest(), template=template, rows=target.getvalue(),
        row_count=rows.num_rows, cells=list(letters), findings=[], by="bench", note="", grade="official",
        at=journal.now(),
    )  # fmt: skip
