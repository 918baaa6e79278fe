"""Role × action × place over raw HTTP and websocket: what is allowed works, the rest leaves nothing.

Addresses and pages as everybody, then deeds (`tests/torture/deeds.py`): the refused press what others see.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from data.people.session import Person
from setup.serving import serving
from tests.people.test_pages import PAGES
from tests.support import peopled, second_person
from tests.support.peopled import ROLES
from tests.support.wire import Page, signed_in
from tests.torture import apart, deeds
from tests.torture.deeds import Ground
from tests.torture.figures import Figures, Scale

WANTED = 300
OUTSIDE = ("nobody", "new")  # who has not signed in; whose first password is not changed yet
ADDRESSES: dict[str, str] = {  # what each asks for at least; "" is nobody's
    "/find-index": "view", "/_stcore/host-config": "view", "/favicon.png": "view", "/metrics": "settings",
    "/media/0123456789abcdef0123.csv": "", "/_stcore/metrics": "", "/_stcore/agent/openapi.json": "",
    "/_stcore/script-health-check": "", "/auth/login": "", "/oauth2callback": "",
}  # fmt: skip


def run(scale: Scale) -> Figures:
    """Every cell once; the short form leaves the deeds to the suite."""
    figures = Figures("rights")
    apart.figured(figures, __name__, scale.of(0, 1, 1))
    figures.need("cells", sum(line.done for line in figures.lines), scale.of(200, WANTED, WANTED))
    return figures


class Cells:
    """How many cells were tried, and which did not hold."""

    def __init__(self) -> None:
        self.done, self.wrong = 0, list[str]()

    def hold(self, cell: str, is_right: bool, told: str = "") -> None:
        """One more cell."""
        self.done += 1
        if not is_right:
            self.wrong.append(f"{cell}: {told[:150]} … {told[-150:]}")


@contextmanager
def everybody(url: str, store: Path) -> Iterator[dict[str, httpx.Client]]:
    """A client of each role, of nobody, and of somebody whose password holds once."""
    with ExitStack() as stack:
        told = {name: signed_in(url, name, peopled.PASSWORD) for name in ROLES}
        told["nobody"] = httpx.Client(base_url=url, trust_env=False)
        told["new"] = signed_in(url, "new", (store / "new.txt").read_text(encoding="utf-8"))
        for client in told.values():
            stack.callback(client.close)
        yield told


def may(name: str, action: str) -> bool:
    """Whether a role may; who is outside may nothing."""
    return bool(action) and name in ROLES and Person(name, (ROLES[name],)).may(action)


def addresses(clients: dict[str, httpx.Client], cells: Cells) -> None:
    """Every address by HTTP: the shell of a page is everybody's who may look; what it draws is not in it."""
    for name, client in clients.items():
        for path, action in ADDRESSES.items():
            status = client.get(path).status_code
            wanted = {200} if may(name, action) else {401, 403, 404}
            cells.hold(f"GET {path} as {name}", status in wanted, str(status))
        for entry in PAGES:
            status = client.get(f"/{entry.path}").status_code
            cells.hold(f"GET {entry.path} as {name}", status == (200 if name in ROLES else 303), str(status))


def pages(clients: dict[str, httpx.Client], ground: Ground, cells: Cells) -> None:
    """Every page over the websocket: drawn for who may, a sentence for who may not, no line for others."""
    for name, client in clients.items():
        before = ground.state()
        if name in OUTSIDE:
            for entry in PAGES:
                cells.hold(f"websocket for {entry.path} as {name}", is_shut(client))
            continue
        with Page(client) as page:
            for entry in PAGES:
                told = page.run(entry.path)
                refused = "您的角色没有" in told
                right = refused is not may(name, entry.action) and "Traceback" not in told
                cells.hold(f"page {entry.path} as {name}", right, told)
        if ground.state() != before:
            cells.wrong.append(f"looking as {name} left something")


def is_shut(client: httpx.Client) -> bool:
    """Whether no page opens."""
    try:
        with Page(client):
            return False
    except InvalidStatus:
        return True


def acts(clients: dict[str, httpx.Client], ground: Ground, wanted: list[deeds.Deed], cells: Cells) -> None:
    """Every deed by everybody: the refused first, with what somebody who may is shown, then who may."""
    for deed in wanted:
        names = sorted(clients, key=lambda name: name in deed.allowed)
        for name in names:
            cell = f"{deed.name} as {name}"
            if name in OUTSIDE:
                cells.hold(cell, is_shut(clients[name]))
                continue
            try:
                told = deeds.tried(deed, name, clients, ground)
            except Exception as fault:
                told = f"{type(fault).__name__} {fault}"
            cells.hold(cell, told == "", told)


def main(with_deeds: bool) -> None:
    """Prints the figures."""
    counts = {name: Cells() for name in ("addresses", "pages", "deeds", "second person")}
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        store = Path(folder) / "store"
        accounts = peopled.made(store, patch)
        (store / "new.txt").write_text(accounts.add("new", "", ["admin"], time.time()), encoding="utf-8")
        served: list[tuple[Callable[[], object], list[deeds.Deed], str]] = [
            (lambda: serving(PEAK_STORE=str(store), PEAK_SIGN_IN="accounts"), deeds.DEEDS, "deeds"),
            (lambda: second_person.serving(store), deeds.ANSWERS, "second person"),
        ]
        for start, wanted, name in served if with_deeds else served[:1]:
            with start() as port, everybody(f"http://127.0.0.1:{port}", store) as clients:  # type: ignore[attr-defined]
                ground = Ground(store, accounts, patch)
                if name == "deeds":
                    addresses(clients, counts["addresses"])
                    pages(clients, ground, counts["pages"])
                if with_deeds:
                    acts(clients, ground, wanted, counts[name])
    seconds = f"{time.monotonic() - began:.0f} s"
    apart.told([(name, one.done, one.wrong, seconds) for name, one in counts.items() if one.done])


if __name__ == "__main__":
    main(sys.argv[1] == "1")
