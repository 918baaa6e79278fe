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


def run(scale: Scale) -> Figures:
    """So many wrapped texts; each of the texts that outlast once, in the long form twice."""
    figures = Figures("questions")
    apart.figured(figures, __name__, scale.of(6, 130, 600), scale.of(1, 1, 2))
    figures.need("escapes", sum(line.done for line in figures.lines), scale.of(12, WANTED, WANTED))
    return figures


def texts(count: int, secret: Path, room: Path) -> list[str]:
    """Every text in turn, wrapped, and those that outlast as they are."""
    draw = random.Random(SEED)
    plain = [text.replace("{file}", str(secret)).replace("{folder}", str(room)) for text in escapes.EVERY]
    draw.shuffle(plain)
    return [wrapped(plain[number % len(plain)], draw) for number in range(count)] + [*escapes.OUTLASTS]


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
    """What outlasts, asked on the page by an analyst; how long a leader waits for pages meanwhile.

    A question that is held for long must not hold a leader: a page is answered while it is still asked.
    """
    looked, wrong, done = list[tuple[float, float]](), list[str](), threading.Event()
    with serving(PEAK_STORE=str(store), PEAK_SIGN_IN="accounts") as port:
        url = f"http://127.0.0.1:{port}"
        with (
            closing(signed_in(url, "analyst", peopled.PASSWORD)) as analyst,
            closing(signed_in(url, "leader", peopled.PASSWORD)) as leader,
        ):
            watcher = threading.Thread(target=looks, args=(leader, done, looked, wrong))
            watcher.start()
            asked = [ask(analyst, text, wrong) for text in escapes.OUTLASTS * rounds]
            done.set()
            watcher.join()
    noted = audit.entries(store, audit.Wanted(what=("sql",)))
    wrong += [f"only {len(noted)} were asked"] if len(noted) < len(escapes.OUTLASTS) else []
    longest = max(asked, key=lambda one: one[1] - one[0])
    meanwhile = [one for one in looked if longest[0] < one[0] and one[1] < longest[1]]
    wrong += [] if meanwhile else ["nobody was answered while the longest question was asked"]
    return len(asked), wrong, max((end - begin for begin, end in looked), default=0.0)


def ask(analyst: httpx.Client, text: str, wrong: list[str]) -> tuple[float, float]:
    """Asks one text on the page; when it began and ended."""
    with Page(analyst) as page:
        page.run("sql")
        page.type("sql-text", text)
        began = time.monotonic()
        said = page.run("", "sql-ask")
    if "Traceback" in said:
        wrong.append(f"{said[-200:]}: {text}")
    return began, time.monotonic()


def looks(
    leader: httpx.Client, done: threading.Event, looked: list[tuple[float, float]], wrong: list[str]
) -> None:
    """Asks for the index and a page until it is done; when each look began and ended."""
    while not done.wait(0.1):
        began = time.monotonic()
        status = leader.get("/find-index").status_code
        with Page(leader) as page:
            said = page.run("tasks")
        looked.append((began, time.monotonic()))
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
        lines.append(("through the door", len(asked), wrong, told))
        behind = wall.answered(snapshot, folder, asked[:count], guarded=True)
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
