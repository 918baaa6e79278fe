"""Kills publishers inside their publications, again and again, with a ledger of what was acknowledged."""

import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.ingest import receive
from data.keep import journal
from data.snapshot import verify
from tests.torture import forks, scenes, shim, trials
from tests.torture.figures import Figures, Scale
from tests.torture.scenes import Stage
from tests.torture.shim import Arming

IN_A_LANE = 20  # kills of one store after the other
LATE = 16  # half of the counted calls are among the last ones, where the commit is
TRIES = 30  # turns for each kill: where a publication is quick, many end before theirs
SPARED = 0.15  # of the publications, so that something is acknowledged between kills


@dataclass
class Lane:
    """What came of one store: kills inside a publication, publications acknowledged, what is wrong."""

    inside: int = 0
    outside: int = 0
    acknowledged: int = 0
    durable: int = 0  # killed after the commit: published and never acknowledged
    wrong: list[str] = field(default_factory=list)


def publication(stage: Stage, dice: random.Random, tag: str, ledger: Path) -> str:
    """One publication of some kind; its line goes to the ledger once it is acknowledged."""
    kind = dice.choice(("accept", "accept", "accept", "withdraw", "rollback"))
    if kind == "withdraw" and len(receive.active()) > 1:
        made = receive.withdraw(receive.active()[-1:], "乙")
    elif kind == "rollback":
        made = receive.rollback(dice.randint(1, len(journal.read())), "乙")
    else:
        made = scenes.accept(scenes.variant(stage.parcels["next"], tag))
    line = journal.read()[made.generation - 1]
    handle = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.write(handle, f"{made.generation} {line.hash}\n".encode())
    os.close(handle)
    return kind


def lost(ledger: Path) -> list[str]:
    """The acknowledged publications that the journal does not hold."""
    known = {f"{entry.generation} {entry.hash}" for entry in journal.read()}
    acknowledged = ledger.read_text(encoding="utf-8").splitlines() if ledger.exists() else []
    return [f"acknowledged and lost: {line[:24]}" for line in acknowledged if line not in known]


def examined(ledger: Path) -> tuple[list[str], int]:
    """What is wrong with a store after a kill and a start, and how many publications it holds."""
    scenes.start()
    return [*lost(ledger), *verify.faults()], len(journal.read())


def lane(stage: Stage, number: int, kills: int, calls: int, seconds: float) -> Lane:
    """Kills the publishers of one store so many times, half of them at a counted call, half at a moment."""
    dice = random.Random(number)
    room = stage.room("three")
    ledger = room / "ledger"
    came = Lane()
    published = len(journal.read())
    turn = 0
    while came.inside < kills and turn < TRIES * kills:
        turn += 1
        tag = f"{number}-{turn}"

        def work(tag: str = tag) -> Any:
            return publication(stage, dice, tag, ledger)

        spared = dice.random() < SPARED
        by_call = dice.random() < 0.5
        first = max(1, calls - LATE) if dice.random() < 0.5 else 1
        arming = Arming(
            shim.KILL if by_call and not spared else shim.COUNT, shim.ANY, dice.randint(first, calls)
        )
        patience = 120.0 if by_call or spared else dice.uniform(0.0, seconds)
        fate, _ = trials.armed(room, arming, work, patience)
        if fate.raised:
            came.wrong.append(f"turn {turn}: {fate.raised!r}")
            break
        came.inside += fate.status == -9
        came.outside += fate.answered and not spared
        came.acknowledged += fate.answered
        wrong, now = examined_alone(ledger)
        came.durable += now > published and not fate.answered
        published = now
        if wrong:
            came.wrong.append(f"turn {turn} {arming}: {'; '.join(wrong)[:300]}")
            break
    shutil.rmtree(room)
    return came


def examined_alone(ledger: Path) -> tuple[list[str], int]:
    """See `examined`; in a child, since this process must stay able to fork."""
    fate = forks.alone(lambda: examined(ledger))
    return fate.answer if fate.answer else ([f"recovery failed: {fate.status} {fate.raised!r}"], 0)


def run(scale: Scale) -> Figures:
    """So many kills inside publications, in lanes."""
    found = Figures("kills")
    stage = scenes.prepared()
    wanted = scale.of(6, 100, 500)
    known = trials.course(stage, scenes.SCENES[0])
    share = min(IN_A_LANE, -(-wanted // forks.AT_ONCE))
    lanes = list(range(-(-wanted // share)))
    seconds = known.seconds
    calls = len(known.made)
    came = [
        fate.answer or Lane(wrong=[f"lane {number}: {fate.status} {fate.raised!r} {fate.trace[-300:]}"])
        for number, fate in forks.fates(
            lanes, lambda number: lane(stage, number, share, calls, seconds), patience=3600.0
        )
    ]
    inside = sum(one.inside for one in came)
    told = (
        f"{sum(one.acknowledged for one in came)} acknowledged, "
        f"{sum(one.durable for one in came)} killed after the commit, "
        f"{sum(one.outside for one in came)} ended before their kill"
    )
    found.add("kills inside publications", inside, [w for one in came for w in one.wrong], told)
    found.need("kills inside publications", inside, wanted)
    return found
