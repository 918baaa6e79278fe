"""Lets one call fail (EIO) or all from the n-th on (ENOSPC): what is said must be true and in words."""

import errno
import os
import re
import shutil
from dataclasses import dataclass, field

from data import places
from data.keep import pointer
from data.snapshot import finished, verify
from tests.torture import forks, scenes, shim, trials
from tests.torture.figures import Figures, Scale
from tests.torture.scenes import Scene, Stage, State
from tests.torture.shim import Arming
from tests.torture.trials import Course

WHAT = {errno.EIO: "EIO once", errno.ENOSPC: "ENOSPC from there on"}
RAW = re.compile(r"\[Errno|Traceback|Exception|/tmp/|store/|\.duckdb|0x[0-9a-f]+")  # no word of a person
FAULTED = ("accept", "withdraw", "rollback", "plan")


@dataclass
class Answer:
    """What the process said that met the fault, and what it could do afterwards."""

    said: str = ""  # published, later, uncertain, failed
    words: str = ""
    raw: str = ""
    served: bool = False
    recovered: State = field(default_factory=State)
    next_works: str = ""


def met(stage: Stage, scene: Scene, arming: Arming, log: int) -> Answer:
    """The operation under the fault; then, in the same process as in a server, a start and the next one."""
    came = Answer()
    shim.arm(places.store(), arming, log)
    try:
        made = scene.act(stage)
        came.said = "published" if getattr(made, "visible", True) else "later"
    except Exception as fault:
        shim.disarm()
        came.said = "uncertain" if type(fault).__name__ == "Uncertain" else "failed"
        came.raw, came.words = repr(fault), scenes.said(fault)
    shim.disarm()
    shown = pointer.current()
    came.served = shown is not None and finished.faults_of(shown) == []
    scenes.start()
    came.recovered = scenes.state()
    try:
        scenes.accept(scenes.variant(stage.parcels["next"], "afterwards"))
    except Exception as fault:
        came.next_works = repr(fault)
    return came


def trial(stage: Stage, scene: Scene, known: Course, arming: Arming) -> trials.Verdict:
    """One fault, judged."""
    room = stage.room(scene.store)
    log = room / "shim.log"

    def work() -> Answer:
        return met(stage, scene, arming, os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND))

    fate = forks.alone(work)
    seen = trials.calls(log)
    verdict = trials.Verdict(trials.broken(seen[:1]))
    if not isinstance(fate.answer, Answer):
        verdict.wrong.append(f"the process did not live through it: {fate.status} {fate.raised!r}")
        return verdict
    verdict.told = fate.answer.said
    verdict.wrong += judged(known, fate.answer) + verify.faults()
    shutil.rmtree(room)
    return verdict


def judged(known: Course, came: Answer) -> list[str]:
    """What is wrong with an answer, held against what the store turned out to hold."""
    now = scenes.without_name(came.recovered)
    before, after = scenes.without_name(known.before), scenes.without_name(known.after)
    wrong = [] if came.served else ["nothing readable is served meanwhile"]
    fits = {"failed": (before,), "published": (after,), "later": (after,), "uncertain": (before, after)}
    if now not in fits[came.said]:
        wrong.append(f"said {came.said!r} ({came.raw}) and {'published' if now == after else 'is not'}")
    if came.next_works:
        wrong.append(f"the next publication fails: {came.next_works}")
    if came.raw and (not came.words or RAW.search(came.words)):
        wrong.append(f"not in words: {came.raw}: {came.words!r}")
    return wrong


def run(scale: Scale) -> Figures:
    """Every scene that publishes, both kinds of fault."""
    found = Figures("io_faults")
    stage = scenes.prepared()
    names = FAULTED[: scale.of(1, 4, 4)]
    for scene in (one for one in scenes.SCENES if one.name in names):
        faulted(stage, scene, scale, found)
    found.need("faults", sum(line.done for line in found.lines), scale.of(8, 100, 200))
    return found


def faulted(stage: Stage, scene: Scene, scale: Scale, found: Figures) -> None:
    """Both kinds of fault at the calls of one scene."""
    known = trials.course(stage, scene)
    calls = trials.thinned(known.rest(), scale.of(3, 12, 30)) + known.bulk(scale.of(1, 3, 6), 1)
    armings = [
        Arming(how, call.which, call.n, wrong)
        for call in calls
        for how, wrong in ((shim.FAIL_ONCE, errno.EIO), (shim.FAIL_FROM, errno.ENOSPC))
    ]
    failures: list[str] = []
    told: dict[str, int] = {}
    for arming, fate in forks.fates(armings, lambda arming: trial(stage, scene, known, arming)):
        place = f"{WHAT[arming.wrong]} n={arming.n}"
        if fate.answer is None:
            failures.append(f"{place}: the judge failed: {fate.status} {fate.raised!r}")
            continue
        told[fate.answer.told] = told.get(fate.answer.told, 0) + 1
        if fate.answer.wrong:
            failures.append(f"{place} {fate.answer.broke}: {'; '.join(fate.answer.wrong)[:400]}")
    found.add(
        scene.name, len(armings), failures, ", ".join(f"{n} {said}" for said, n in sorted(told.items()))
    )
