"""Ends the watcher of an inbox at its calls on the store and on the inbox: nothing lost, nothing twice."""

import dataclasses
import shutil
from functools import partial
from pathlib import Path

from data.ingest import receive
from data.ingest.child import ask
from data.ingest.inbox import Alone, Inbox
from data.ingest.watch import RECEIPT, TEXT, Watcher, Wishes
from data.plan import plan
from data.snapshot import bare, verify
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook
from tests.torture import forks, light, scenes, shim, trials
from tests.torture.figures import Figures, Scale
from tests.torture.scenes import Stage
from tests.torture.shim import Arming

BOX = "收件夹"
DROPPED = {"好.xlsx": "已发布", "坏.xlsx": "退回"}
ENDINGS = {"已发布": RECEIPT, "退回": TEXT}
PLACES = ("store", BOX)


def files(stage: Stage) -> dict[str, bytes]:
    """What lies in the inbox: one that is published, one that comes back."""
    return {
        "好.xlsx": stage.parcels["next"].content,
        "坏.xlsx": workbook("S1", [energy_row(region="柳南县")]),
    }


def watched(box: Path) -> None:
    """Watches until nothing that may leave lies in the inbox; the reading is done in this very process."""
    ask.run_in_child = ask.run_here
    said: list[str] = []
    alone = Alone(box)
    Watcher(Inbox(box, 0.0), Wishes("收件员", settle=0.0, every=0.0), said.append).run(once=True)
    alone.end()


def room_of(stage: Stage, given: dict[str, bytes]) -> Path:
    """An empty store with an inbox beside it; what is published there is real, for it is compared with."""
    light.leave()
    room = stage.room("empty")
    (room / BOX).mkdir()
    for name, content in given.items():
        (room / BOX / name).write_bytes(content)
    return room


def make_bare(stage: Stage) -> None:
    """Has a child make what every build begins with, once for all trials: this process opens no DuckDB."""

    def made() -> list[bare.Bare]:
        light.leave()
        stage.room("empty")
        scenes.accept(stage.parcels["first"])
        return [dataclasses.replace(one, known=plan()) for one in bare.MADE]

    fate = forks.alone(made)
    bare.MADE[:] = [dataclasses.replace(one, known=plan()) for one in fate.answer or []]


def course(stage: Stage, given: dict[str, bytes], place: str) -> list[trials.Call]:
    """The calls of a whole look on the store, or on the inbox."""

    def whole() -> list[trials.Call]:
        room = room_of(stage, given)
        fate, made = trials.armed(room, Arming(shim.COUNT), lambda: watched(room / BOX), below=room / place)
        wrong = judged(room / BOX, given)
        if fate.raised or not fate.answered or wrong:
            raise RuntimeError(f"the inbox fails without a fault: {fate.status} {fate.trace} {wrong}")
        shutil.rmtree(room)
        return made

    fate = forks.alone(whole)
    if not isinstance(fate.answer, list):
        raise RuntimeError(f"inbox: {fate.status} {fate.trace}")
    return fate.answer


def crash(stage: Stage, given: dict[str, bytes], place: str, arming: Arming) -> trials.Verdict:
    """Ends the watcher at one call; another one goes on where it stopped; then all is held against that."""
    room = room_of(stage, given)
    fate, seen = trials.armed(room, arming, lambda: watched(room / BOX), below=room / place)
    verdict = trials.Verdict(trials.broken(seen))
    if fate.answered:
        verdict.wrong.append(f"it was not ended at {verdict.broke}: {fate.raised!r}")
    scenes.start()
    verdict.wrong += lost(room / BOX, given)
    watched(room / BOX)
    verdict.wrong += judged(room / BOX, given)
    shutil.rmtree(room)
    return verdict


def lost(box: Path, given: dict[str, bytes]) -> list[str]:
    """The files that do not lie whole in exactly one place."""
    found = {name: [path for path in box.rglob(name) if path.is_file()] for name in given}
    return [
        f"{name} lies in {[str(path.parent.name) for path in paths]}"
        for name, paths in found.items()
        if len(paths) != 1 or paths[0].read_bytes() != given[name]
    ]


def judged(box: Path, given: dict[str, bytes]) -> list[str]:
    """What is wrong when the watcher has nothing more to do."""
    wrong = lost(box, given)
    for name, room in DROPPED.items():
        if not (box / room / name).is_file() or not (box / room / f"{name}{ENDINGS[room]}").is_file():
            wrong.append(f"{name} is not in {room} with its {ENDINGS[room]}")
    names = [receive.receipt(one).file_name for entry in receive.history() for one in entry.uploads]
    if names.count("好.xlsx") != 1 or "坏.xlsx" in names:
        wrong.append(f"published: {names}")
    drafts = [path.name for path in box.rglob("*.part")]
    return [*wrong, *(f"left over: {name}" for name in [*drafts, *scenes.leftovers()]), *verify.faults()]


def run(scale: Scale) -> Figures:
    """Every call on the inbox, and the calls on the store, whole and half-written."""
    found = Figures("inboxes")
    stage = scenes.prepared()
    given = files(stage)
    make_bare(stage)
    for place in PLACES:
        made = [call for call in course(stage, given, place) if call.which == shim.REST]
        wanted = [
            Arming(shim.CRASH, call.which, call.n) for call in trials.thinned(made, scale.of(2, 30, 1000))
        ]
        torn = [call for call in made if call.kind == "write"]
        wanted += [
            Arming(shim.HALF, call.which, call.n) for call in trials.thinned(torn, scale.of(1, 10, 1000))
        ]
        failures = []
        for arming, fate in forks.fates(wanted, partial(crash, stage, given, place)):
            if fate.answer is None:
                failures.append(f"n={arming.n}: the judge failed: {fate.status} {fate.raised!r}")
            elif fate.answer.wrong:
                failures.append(f"n={arming.n} {fate.answer.broke}: {'; '.join(fate.answer.wrong)[:300]}")
        found.add(f"calls on the {'store' if place == 'store' else 'inbox'}", len(wanted), failures,
                  f"{len(made)} calls")  # fmt: skip
    return found
