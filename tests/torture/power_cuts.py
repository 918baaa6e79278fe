"""Cuts the power at random moments of a recorded month, on a disk that keeps no more than it must."""

import os
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from data.ingest import receive
from data.keep import drafts, journal
from data.snapshot import verify
from tests.torture import forks, scenes, shim
from tests.torture.disk import Disk, Event, events
from tests.torture.figures import Figures, Scale
from tests.torture.scenes import Stage
from tests.torture.shim import Arming

HASTE = 0.5  # of the cuts fall within a few calls of a commit
NEAR = 12


@dataclass(frozen=True)
class Recording:
    """A month of publications as the shim saw it: where the store lay, and every call."""

    root: str
    calls: tuple[Event, ...]

    def acknowledged(self, place: int) -> list[str]:
        """The publications acknowledged before a call."""
        return [event.path for event in self.calls[:place] if event.kind == "mark"]


@dataclass
class Cut:
    """What a power cut left: what was acknowledged before it, and what is wrong after a start."""

    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


def recorded(stage: Stage, rounds: int) -> Recording:
    """Publishes into an empty store under the shim, and keeps drafts; every acknowledgement is a mark."""
    room = stage.room("empty")
    shutil.rmtree(room / "store")
    log = room / "calls"

    def month() -> None:
        shim.arm(room, Arming(shim.RECORD), os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        for number in range(rounds):
            dropped = scenes.keep_draft(scenes.variant(stage.parcels["next"], f"{number}"))
            shim.mark(f"draft {dropped.sha256}")
            for tag in ("a", "b"):
                acknowledged(scenes.accept(scenes.variant(stage.parcels["proven"], f"{number}{tag}")))
            acknowledged(receive.withdraw(receive.active()[-1:], "乙"))
            acknowledged(receive.rollback(number * 4 + 2, "乙"))
        shim.disarm()

    fate = forks.alone(month)
    if fate.raised or not fate.answered:
        raise RuntimeError(f"the month could not be recorded: {fate.status} {fate.trace}")
    return Recording(str(room), tuple(events(log)))


def acknowledged(made: receive.Receipt) -> None:
    """Marks a publication that was acknowledged."""
    shim.mark(f"{made.generation} {journal.read()[made.generation - 1].hash}")


def moments(recording: Recording, count: int, seed: int) -> list[tuple[int, int]]:
    """Where the power is cut, each with a seed of its own; half of them near an acknowledgement."""
    dice = random.Random(seed)
    marks = [place for place, event in enumerate(recording.calls) if event.kind == "mark"]
    found = []
    for number in range(count):
        place = dice.randint(1, len(recording.calls))
        if dice.random() < HASTE:
            place = min(len(recording.calls), max(1, dice.choice(marks) + dice.randint(-NEAR, NEAR)))
        found.append((place, seed * 10_000 + number))
    return found


def cut(stage: Stage, recording: Recording, place: int, seed: int, syncs: bool) -> Cut:
    """The state after one cut, recovered and held against what was acknowledged."""
    disk = Disk(recording.root, syncs=syncs)
    for event in recording.calls[:place]:
        disk.happen(event)
    room = Path(tempfile.mkdtemp(prefix="cut-", dir=stage.folder))
    disk.after_a_cut(random.Random(seed), room)
    os.environ["PEAK_STORE"] = str(room / "store")
    known = recording.acknowledged(place)
    came = Cut(len(known))
    try:
        scenes.start()
        entries = {f"{entry.generation} {entry.hash}" for entry in journal.read()}
        entries |= {
            f"draft {one.sha256}" for one in drafts.of_pile(scenes.PILE) if drafts.is_whole(one.folder)
        }
        came.wrong = [f"acknowledged and lost: {line[:20]}" for line in known if line not in entries]
        came.wrong += [*verify.faults(), *(f"left over: {name}" for name in scenes.leftovers())]
    except Exception as fault:
        came.wrong.append(f"cannot start: {fault!r}")
    shutil.rmtree(room)
    return came


def series(
    stage: Stage, recording: Recording, cuts: list[tuple[int, int]], syncs: bool
) -> tuple[int, list[str]]:
    """Many cuts; how many acknowledgements they were held against, and what is wrong."""
    held, wrong = 0, []
    for (place, seed), fate in forks.fates(cuts, lambda at: cut(stage, recording, *at, syncs)):
        came = fate.answer or Cut(wrong=[f"the judge failed: {fate.status} {fate.raised!r}"])
        held += came.acknowledged
        last = recording.calls[place - 1]
        call = f"{last.kind} {last.path.removeprefix(recording.root)}"
        if came.wrong:
            wrong.append(f"call {place} ({call}), seed {seed}: {'; '.join(came.wrong)[:300]}")
    return held, wrong


def run(scale: Scale) -> Figures:
    """Cuts of an honest disk, which must lose nothing, and of one that swallows syncs, which must."""
    found = Figures("power_cuts")
    stage = scenes.prepared()
    recording = recorded(stage, scale.of(1, 2, 3))
    count = scale.of(12, 120, 240)
    held, wrong = series(stage, recording, moments(recording, count, 1), syncs=True)
    found.add("power cuts", count, wrong, f"{held} acknowledgements held, {len(recording.calls)} calls")
    lying = scale.of(6, 20, 40)
    _, broke = series(stage, recording, moments(recording, lying, 2), syncs=False)
    found.add("control: syncs swallowed", lying, told=f"{len(broke)} violated, as they must")
    found.need("violations of the control", len(broke), 1)
    return found
