"""A real server over a store of its own, and a real Chromium to visit it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from setup import browser

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts"
PATIENCE = 60.0


@dataclass(frozen=True)
class Server:
    """Where the dashboard runs, and the store it runs on."""

    url: str
    store: Path


@dataclass
class Visitor:
    """One person at one window."""

    page: Page
    server: Server

    def open(self, path: str) -> Page:
        """Goes to an address of the dashboard and waits for the foot of the page."""
        self.page.goto(self.server.url + path)
        self.page.wait_for_selector(".peak-foot", timeout=PATIENCE * 1000)
        return self.page

    def picture(self, name: str) -> None:
        """Keeps what is on the screen, whole page, under artefacts/."""
        ARTEFACTS.mkdir(exist_ok=True)
        inner = self.page.evaluate(
            "document.querySelector('[data-testid=stMainBlockContainer]')?.scrollHeight ?? 0"
        )
        size = self.page.viewport_size or {"width": 1366, "height": 768}
        self.page.set_viewport_size({"width": size["width"], "height": max(size["height"], int(inner) + 60)})
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")
        self.page.set_viewport_size(size)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A Chromium; without one the test fails and says what to install."""
    path = browser.find()
    if path is None:
        pytest.fail(browser.MISSING, pytrace=False)
    arguments = ["--disable-gpu", "--disable-dev-shm-usage"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox cannot be made by root
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=arguments)
        yield found
        found.close()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Waits until the server answers; fails with the end of its log when it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8')[-2000:]}", pytrace=False)


@contextmanager
def serving(store: Path, log: Path) -> Iterator[Server]:
    """The server that `make run` starts, on a free port, over a store."""
    port = free_port()
    command = [sys.executable, "setup/serve.py", "--server.headless=true"]
    options = ["--server.address=127.0.0.1", f"--server.port={port}"]
    environment = {**os.environ, "PEAK_STORE": str(store), "PEAK_USER": "上报员"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *options], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            wait_until_up(f"http://127.0.0.1:{port}", process, log)
            yield Server(f"http://127.0.0.1:{port}", store)
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture
def server(built_samples: Path, tmp_path: Path) -> Iterator[Server]:
    """A fresh server over a copy of the sample store that the test may publish into."""
    store = tmp_path / "store"
    shutil.copytree(built_samples, store)
    with serving(store, tmp_path / "server.log") as found:
        yield found


@pytest.fixture(scope="session")
def reading_server(built_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only look."""
    with serving(built_samples, tmp_path_factory.mktemp("server") / "server.log") as found:
        yield found


@pytest.fixture
def visitor(chromium: Browser, server: Server) -> Iterator[Visitor]:
    """One person with a window of their own."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield Visitor(context.new_page(), server)
    context.close()


@pytest.fixture
def leader(chromium: Browser, server: Server) -> Iterator[Visitor]:
    """A second person, at the projector of the meeting room."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    yield Visitor(context.new_page(), server)
    context.close()
