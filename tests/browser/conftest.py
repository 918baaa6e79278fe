"""A real server over a store of its own, and a real Chromium to visit it with."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright

from setup import browser
from setup.serving import answers, free_port, serving
from tests.browser.forking import OBEYED, Fork, Parent
from tests.support import second_person

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts"
PATIENCE = 60.0
DESK = ViewportSize(width=1366, height=768)
# a window of its own lives for seconds: compiling its scripts well, beside it, costs more than it brings
PLAIN_CODE = (
    "--js-flags=--always-sparkplug --no-maglev --no-turbofan "
    "--min-semi-space-size=64 --max-semi-space-size=128"
)
PICTURES = bool(os.environ.get("PICTURES"))  # a picture proves nothing and costs a second: only if asked


QUIET = """() => document.querySelector('.peak-foot') !== null
  && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"""
# a skeleton stands where the code of an element is still on its way: no chart yet is not every chart painted
PAINTED = """() => !document.querySelector('[data-testid=stMain] [data-testid=stSkeleton]')
  && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(chart =>
  chart.querySelector('canvas, svg .role-mark path[d], svg .role-mark text'))"""


def holds(page: Page, question: str, seconds: float) -> bool:
    """Whether a page answers yes to a question (a JavaScript function) within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if page.evaluate(question):
            return True
        page.wait_for_timeout(50)
    return False


def settle(page: Page) -> None:
    """Waits until the page's foot stands, no script runs and every chart is painted (or will not be)."""
    page.wait_for_selector(".peak-foot", timeout=PATIENCE * 1000)
    while True:
        assert holds(page, QUIET, PATIENCE), f"{page.url} is still running"
        holds(page, PAINTED, 30)  # an empty chart is for the test to name
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if page.evaluate(QUIET):  # a chart or a widget may have asked for one more run
            return


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
        """Goes to an address of the dashboard and waits until the page is whole."""
        self.page.goto(self.server.url + path)
        settle(self.page)
        return self.page

    def picture(self, name: str) -> None:
        """Keeps what is on the screen, whole page, under artefacts/, where pictures are asked for."""
        if not PICTURES:
            return
        ARTEFACTS.mkdir(exist_ok=True)
        inner = self.page.evaluate(
            "document.querySelector('[data-testid=stMainBlockContainer]')?.scrollHeight ?? 0"
        )
        size = self.page.viewport_size or {"width": 1366, "height": 768}
        self.page.set_viewport_size({"width": size["width"], "height": max(size["height"], int(inner) + 60)})
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")
        self.page.set_viewport_size(size)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """The one driver of browsers: a process cannot have two of them at a time."""
    with sync_playwright() as play:
        yield play


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium for windows that tests open and close again."""
    with launched(playwright, PLAIN_CODE) as found:
        yield found


@contextmanager
def launched(playwright: Playwright, *more: str) -> Iterator[Browser]:
    """A Chromium; where there is none, the test fails and says what to install."""
    path = browser.find()
    if path is None:
        pytest.fail(browser.MISSING, pytrace=False)
    found = playwright.chromium.launch(executable_path=path, args=[*arguments(), *more])
    yield found
    found.close()


def arguments() -> list[str]:
    """With what a Chromium is started on a machine without a screen."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    # Chromium's sandbox cannot be made by root
    return ["--disable-gpu", "--disable-dev-shm-usage", *(["--no-sandbox"] if root else [])]


@cache
def parent() -> Parent:
    """The process of which servers are forks: once a worker, and only where a server is asked for."""
    return Parent()


@pytest.fixture(scope="session", autouse=True)
def no_server_is_left() -> Iterator[None]:
    """Ends that process with the last test."""
    yield
    if parent.cache_info().currsize:
        parent().end()


@contextmanager
def dashboard(store: Path, reviewed: bool = False, **environment: str) -> Iterator[Server]:
    """A server over a store (and on another day: PEAK_TODAY="2028-02-29"), as `make run` starts it.

    It is a fork where that is the same; `reading_server` is one that is really started. `reviewed`: people
    sign in, and what they hand in waits for a second person.
    """
    if reviewed:
        environment["PEAK_SIGN_IN"] = "accounts"
    given = {"PEAK_STORE": str(store), "PEAK_USER": "上报员", **environment}
    if hasattr(os, "fork") and given.keys() <= OBEYED:
        with forked(store, given, reviewed) as (server, _):
            yield server
    elif reviewed:
        with second_person.serving(store) as port:
            yield Server(f"http://127.0.0.1:{port}", store)
    else:
        with started(store, **environment) as server:
            yield server


@contextmanager
def forked(store: Path, given: Mapping[str, str], reviewed: bool = False) -> Iterator[tuple[Server, Fork]]:
    """A server that is a fork, once it answers."""
    port = free_port()
    with parent().serving(port, given, reviewed) as fork:
        if not answers(f"http://127.0.0.1:{port}/_stcore/health"):
            raise RuntimeError(f"the server did not start:\n{fork.log.read_text(errors='replace')[-2000:]}")
        yield Server(f"http://127.0.0.1:{port}", store), fork


@contextmanager
def any_day(store: Path) -> Iterator[Callable[[str], Server]]:
    """Gives a server over a store on the day that is asked for; one for all of them where it is a fork."""
    with ExitStack() as stack:
        if not hasattr(os, "fork"):

            def anew(day: str) -> Server:
                stack.pop_all().close()
                return stack.enter_context(started(store, PEAK_TODAY=day))

            yield anew
            return
        server, fork = stack.enter_context(forked(store, {"PEAK_STORE": str(store), "PEAK_USER": "上报员"}))

        def turned(day: str) -> Server:
            fork.turn_to(day)
            return server

        yield turned


@contextmanager
def started(store: Path, **environment: str) -> Iterator[Server]:
    """The server that `make run` starts, over a store."""
    with serving(PEAK_STORE=str(store), PEAK_USER="上报员", **environment) as port:
        yield Server(f"http://127.0.0.1:{port}", store)


@pytest.fixture
def server(built_samples: Path, tmp_path: Path) -> Iterator[Server]:
    """A fresh server over a copy of the sample store that the test may publish into."""
    store = tmp_path / "store"
    shutil.copytree(built_samples, store)
    with dashboard(store) as found:
        yield found


@pytest.fixture(scope="session")
def reading_server(built_samples: Path) -> Iterator[Server]:
    """One server for all tests that only look."""
    with started(built_samples) as found:
        yield found


@pytest.fixture(scope="package")
def desk(playwright: Playwright) -> Iterator[Page]:
    """The one window in which tests look at pages one after another; a new one starts a Chromium process."""
    with launched(playwright) as found:
        yield found.new_context(viewport=DESK, locale="zh-CN").new_page()


@pytest.fixture
def looker(desk: Page) -> Iterator[Page]:
    """That window at the size of a desk and in the light, for one test."""
    yield desk
    desk.emulate_media(media="null", color_scheme="null")
    desk.set_viewport_size(DESK)


@pytest.fixture
def visitor(chromium: Browser, server: Server) -> Iterator[Visitor]:
    """One person with a window of their own."""
    context = chromium.new_context(viewport=DESK, locale="zh-CN")
    yield Visitor(context.new_page(), server)
    context.close()


@pytest.fixture
def leader(chromium: Browser, server: Server) -> Iterator[Visitor]:
    """A second person, at the projector of the meeting room."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    yield Visitor(context.new_page(), server)
    context.close()
