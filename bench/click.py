"""Times clicks at the server in turn with an empty and a usual page: by the clock and by processor time."""

import statistics
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial

from bench import process
from bench.client import Session, session
from bench.table import Line
from setup.serving import served

ROUNDS, WARM_UP = 24, 6
PAUSE = 0.1  # seconds: an action that follows another at once pays for the tail of that one
REGIONS = ("", "region=450203", "region=450205", "region=450204")
PAGES = ("overview", "green", "county", "indicator")
# (ours − floor) ÷ usual
BUDGETS = {"overview": 0.08, "indicator": 0.25, "green": 0.25, "county": 0.25, "page switch": 0.2}
Action = Callable[[int], float]


def actions(empty: Session, usual: Session, ours: Session) -> dict[str, Action]:
    """What is timed, by name."""
    return {
        "floor": lambda turn: empty.rerun("", REGIONS[turn % 4]),
        "usual": lambda turn: usual.rerun("", REGIONS[turn % 4]),
        "overview": lambda turn: ours.rerun("overview", REGIONS[turn % 4]),
        "indicator": lambda turn: ours.rerun("indicator", f"id=T01&{REGIONS[turn % 4]}"),
        "green": lambda turn: ours.rerun("green", REGIONS[turn % 4]),
        "county": lambda turn: ours.rerun("county", REGIONS[1 + turn % 3]),
        "page switch": lambda turn: ours.rerun(PAGES[turn % 4], "id=T01" if turn % 4 == 3 else ""),
    }


def in_turn(
    timed: dict[str, Action], spent: Mapping[str, Callable[[], float]]
) -> dict[str, tuple[float, float]]:
    """Median milliseconds and processor milliseconds of each: in turn, A B C A B C …"""
    for turn in range(WARM_UP):
        for action in timed.values():
            action(turn)
    clock: dict[str, list[float]] = {name: [] for name in timed}
    busy: dict[str, float] = dict.fromkeys(timed, 0.0)
    for turn in range(ROUNDS):
        for name, action in timed.items():
            time.sleep(PAUSE)
            before = spent[name]()
            clock[name].append(action(turn))
            time.sleep(PAUSE / 4)  # what a run leaves to be done after its last word is its own
            busy[name] += spent[name]() - before
    return {name: (statistics.median(clock[name]), busy[name] / ROUNDS) for name in timed}


def lines() -> list[Line]:
    """A line a kind of click by the clock, and one by processor time."""
    with ExitStack() as stack:
        servers = [
            stack.enter_context(served(script))
            for script in ("bench/empty_page.py", "bench/usual_page.py", "app.py")
        ]
        sessions = [stack.enter_context(session(server.port)) for server in servers]
        timed = actions(*sessions)
        of = {"floor": servers[0].process, "usual": servers[1].process}
        spent = {name: partial(process.cpu, of.get(name, servers[2].process)) for name in timed}
        found = in_turn(timed, spent)
        sent = {name: weigh(sessions[2], timed[name]) for name in BUDGETS}
    made = []
    for place, how in ((0, "by the clock"), (1, "processor")):
        floor, usual = found["floor"][place], found["usual"][place]
        for name, budget in BUDGETS.items():
            ours = found[name][place]
            made.append(
                Line(f"click: {name}, {how}", ours, "ms", floor, usual, (ours - floor) / usual, budget)
            )
    for name, (wire, unpacked, messages) in sent.items():
        made.append(Line(f"click: {name}, over the wire", wire, "KB"))
        made.append(Line(f"click: {name}, unpacked ({messages:.0f} messages)", unpacked, "KB"))
    return made


def weigh(ours: Session, action: Action) -> tuple[float, float, float]:
    """Kilobytes that four such clicks bring over the wire and unpacked, and messages, on average."""
    before = (ours.received, ours.unpacked, ours.messages)
    for turn in range(4):
        action(turn)
    wire, unpacked, messages = (ours.received, ours.unpacked, ours.messages)
    kilobytes = 4 * 1024
    return (wire - before[0]) / kilobytes, (unpacked - before[1]) / kilobytes, (messages - before[2]) / 4
