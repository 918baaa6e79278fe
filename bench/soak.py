"""An hour of fifty visitors: whether the memory of the server stays where it is."""

import sys

from bench import load
from bench.table import Line
from bench.visitors import Publishing, Watched, copied, kept, waited
from setup.serving import served

SECONDS, VISITORS = 3600.0, 50
PUBLISHED_EVERY = 300.0  # seconds
MINUTE = 60.0
WARM = 6  # the first sixth is warming up: what is asked for the first time is kept
GROWTH = 0.1  # of the memory, an hour


def lines(seconds: float = SECONDS) -> list[Line]:
    """The memory minute by minute, its slope, and how long visitors waited."""
    with copied() as store, served() as server:
        one = load.measured(server.port, 1, 0)
        watched = Watched(server.process, min(MINUTE, seconds / 10))
        with Publishing(store.parent, PUBLISHED_EVERY) as publishing, watched:
            found = load.measured(server.port, VISITORS, seconds)
    later = watched.memory[len(watched.memory) // WARM :]
    mean, hourly = sum(size for _, size in later) / len(later), 3600 * slope(later)
    told = {"memory": watched.memory, "mb_an_hour": hourly, "cpu_ms": watched.cpu, "seconds": seconds}
    kept("soak", told | {"publications": publishing.done} | found)
    for at, size in watched.memory:
        print(f"{at / MINUTE:6.1f} min {size:8.1f} MB", file=sys.stderr)
    what = f"soak, {seconds / MINUTE:.0f} min, {VISITORS} visitors, {publishing.done} publications"
    return [
        Line(f"{what}: memory at the end", watched.memory[-1][1], "MB", floor=watched.memory[0][1]),
        Line(f"{what}: growth an hour", hourly, "MB", mean, None, hourly / mean, GROWTH),
        *waited(what, one, found),
    ]


def slope(points: list[tuple[float, float]]) -> float:
    """What the best straight line through the points rises by, a second."""
    middle = sum(at for at, _ in points) / len(points)
    level = sum(size for _, size in points) / len(points)
    spread = sum((at - middle) ** 2 for at, _ in points)
    return sum((at - middle) * (size - level) for at, size in points) / spread if spread else 0.0
