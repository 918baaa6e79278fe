"""Ten and fifty visitors, with and without a publication every half minute; memory, and the start."""

import json
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
from pages.charts import kept as kept_charts
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
    """Publishes a small workbook every so many seconds, by a process of its own, until it is left."""

    def __init__(self, folder: Path, every: float = PUBLISHED_EVERY) -> None:
        self.folder, self.every = folder, every
        self.over, self.done = threading.Event(), 0
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        """One after the other."""
        while not self.over.wait(self.every if self.done else self.every / 6):
            self.publish()

    def publish(self) -> None:
        """Once; each brings other figures."""
        file = self.folder / f"战新-{self.done}.xlsx"
        file.write_bytes(workbook("S4", [emerging_row(emerging_output=2_600_000 + self.done)]))
        words = ["-m", "data.ingest", "accept", str(file), "--as", "bench", "--reason", "bench"]
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
        self.done += 1

    def __enter__(self) -> "Publishing":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


class Watched:
    """Looks at a server's memory every so many seconds, and at its processor time from beginning to end."""

    def __init__(self, server: int, every: float = 10.0) -> None:
        self.server, self.every = server, every
        self.memory: list[tuple[float, float]] = []  # seconds since the beginning, MB
        self.cpu = 0.0  # ms
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        """One look after the other."""
        began = time.monotonic()
        while True:
            self.memory.append((round(time.monotonic() - began, 1), round(process.memory(self.server), 1)))
            if self.over.wait(self.every):
                return

    @property
    def gained(self) -> float:
        """MB more at the end than when a tenth of the time was over."""
        return self.memory[-1][1] - self.memory[len(self.memory) // 10][1]

    def __enter__(self) -> "Watched":
        self.cpu = -process.cpu(self.server)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.cpu += process.cpu(self.server)
        self.over.set()
        self.thread.join()


def kept(name: str, told: object) -> None:
    """Writes what was met with in full to artefacts, under a name."""
    target = ROOT / "artefacts" / f"{name}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")


def lines(seconds: float = SECONDS) -> list[Line]:
    """How long visitors wait, and what they take of memory.

    `seconds` are those of the fifty while something is published; where they are more than usual, ten
    visitors are left out.
    """
    long = seconds > SECONDS
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
        for visitors in (50,) if long else (10, 50):
            with Watched(server.process) as watched:
                found = load.measured(server.port, visitors, SECONDS)
            made += waited(f"{visitors} visitors", one, found)
        each = max(0.0, process.memory(server.process) - idle) / 50
        made.append(Line("memory: a visitor more", each, "MB", budget=EACH, of_ratio=False))
        action = watched.cpu / max(1, found["actions"])
        made.append(Line("50 visitors: processor of the server, an action", action, "ms"))
        for visitors in (50,) if long else (10, 50):
            with Publishing(store.parent) as publishing, Watched(server.process) as watched:
                found = load.measured(server.port, visitors, seconds)
            made += waited(f"{visitors} visitors while publishing", one, found)
        made += published(publishing, watched, found, action, one)
    return made


def published(
    publishing: Publishing, watched: Watched, found: load.Measured, action: float, one: load.Measured
) -> list[Line]:
    """What the publications beside fifty visitors cost, and how memory and times went meanwhile."""
    each = (watched.cpu - action * found["actions"]) / max(1, publishing.done)
    told = {"memory": watched.memory, "publications": publishing.done, "one": one}
    kept("visitors", told | {"cpu_ms_an_action": action, "cpu_ms_a_publication": each} | found)
    print(windows_told(found, watched), file=sys.stderr)
    worst = max((window["p95"] for window in found["windows"]), default=0.0)
    what, alone = "50 visitors while publishing", one["p95"]
    return [
        Line(f"{what}: processor of the server, a publication ({publishing.done})", each, "ms"),
        Line(f"{what}: 95th percentile, worst tenth of the time", worst, "ms", alone, None, worst / alone),
        Line(f"{what}: memory gained", watched.gained, "MB"),
    ]


def windows_told(found: load.Measured, watched: Watched) -> str:
    """The windows as lines: when, median, 95th percentile, longest, and the memory of that time."""
    lines = ["from s   p50     p95   worst  actions"]
    for one in found["windows"]:
        lines.append(
            f"{one['from_s']:6.0f}{one['p50']:7.0f}{one['p95']:8.0f}{one['worst']:8.0f}{one['actions']:9.0f}"
        )
    lines += [f"error: {text}" for text in found["said"]]
    return "\n".join([*lines, "memory, MB: " + " ".join(f"{size:.0f}" for _, size in watched.memory)])


def waited(what: str, one: load.Measured, found: load.Measured) -> list[Line]:
    """The 95th percentile beside that of one visitor alone, and how many errors there were."""
    what95 = f"{what}: 95th percentile ({found['actions']} actions, median {found['p50']:.0f})"
    ratio = found["p95"] / one["p95"]
    return [
        Line(what95, found["p95"], "ms", one["p95"], None, ratio, TIMES_ONE),
        Line(f"{what}: errors", found["errors"], "", budget=0, of_ratio=False),
    ]


def start_lines() -> list[Line]:
    """From `make run` to the first page where the store exists, and from the open port; with charts kept by
    an earlier start, and without, as after a change of the program."""
    made = started("start")
    kept_charts.PLACE.unlink(missing_ok=True)
    return made + started("very first start")


def started(what: str) -> list[Line]:
    """One start."""
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
        Line(f"{what}: make run → first page", whole, "ms", budget=FIRST_PAGE, of_ratio=False),
        Line(f"{what}: open port → first page", after, "ms", budget=AFTER_PORT, of_ratio=False),
    ]


def answers(address: str) -> bool:
    """Whether anybody answers there yet."""
    try:
        with urllib.request.urlopen(address, timeout=1):
            return True
    except OSError:
        return False
