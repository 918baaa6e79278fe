"""Breaks backup and restore at every call, cuts their power, lets the disk fail, publishes meanwhile."""

import contextlib
import errno
import io
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from data.keep import __main__ as command
from data.snapshot import verify
from tests.torture import forks, scenes, shim, trials
from tests.torture.disk import Disk, Event, events
from tests.torture.figures import Figures, Scale
from tests.torture.races import at_once
from tests.torture.scenes import Stage, State
from tests.torture.shim import Arming


@dataclass
class Came:
    """What came of a trial: what was broken, and what is wrong."""

    broke: str = ""
    wrong: list[str] = field(default_factory=list)


def run_command(*words: str) -> tuple[int, str]:
    """The exit status and the words of a command of `python -m data.keep`."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        status = command.main([*words, "--json"])
    return status, said.getvalue()


def back_up(room: Path) -> int:
    """Backs the store of a room up into the folder beside it."""
    return run_command("backup", str(room / "backup"))[0]


def restored(room: Path) -> tuple[int, str]:
    """Restores the backup of a room; PEAK_STORE then points to the restored store."""
    os.environ["PEAK_STORE"] = str(room / "restored")
    return run_command("restore", str(room / "backup"), "--to", str(room / "restored"))


def said_by(room: Path, allowed: tuple[State, ...]) -> list[str]:
    """What is wrong with what the backup of a room gives back."""
    status, words = restored(room)
    if status:
        return [f"the restore fails: {words[:200]}"]
    now = scenes.state()
    wrong = verify.faults()
    return wrong if now in allowed else [*wrong, f"restored as something else: {now}"]


def broken_backup(stage: Stage, arming: Arming, states: tuple[State, State]) -> Came:
    """A backup beside an older one is broken; the folder gives one of the two, and the next one the newer."""
    room = stage.room("backed")
    fate, seen = trials.armed(room, arming, lambda: back_up(room), below=room)
    came = Came(trials.broken(seen[:1]))
    done = fate.answered and fate.raised is None and fate.answer == 0
    if fate.raised:
        came.wrong.append(f"an error without words: {fate.raised!r}")
    came.wrong += said_by(room, states[1:] if done else states)
    os.environ["PEAK_STORE"] = str(room / "store")
    came.wrong += verify.faults()
    shutil.rmtree(room / "restored")
    if back_up(room) != 0:
        came.wrong.append("the next backup fails")
    came.wrong += said_by(room, states[1:])
    shutil.rmtree(room)
    return came


def broken_restore(stage: Stage, arming: Arming, states: tuple[State, State]) -> Came:
    """A restore is broken; the same command goes on from there, or the store is whole."""
    room = stage.room("backed")
    fate, seen = trials.armed(room, arming, lambda: restored(room), below=room / "restored")
    came = Came(trials.broken(seen[:1]))
    os.environ["PEAK_STORE"] = str(room / "restored")
    if (room / "restored" / "journal.jsonl").exists():
        scenes.start()
        came.wrong += verify.faults()
        if scenes.without_name(scenes.state()) != scenes.without_name(states[0]):
            came.wrong.append(f"half restored: {scenes.state()}")
    else:
        came.wrong += said_by(room, states[:1])
    if fate.raised:
        came.wrong.append(f"an error without words: {fate.raised!r}")
    shutil.rmtree(room)
    return came


def counted(stage: Stage, kind: str) -> trials.Course:
    """The calls of a backup or a restore that nothing breaks."""

    def whole() -> trials.Course:
        room = stage.room("backed")
        if kind == "backup":
            fate, made = trials.armed(room, Arming(shim.COUNT), lambda: back_up(room), below=room)
        else:
            fate, made = trials.armed(
                room, Arming(shim.COUNT), lambda: restored(room)[0], below=room / "restored"
            )
        if fate.raised or fate.answer:
            raise RuntimeError(f"{kind} fails without a fault: {fate}")
        shutil.rmtree(room)
        return trials.Course(State(), State(), tuple(made), fate.seconds)

    fate = forks.alone(whole)
    if not isinstance(fate.answer, trials.Course):
        raise RuntimeError(f"{kind}: {fate.status} {fate.trace}")
    return fate.answer


def recorded(stage: Stage) -> tuple[str, list[Event], Path]:
    """A backup as the shim saw it: where the room lay, every call, and the room as it was before."""
    room = stage.room("backed")
    before = Path(tempfile.mkdtemp(prefix="before-", dir=stage.folder)) / "room"
    shutil.copytree(room, before)
    log = stage.folder / "backup.calls"

    def work() -> None:
        shim.arm(room, Arming(shim.RECORD), os.open(log, os.O_WRONLY | os.O_CREAT))
        if back_up(room) == 0:
            shim.mark("backed up")
        shim.disarm()

    fate = forks.alone(work)
    if fate.raised or not fate.answered:
        raise RuntimeError(f"the backup could not be recorded: {fate.status} {fate.trace}")
    return str(room), events(log), before


def cut(
    stage: Stage, root: str, calls: list[Event], before: Path, seed: int, states: tuple[State, State]
) -> Came:
    """The power is cut while a backup is written; the folder gives the older or the newer one."""
    dice = random.Random(seed)
    place = len(calls) if seed % 8 == 0 else dice.randint(1, len(calls))
    disk = Disk(root)
    disk.load(before)
    for call in calls[:place]:
        disk.happen(call)
    room = Path(tempfile.mkdtemp(prefix="cut-", dir=stage.folder))
    disk.after_a_cut(dice, room)
    acknowledged = any(call.kind == "mark" for call in calls[:place])
    came = Came(f"{calls[place - 1].kind} {calls[place - 1].path.removeprefix(root)}")
    came.wrong = said_by(room, states[1:] if acknowledged else states)
    shutil.rmtree(room)
    return came


def meanwhile(stage: Stage, states: tuple[State, State]) -> Came:
    """Two publications while a backup is written: it gives a store that was, and the next one the newest."""
    room = stage.room("backed")
    given = [scenes.variant(stage.parcels["next"], tag) for tag in ("甲", "乙")]
    outcome = at_once(lambda: back_up(room), lambda: [scenes.accept(one) for one in given])
    came = Came("publications", [f"{error!r}" for error in outcome.errors])
    newest = scenes.state()
    status, words = restored(room)
    now = scenes.state()
    prefix = now.lines == newest.lines[: len(now.lines)] and len(now.lines) >= len(states[1].lines)
    came.wrong += [] if status == 0 and prefix else [f"restored {len(now.lines)} lines: {words[:200]}"]
    came.wrong += verify.faults()
    shutil.rmtree(room)
    return came


def run(scale: Scale) -> Figures:
    """Backup and restore, broken in every way."""
    found = Figures("backups")
    stage = scenes.prepared()
    states = (seen(stage, "one"), seen(stage, "three"))
    backup, restore = counted(stage, "backup"), counted(stage, "restore")
    crashed = armings(backup, scale.of(2, 40, 1000), shim.CRASH, shim.HALF)
    tried(found, "backup: crash points", crashed, lambda arming: broken_backup(stage, arming, states))
    faults = armings(backup, scale.of(1, 10, 40), shim.FAIL_ONCE, shim.FAIL_FROM)
    tried(found, "backup: EIO and ENOSPC", faults, lambda arming: broken_backup(stage, arming, states))
    older = (states[0], states[0])
    crashed = armings(restore, scale.of(1, 30, 1000), shim.CRASH, shim.HALF)
    tried(found, "restore: crash points", crashed, lambda arming: broken_restore(stage, arming, older))
    root, calls, before = recorded(stage)
    seeds = [Arming(shim.OFF, n=seed) for seed in range(scale.of(2, 40, 120))]
    tried(
        found,
        "backup: power cuts",
        seeds,
        lambda arming: cut(stage, root, calls, before, arming.n, states),
    )
    turns = [Arming(shim.OFF, n=turn) for turn in range(scale.of(1, 5, 20))]
    tried(found, "backup against publications", turns, lambda _: meanwhile(stage, states))
    return found


def seen(stage: Stage, base: str) -> State:
    """The state of a base."""

    def look() -> State:
        shutil.rmtree(stage.room(base))
        os.environ["PEAK_STORE"] = str(stage.base(base))
        return scenes.state()

    fate = forks.alone(look)
    assert isinstance(fate.answer, State), fate
    return fate.answer


def armings(known: trials.Course, most: int, once: int, more: int) -> list[Arming]:
    """Both ways of breaking at most so many calls; a call can be torn only where it writes."""
    chosen = trials.thinned(known.rest(), most) + known.bulk(min(most // 2, 8), 3)
    wrong = {shim.FAIL_ONCE: errno.EIO, shim.FAIL_FROM: errno.ENOSPC}
    return [
        Arming(how, call.which, call.n, wrong.get(how, 0))
        for call in chosen
        for how in (once, more)
        if how != shim.HALF or call.kind == "write"
    ]


def tried(found: Figures, what: str, armings: list[Arming], trial: Callable[[Arming], Came]) -> None:
    """Runs one kind of trial and adds what came of it."""
    failures, worst = [], 0.0
    for arming, fate in forks.fates(armings, trial):
        worst = max(worst, fate.seconds)
        if fate.answer is None:
            failures.append(f"{arming}: the judge failed: {fate.status} {fate.raised!r} {fate.trace[-300:]}")
        elif fate.answer.wrong:
            failures.append(f"n={arming.n} {fate.answer.broke}: {'; '.join(fate.answer.wrong)[:300]}")
    found.add(what, len(armings), failures, f"worst {worst:.1f} s")
