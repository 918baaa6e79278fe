"""SQL that tries to get out, wrapped at random: through the door, against the wall alone, and beside others.

Nothing is read or written outside of the snapshot, none takes more than its share, pages answer meanwhile.
"""

import random
import resource
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from data.people import audit
from queries.ask import current
from queries.free import asking
from queries.free.asking import NotAnswered
from queries.free.limits import LIMITS
from setup.serving import serving
from tests.support import escapes, peopled, wall
from tests.support.wire import Page, signed_in
from tests.support.wrapped import wrapped
from tests.torture import apart
from tests.torture.figures import Figures, Scale

WANTED = 120
SEED = 20261128
MOST_SECONDS = 6.0
MOST_BYTES = 1 << 30
PATIENCE = 5.0  # seconds by the clock within which others are answered on a busy machine


def run(scale: Scale) -> Figures:
    """So many wrapped texts; each of the texts that outlast once, in the long form twice."""
    figures = Figures("questions")
    apart.figured(figures, __name__, scale.of(6, 130, 600), scale.of(1, 1, 2))
    figures.need("escapes", sum(line.done for line in figures.lines), scale.of(12, WANTED, WANTED))
    return figures


def texts(count: int, secret: Path, room: Path) -> list[str]:
    """Every text in turn, wrapped."""
    draw = random.Random(SEED)
    plain = [text.replace("{file}", str(secret)).replace("{folder}", str(room)) for text in escapes.EVERY]
    draw.shuffle(plain)
    return [wrapped(plain[number % len(plain)], draw) for number in range(count)]


def through_the_door(asked: list[str]) -> tuple[list[str], float, int]:
    """Each text asked as the page asks it; what leaked, longest (s), most memory beyond the program (B)."""
    wrong, longest = list[str](), 0.0
    asking.answer(current().id, "SELECT 1")
    alone = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

    def watch(seconds: float) -> None:
        nonlocal longest
        longest = max(longest, seconds)

    for text in asked:
        try:
            answer = asking.answer(current().id, text, watch)
        except NotAnswered as refused:
            if wall.leaks(refused.found):
                wrong.append(f"told in its refusal: {text}")
            continue
        if wall.leaks(str(answer.rows.to_pylist())):
            wrong.append(f"answered: {text}")
    return wrong, longest, (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - alone) * 1024


def beside_others(store: Path, rounds: int) -> tuple[int, list[str], float]:
    """What outlasts, asked on the page by an analyst; how long a leader waits for pages meanwhile."""
    waits, wrong, done = list[float](), list[str](), threading.Event()
    with serving(PEAK_STORE=str(store), PEAK_SIGN_IN="accounts") as port:
        url = f"http://127.0.0.1:{port}"
        with (
            closing(signed_in(url, "analyst", peopled.PASSWORD)) as analyst,
            closing(signed_in(url, "leader", peopled.PASSWORD)) as leader,
        ):
            with Page(leader) as page:
                page.run("overview")
            watcher = threading.Thread(target=looks, args=(leader, done, waits, wrong))
            watcher.start()
            try:
                for text in escapes.OUTLASTS * rounds:
                    with Page(analyst) as page:
                        page.run("sql")
                        page.type("sql-text", text)
                        began = time.monotonic()
                        said = page.run("", "sql-ask")
                        taken = time.monotonic() - began
                        if "Traceback" in said or taken > LIMITS.start_seconds + MOST_SECONDS:
                            wrong.append(f"{taken:.1f} s: {text}")
            finally:
                done.set()
                watcher.join()
    asked = audit.entries(store, audit.Wanted(what=("sql",)))
    if len(asked) < len(escapes.OUTLASTS):
        wrong.append(f"only {len(asked)} were asked")
    slowest = max(waits, default=0.0)
    wrong += [f"a leader waited {slowest:.1f} s"] if slowest > PATIENCE or len(waits) < 10 else []
    return len(escapes.OUTLASTS) * rounds, wrong, slowest


def looks(leader: httpx.Client, done: threading.Event, waits: list[float], wrong: list[str]) -> None:
    """Asks for the index and a page until it is done; how long each took."""
    while not done.wait(0.2):
        began = time.monotonic()
        status = leader.get("/find-index").status_code
        with Page(leader) as page:
            said = page.run("tasks")
        waits.append(time.monotonic() - began)
        if status != 200 or "Traceback" in said:
            wrong.append(f"a leader got {status}")


def main(count: int, rounds: int) -> None:
    """Prints the figures."""
    lines: list[tuple[str, int, list[str], str]] = []
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        folder = Path(place)
        peopled.made(folder / "store", patch)
        snapshot, (secret, room) = current().path, wall.laid(folder)
        asked, before = texts(count, secret, room), snapshot.read_bytes()
        wrong, longest, most = through_the_door(asked)
        wrong += [f"{longest:.1f} s"] if longest > MOST_SECONDS else []
        wrong += [f"{most >> 20} MiB"] if most > MOST_BYTES else []
        told = f"seed {SEED}, longest {longest:.1f} s, {most >> 20} MiB beyond the program"
        lines.append(("through the door", count, wrong, told))
        behind = wall.answered(snapshot, folder, [one for one in asked if "\x00" not in one], guarded=True)
        wrong = [text for text, found in behind.items() if wall.leaks(found)]
        lines.append(("against the wall alone", len(behind), wrong, ""))
        left = [str(one) for one in room.iterdir()] + (
            ["snapshot"] if snapshot.read_bytes() != before else []
        )
        lines.append(("written outside", 0, left, ""))
        asked_beside, wrong, slowest = beside_others(folder / "store", rounds)
        lines.append(("what outlasts", asked_beside, wrong, f"others waited {slowest:.1f} s at most"))
    apart.told(lines)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
