"""Ten and fifty visitors, with and without a publication every half minute; memory, and the start."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import load, process
from bench.client import session
from bench.table import Line
from data import places
from setup.serving import ROOT, free_port, served
from tests.support.numbers import emerging_row
from tests.support.workbooks import workbook

SECONDS = 40.0
PUBLISHED_EVERY = 30.0
TIMES_ONE = 3.0
IDLE, EACH = 250.0, 3.0  # MB
FIRST_PAGE, AFTER_PORT = 3000.0, 200.0  # ms


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the store that may be published into; PEAK_STORE names it meanwhile."""
    before = os.environ.get("PEAK_STORE")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        target = Path(folder) / "store"
        shutil.copytree(places.store(), target)
        os.environ["PEAK_STORE"] = str(target)
        try:
            yield target
        finally:
            os.environ.pop("PEAK_STORE") if before is None else os.environ.update(PEAK_STORE=before)


class Publishing:
    """Publishes a small workbook every PUBLISHED_EVERY seconds, by a process of its own, until it is left."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.over, self.done = folder, threading.Event(), 0
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        """One after the other; each brings other figures."""
        while not self.over.wait(PUBLISHED_EVERY if self.done else PUBLISHED_EVERY / 6):
            file = self.folder / f"战新-{self.done}.xlsx"
            file.write_bytes(workbook("S4", [emerging_row(emerging_output=2_600_000 + self.done)]))
            words = [
                sys.executable,
                "-m",
                "data.ingest",
                "accept",
                str(file),
                "--as",
                "bench",
                "--reason",
                "bench",
            ]
            subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
            self.done += 1

    def __enter__(self) -> "Publishing":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


def lines(seconds: float = SECONDS) -> list[Line]:
    """How long visitors wait, and what they take of memory."""
    with copied() as store, served() as server:
        one = load.measured(server.port, 1, 0)
        idle = process.memory(server.process)
        made = [
            Line(
                "memory: idle, after overview, indicator, county and green",
                idle,
                "MB",
                budget=IDLE,
                of_ratio=False,
            )
        ]
        for visitors in (10, 50):
            found = load.measured(server.port, visitors, seconds)
            made += waited(f"{visitors} visitors", one, found)
        each = max(0.0, process.memory(server.process) - idle) / 50
        made.append(Line("memory: a visitor more", each, "MB", budget=EACH, of_ratio=False))
        for visitors in (10, 50):
            with Publishing(store.parent):
                found = load.measured(server.port, visitors, seconds)
            made += waited(f"{visitors} visitors while publishing", one, found)
    return made


def waited(what: str, one: dict[str, float], found: dict[str, float]) -> list[Line]:
    """The 95th percentile beside that of one visitor alone, and how many errors there were."""
    ratio = found["p95"] / one["p95"]
    return [
        Line(
            f"{what}: 95th percentile ({found['actions']} actions)",
            found["p95"],
            "ms",
            one["p95"],
            None,
            ratio,
            TIMES_ONE,
        ),
        Line(f"{what}: errors", found["errors"], "", budget=0, of_ratio=False),
    ]


def start_lines() -> list[Line]:
    """From `make run` to the first page where the store exists, and from the open port."""
    port, began = free_port(), time.perf_counter()
    subprocess.run([sys.executable, "setup/first_store.py"], cwd=ROOT, check=True, capture_output=True)
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    server = subprocess.Popen(
        [sys.executable, "setup/serve.py", *options],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        health = f"http://127.0.0.1:{port}/_stcore/health"
        while not answers(health):
            time.sleep(0.02)
        opened = time.perf_counter()
        with session(port) as one:
            one.rerun("overview")
        shown = time.perf_counter()
    finally:
        server.terminate()
        server.wait(timeout=20)
    whole, after = 1000 * (shown - began), 1000 * (shown - opened)
    return [
        Line("start: make run → first page", whole, "ms", budget=FIRST_PAGE, of_ratio=False),
        Line("start: open port → first page", after, "ms", budget=AFTER_PORT, of_ratio=False),
    ]


def answers(address: str) -> bool:
    """Whether anybody answers there yet."""
    try:
        with urllib.request.urlopen(address, timeout=1):
            return True
    except OSError:
        return False
