"""What a publication costs while fifty overviews stand open and renew themselves, and whom it holds up."""

import threading
import time
from pathlib import Path

from bench import process
from bench.client import Session, session
from bench.table import Line, p95
from bench.visitors import Publishing, copied
from data.people.accounts import Accounts
from data.people.sessions import Sessions
from setup.serving import Served, served

WINDOWS = 50
QUIET, SECONDS = 15.0, 20.0  # of another visitor before the publication, and after it
TIMES_ONE = 3.0
PASSWORD = "柳江边的三棵榕树 2026"
REGIONS = ("", "region=450203", "region=450205", "region=450204")


def signed_in(store: Path) -> str:
    """The secret of a session of a leader: nothing renews itself where nobody signs in."""
    now, people = time.time(), Accounts(store)
    once = people.add("bench", "bench", ["leader"], now)
    people.set_password("bench", once, PASSWORD, "", now)
    account = people.find("bench")
    assert account is not None
    return Sessions(store).begin(account.person(), "password", "127.0.0.1", "bench", now)


class Window:
    """An open overview, which takes what the server sends until it is left."""

    def __init__(self, server: Served, secret: str, region: str) -> None:
        self.server, self.secret, self.region = server, secret, region
        self.renewed: list[float] = []  # when it was drawn anew, seconds of the monotonic clock
        self.opened, self.over = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        """Opens the page once, then waits for what comes by itself."""
        with session(self.server.port, self.secret) as one:
            one.rerun("overview", self.region)
            self.opened.set()
            while not self.over.is_set():
                if came(one) == "script_finished":
                    self.renewed.append(time.monotonic())


def came(one: Session) -> str:
    """The next message within a second, else nothing."""
    try:
        return one.next(1.0)
    except TimeoutError:
        return ""


class Clicking:
    """One visitor more, who clicks four times a second."""

    def __init__(self, server: Served, secret: str) -> None:
        self.server, self.secret, self.times = server, secret, list[tuple[float, float]]()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        """Between four places of the overview."""
        with session(self.server.port, self.secret) as one:
            for turn in range(100_000):
                began = time.monotonic()
                self.times.append((began, one.rerun("overview", REGIONS[turn % 4])))
                if self.over.wait(0.25):
                    return

    def between(self, low: float, high: float) -> list[float]:
        """What it waited for what it asked in a stretch of time."""
        return [taken for began, taken in self.times if low <= began < high]


def lines() -> list[Line]:
    """Processor time of the server for fifty windows, and the waiting of one who clicks meanwhile."""
    with copied() as store, served(PEAK_SIGN_IN="accounts") as server:
        secret = signed_in(store)
        windows = [Window(server, secret, REGIONS[number % 4]) for number in range(WINDOWS)]
        clicking = Clicking(server, secret)
        for one in windows:
            one.thread.start()
        for one in windows:
            one.opened.wait(60)
        clicking.thread.start()
        time.sleep(5)
        began, before = time.monotonic(), process.cpu(server.process)
        time.sleep(QUIET)
        quiet = (process.cpu(server.process) - before) / QUIET
        publishing = Publishing(store.parent)
        publishing.publish()
        at, before = time.monotonic(), process.cpu(server.process)
        time.sleep(SECONDS)
        busy = process.cpu(server.process) - before - quiet * SECONDS
        for event in (clicking.over, *(one.over for one in windows)):
            event.set()
        for thread in (clicking.thread, *(one.thread for one in windows)):
            thread.join()
    alone = p95(clicking.between(began + 1, began + QUIET))
    meanwhile = p95(clicking.between(at, at + SECONDS))
    late = [one.renewed[0] - at for one in windows if one.renewed] or [0.0]
    missing = sum(not one.renewed for one in windows)
    what = f"{WINDOWS} open windows renew themselves"
    return [
        Line(f"{what}: processor of the server", busy, "ms"),
        Line(f"{what}: processor of the server, a window", busy / WINDOWS, "ms"),
        Line(f"{what}: the last one after", max(late), "s"),
        Line(f"{what}: windows that did not", missing, "", budget=0, of_ratio=False),
        Line(
            f"{what}: another's 95th percentile", meanwhile, "ms", alone, None, meanwhile / alone, TIMES_ONE
        ),
    ]
