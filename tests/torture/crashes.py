"""Ends the process at every counted call of every operation, whole and half-written, and inside recovery."""

from tests.torture import forks, scenes, shim, trials
from tests.torture.figures import Figures, Scale
from tests.torture.scenes import Scene, Stage
from tests.torture.shim import Arming
from tests.torture.trials import Course

SHORT = ("accept", "keep draft", "recover: all")  # the scenes of the short form


def points(known: Course, scale: Scale, seed: int) -> list[Arming]:
    """Where a scene is broken: each call that is no bulk write, some that are, and writes torn in half."""
    rest = trials.thinned(known.rest(), scale.of(4, 30, 1000))
    bulk = known.bulk(scale.of(1, 4, 16), seed)
    written = [call for call in known.rest() if call.kind == "write"]
    torn = [*trials.thinned(written, scale.of(2, 12, 1000)), *bulk]
    whole = [Arming(shim.CRASH, call.which, call.n) for call in [*rest, *bulk]]
    return [*whole, *(Arming(shim.HALF, call.which, call.n) for call in torn)]


def run(scale: Scale) -> Figures:
    """Every scene, every point."""
    found = Figures("crashes")
    stage = scenes.prepared()
    for seed, scene in enumerate(chosen(scale)):
        tried(stage, scene, scale, seed, found)
    return found


def chosen(scale: Scale) -> list[Scene]:
    """The scenes of a scale."""
    return [scene for scene in scenes.SCENES if scale is not Scale.SHORT or scene.name in SHORT]


def tried(stage: Stage, scene: Scene, scale: Scale, seed: int, found: Figures) -> None:
    """Breaks one scene at its points and adds what came of it."""
    known = trials.course(stage, scene)
    wanted = points(known, scale, seed)
    failures, worst, torn = [], 0.0, 0
    for arming, fate in forks.fates(wanted, lambda arming: trials.crash(stage, scene, known, arming)):
        worst = max(worst, fate.seconds)
        torn += arming.how == shim.HALF
        place = f"n={arming.n} {'bulk' if arming.which == shim.BULK else 'rest'}"
        if fate.answer is None:
            failures.append(f"{place}: the judge failed: {fate.status} {fate.raised!r}")
        elif fate.answer.wrong:
            failures.append(f"{place} {fate.answer.broke}: {'; '.join(fate.answer.wrong)[:300]}")
    told = f"{len(known.made)} calls, {torn} torn, worst {worst:.1f} s"
    found.add(scene.name, len(wanted), failures, told)
