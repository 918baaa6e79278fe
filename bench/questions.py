"""Asks every question of the leaders' pages for the first time, over stores of more and more rows."""

import os
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.asked import recorded
from bench.grown import grown, mark
from bench.table import Line
from data import places
from queries import ask as asking

SIZES = {"0": 0, "1e5": 100_000, "1e6": 1_000_000}  # rows beside the embedded ones; 1e7 where it is asked for
COLD, GROWTH = 20.0, 1.5  # ms at the embedded size; times from there to a million rows
NOISE = 3.0  # ms: less than that is no growth
TURNS = 3
WORST = 8  # of the questions that are told one by one
Found = dict[str, float]


def lines(largest: str = "1e6") -> list[Line]:
    """The worst of all questions, what is above a budget, and the slowest one by one."""
    asked = recorded()
    leaders = leading()
    sizes = dict(SIZES) | ({"1e7": 10_000_000} if largest == "1e7" else {})
    times = {name: timed(store_of(name, rows), asked) for name, rows in sizes.items()}
    first, last = times["0"], times[list(sizes)[-1]]
    growth = {name: grown_by(first[name], last[name]) for name in first if name in last}
    slowest = sorted(first, key=lambda name: -first[name])
    told = {name for name in leaders & growth.keys() if first[name] > COLD or growth[name] > GROWTH}
    made = [
        Line(
            f"question: {name}, first time", first[name], "ms", None, None, growth[name], COLD, of_ratio=False
        )
        for name in slowest
        if name in told or name in slowest[:WORST]
    ]
    steepest = max(leaders & growth.keys(), key=lambda name: growth[name])
    made.append(
        Line(
            f"question: {steepest}, 0 → {list(sizes)[-1]} rows",
            last[steepest],
            "ms",
            first[steepest],
            None,
            growth[steepest],
            GROWTH,
        )
    )
    others = sorted(growth.keys() - leaders, key=lambda name: -growth[name])[:WORST]
    return made + [
        Line(
            f"question of others: {name}, 0 → {list(sizes)[-1]}",
            last[name],
            "ms",
            first[name],
            None,
            growth[name],
        )
        for name in others
        if growth[name] > GROWTH
    ]


def grown_by(first: float, last: float) -> float:
    """How many times as long; what lies within the noise has not grown."""
    return 1.0 if last - first < NOISE else last / first


def leading() -> set[str]:
    """The questions that pages of leaders ask."""
    texts = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("pages/leaders", "pages/pieces", "pages/frame")
        for path in (places.ROOT / folder).rglob("*.py")
    )
    return {name for name in asking.files() if f'"{name}"' in texts}


def store_of(name: str, added: int) -> Path:
    """A store with so many rows more, made once for this state of the program and kept below artefacts."""
    target = places.ROOT / "artefacts" / "bench" / f"store-{name}-{mark()}"
    target.parent.mkdir(parents=True, exist_ok=True)
    return grown(target, places.store(), added)


def timed(store: Path, asked: Mapping[str, list[Mapping[str, Any]]]) -> Found:
    """Processor milliseconds of each question with its worst parameters, nothing being kept."""
    before = os.environ.get("PEAK_STORE")
    os.environ["PEAK_STORE"] = str(store)
    asking.forget()
    found: Found = {}
    try:
        snapshot = asking.current().id
        for name, every in asked.items():
            asking.answer(name, snapshot, every[0])  # opens what it reads
            found[name] = max(median(name, snapshot, given) for given in every)
    finally:
        os.environ.pop("PEAK_STORE") if before is None else os.environ.update(PEAK_STORE=before)
        asking.forget()
    return found


def median(name: str, snapshot: str, given: Mapping[str, Any]) -> float:
    """Of TURNS times: a question runs in the thread that asks."""
    times = []
    for _ in range(TURNS):
        asking.ANSWERS.clear()
        began = time.thread_time()
        asking.answer(name, snapshot, given)
        times.append(1000 * (time.thread_time() - began))
    return statistics.median(times)
