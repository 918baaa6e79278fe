"""Many visitors at once: `python -m bench.load PORT VISITORS SECONDS` clicks as they do and times it.

Each visitor acts every five seconds on a page a leader or analyst opens. A process of its own, so that the
clients' work is not the server's; they share its processors all the same.
"""

import json
import random
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TypedDict

from bench.client import Session, session
from bench.table import p95

EVERY = 5.0  # seconds from one action of a visitor to the next
REGIONS = ("", "region=450203", "region=450205", "region=450204")
PAGES = (("overview", ""), ("overview", ""), ("indicator", "id=T01&"), ("county", ""), ("green", ""))
WINDOWS = 10


class Measured(TypedDict):
    """What a process of visitors tells: milliseconds, and how many actions and errors there were."""

    p50: float
    p95: float
    worst: float
    actions: int
    errors: int
    said: list[str]
    windows: list[dict[str, float]]


@dataclass
class Told:
    """What visitors met with: milliseconds of their actions, and what went wrong."""

    times: list[float] = field(default_factory=list)
    at: list[float] = field(default_factory=list)  # when each began, seconds of the monotonic clock
    errors: list[str] = field(default_factory=list)

    def act(self, one: Session, page: str, query: str) -> None:
        """One action of a visitor, timed."""
        began = time.monotonic()
        taken = one.rerun(page, query)
        self.times.append(taken)
        self.at.append(began)


def visitor(port: int, number: int, until: float, found: Told) -> None:
    """One visitor: opens the overview unmeasured, then acts until the time is over."""
    luck = random.Random(number)
    try:
        with session(port) as one:
            time.sleep(luck.random() * EVERY)
            one.rerun("overview")
            while True:
                time.sleep(EVERY * (0.8 + 0.4 * luck.random()))
                if time.monotonic() > until:
                    return
                page, base = luck.choice(PAGES)
                found.act(one, page, base + luck.choice(REGIONS))
    except Exception as fault:
        found.errors.append(f"{type(fault).__name__}: {fault}")


def together(port: int, visitors: int, seconds: float) -> Told:
    """What so many visitors meet with at once."""
    found, until = Told(), time.monotonic() + seconds
    threads = [
        threading.Thread(target=visitor, args=(port, number, until, found)) for number in range(visitors)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def alone(port: int, actions: int = 24) -> Told:
    """What one visitor meets with who does the same, with pauses."""
    found, luck = Told(), random.Random(0)
    with session(port) as one:
        for page, base in dict.fromkeys(PAGES):
            for region in REGIONS:
                one.rerun(page, base + region)
        for _ in range(actions):
            time.sleep(0.2)
            page, base = luck.choice(PAGES)
            found.act(one, page, base + luck.choice(REGIONS))
    return found


def windows(found: Told, began: float, seconds: float) -> list[dict[str, float]]:
    """The same figures stretch by stretch: WINDOWS of them, by when an action began."""
    long = seconds / WINDOWS
    told = []
    for number in range(WINDOWS):
        low = began + number * long
        times = [taken for at, taken in zip(found.at, found.times, strict=True) if low <= at < low + long]
        if times:
            told.append({"from_s": round(number * long), **figures(times)})
    return told


def figures(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile, longest and how many."""
    return {"p50": statistics.median(times), "p95": p95(times), "worst": max(times), "actions": len(times)}


def measured(port: int, visitors: int, seconds: float) -> Measured:
    """Median, 95th percentile, actions, errors and windows, told by a process of its own."""
    words = [sys.executable, "-m", "bench.load", str(port), str(visitors), str(seconds)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    told: Measured = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> int:
    """Prints one line of JSON."""
    port, visitors, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    began = time.monotonic()
    found = alone(port) if visitors == 1 else together(port, visitors, seconds)
    said = sorted(set(found.errors))[:5]
    told = figures(found.times or [0.0]) | {"errors": len(found.errors), "said": said}
    print(json.dumps(told | {"windows": windows(found, began, seconds) if seconds else []}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
