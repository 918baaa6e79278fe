"""One trial: an operation on a copy of a store, broken by the shim in a child; recovery and judgement."""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.snapshot import verify
from tests.torture import forks, scenes, shim
from tests.torture.forks import Fate
from tests.torture.scenes import Scene, Stage, State
from tests.torture.shim import Arming


@dataclass(frozen=True)
class Call:
    """A call that the shim counted: its class, its number in it, what it was and on which path."""

    which: int
    n: int
    kind: str
    path: str


@dataclass
class Verdict:
    """What came of a trial: what the shim broke, whether it was acknowledged, and what is wrong."""

    broke: str = ""
    acknowledged: bool = False
    wrong: list[str] = field(default_factory=list)
    told: str = ""


def armed(
    room: Path, arming: Arming, work: Callable[[], Any], patience: float = 120.0, below: Path | None = None
) -> tuple[Fate, list[Call]]:
    """The fate of work in a child under the shim, and the calls the shim told of."""
    log = room / "shim.log"

    def under_shim() -> Any:
        into = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        shim.arm(below or room / "store", arming, into)
        try:
            return work()
        finally:
            shim.disarm()

    fate = forks.alone(under_shim, patience)
    return fate, calls(log)


def calls(log: Path) -> list[Call]:
    """The calls that a log of the shim names."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    split = [line.split(" ", 3) for line in lines]
    return [Call({"rest": shim.REST, "bulk": shim.BULK}[w], int(n), kind, path) for kind, w, n, path in split]


def broken(seen: list[Call]) -> str:
    """The call that was broken, in words."""
    return f"{seen[-1].kind} {seen[-1].path}" if seen else "nothing"


@dataclass(frozen=True)
class Course:
    """How a scene goes without a fault: the state before, the state after, the calls it makes."""

    before: State
    after: State
    made: tuple[Call, ...]
    seconds: float = 0.0

    def rest(self) -> list[Call]:
        """Every call that is no bulk write of a draft."""
        return [call for call in self.made if call.which == shim.REST]

    def bulk(self, count: int, seed: int) -> list[Call]:
        """Some of the bulk writes of drafts: first, last, and others by lot."""
        found = [call for call in self.made if call.which == shim.BULK]
        if len(found) <= count:
            return found
        ends = [found[0], found[-1]]
        return [*ends, *random.Random(seed).sample(found[1:-1], max(0, count - 2))][:count]


def thinned(calls: list[Call], most: int) -> list[Call]:
    """At most so many of the calls, evenly, the last ones among them (there is the commit)."""
    step = max(1, -(-len(calls) // most))
    return calls[::-1][::step]


def course(stage: Stage, scene: Scene) -> Course:
    """Runs a scene once without a fault."""

    def whole() -> Course:
        room = stage.room(scene.store)
        before = scenes.state()
        if scene.spoil:
            scene.spoil()
        fate, made = armed(room, Arming(shim.COUNT), lambda: scene.act(stage))
        if fate.raised or not fate.answered:
            raise RuntimeError(f"{scene.name} fails without a fault: {fate.status} {fate.trace}")
        after = scenes.state()
        wrong = [*verify.faults(), *scenes.leftovers()]
        if wrong or (before == after) == scene.changes:
            raise RuntimeError(f"{scene.name} without a fault ends wrong: {wrong} {before} {after}")
        shutil.rmtree(room)
        return Course(before, after, tuple(made), fate.seconds)

    fate = forks.alone(whole)
    if not isinstance(fate.answer, Course):
        raise RuntimeError(f"{scene.name}: {fate.status} {fate.trace}")
    return fate.answer


def crash(stage: Stage, scene: Scene, known: Course, arming: Arming) -> Verdict:
    """Breaks a scene at one call; recovers; before or after, never between, and nothing acknowledged lost."""
    room = stage.room(scene.store)
    if scene.spoil:
        scene.spoil()
    fate, seen = armed(room, arming, lambda: scene.act(stage))
    verdict = Verdict(broken(seen), fate.answered and fate.raised is None)
    if fate.answered:
        verdict.wrong.append(f"it was not ended at {verdict.broke}: {fate.raised!r}")
    scenes.start()
    verdict.wrong += judged(known, verdict.acknowledged)
    shutil.rmtree(room)
    return verdict


def judged(known: Course, acknowledged: bool) -> list[str]:
    """What is wrong with a recovered store, held against how it stood before and would stand after."""
    now = scenes.without_name(scenes.state())
    before, after = scenes.without_name(known.before), scenes.without_name(known.after)
    wrong = [] if now in (before, after) else [f"between: {now}"]
    if acknowledged and now != after:
        wrong.append(f"acknowledged and lost: {now}")
    return [*wrong, *(f"left over: {name}" for name in scenes.leftovers()), *verify.faults()]
