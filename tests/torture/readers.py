"""Four readers and two publishers for half an hour: nobody errs, nobody mixes, nobody goes back in time."""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from data import places
from data.ingest import receive
from data.keep import journal
from data.snapshot import build, verify
from queries import ask, snapshots
from tests.torture import forks, light, scenes
from tests.torture.figures import Figures, Scale
from tests.torture.scenes import Stage

READERS, PUBLISHERS = 4, 2
BREATH = 0.3  # seconds between two page runs of a reader, who reads
SOON = 2.0  # seconds after the acknowledgement in which a reader sees a publication
MET = "SELECT (SELECT value FROM meta WHERE key = 'generation'), (SELECT count(*) FROM uploads)"
QUESTIONS = ("overview_cards", "data_calendar", "progress_by_indicator")
KEPT_BUSY = 12  # uploads in force before a publisher takes one back


@dataclass
class Watch:
    """What one reader or publisher saw: (generation, moment) of what was new, how often, what was wrong."""

    rounds: int = 0
    seen: list[tuple[int, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    runs: list[tuple[float, int]] = field(default_factory=list)  # page runs: when begun, what it showed


def reader(stop: Path) -> Watch:
    """Runs pages until told to stop: each finds the snapshot once, as a visit does, and asks three things."""
    watch = Watch()
    last = 0
    while not stop.exists():
        began = time.monotonic()
        try:
            generation, answers = page()
        except Exception as fault:
            watch.wrong.append(f"error: {fault!r:.200}")
            time.sleep(0.05)
            continue
        watch.rounds += 1
        watch.runs.append((began, generation))
        watch.slowest = max(watch.slowest, time.monotonic() - began)
        if set(answers) != {generation}:
            watch.wrong.append(f"mixed: {generation} {answers}")
        if generation < last:
            watch.wrong.append(f"backward: {generation} after {last}")
        if generation > last:
            watch.seen.append((generation, time.monotonic()))
        last = generation
        time.sleep(BREATH)
    return watch


def page() -> tuple[int, list[int]]:
    """The generation a page run shows, and of which generation each of its answers is."""
    shown = snapshots.current()
    answers = [met(shown.path) for _ in range(3)]
    if build.build is not light.light_build:
        for name in QUESTIONS:
            ask.ask_rows(name, snapshot=shown.id)
        answers.append(met(snapshots.find(shown.id).path))
    return shown.generation, answers


def met(path: Path) -> int:
    """The generation that a snapshot says it is."""
    with duckdb.connect(str(path), read_only=True, config={"threads": 1}) as database:
        found = database.execute(MET).fetchall()
    return int(found[0][0])


def publisher(stage: Stage, number: int, stop: Path, wanted: int) -> Watch:
    """Publishes until told to stop, or so many times: new files, now and then one taken back."""
    watch = Watch()
    dice = random.Random(number)
    while not stop.exists() and watch.rounds < wanted:
        began = time.monotonic()
        try:
            made = once(stage, dice, f"{number}-{watch.rounds}")
        except receive.StoreError as fault:
            if type(fault).__name__ in ("MovedOn", "NotPublished"):
                continue  # the other publisher was faster, and this one was told so
            watch.wrong.append(f"publishing: {fault!r:.200}")
            continue
        except Exception as fault:
            watch.wrong.append(f"publishing: {fault!r:.200}")
            continue
        watch.rounds += 1
        watch.seen.append((made.generation, time.monotonic()))
        watch.slowest = max(watch.slowest, time.monotonic() - began)
    return watch


def once(stage: Stage, dice: random.Random, tag: str) -> receive.Receipt:
    """One publication."""
    speaking = receive.active()
    if len(speaking) > KEPT_BUSY:
        return receive.withdraw(speaking[-1:], "乙")
    if dice.random() < 0.1:
        return receive.rollback(dice.choice(journal.read()).generation, "乙")
    return scenes.accept(scenes.variant(stage.parcels["next"], tag))


def delays(publishers: list[Watch], readers: list[Watch]) -> list[float]:
    """How long after each acknowledgement a reader had the whole page that shows it (or a later one)."""
    found = []
    for generation, when in (seen for watch in publishers for seen in watch.seen):
        for watch in readers:
            saw = next((moment for shown, moment in watch.seen if shown >= generation), None)
            if saw is not None:  # else it came just before the end
                found.append(max(0.0, saw - when))
    return sorted(found)


def late(publishers: list[Watch], readers: list[Watch]) -> list[str]:
    """The page runs that began later than SOON after an acknowledgement and did not show it."""
    wrong = []
    for number, watch in enumerate(readers):
        for began, shown in watch.runs:
            due = max((g for p in publishers for g, when in p.seen if when + SOON <= began), default=0)
            if shown < due:
                wrong.append(
                    f"reader {number} was shown {shown} though {due} was acknowledged {SOON} s before"
                )
    return wrong


def run(scale: Scale) -> Figures:
    """Everybody at once for so many seconds, or until so many publications."""
    found = Figures("readers")
    stage = scenes.prepared()
    seconds = scale.of(6, 180, 1800)
    wanted = scale.of(4, 30, 300)
    scenes.keep_snapshots(scenes.AS_SET)
    room = stage.room("three")
    stop = room / "stop"
    patience = seconds + scale.of(60, 0, 0)  # inside the suite other tests have the processors
    watches, broken = together(stage, stop, seconds, patience, wanted)
    kept = forks.alone(lambda: (verify.faults(), len(list(places.snapshots().glob("*.duckdb")))))
    faults, files = kept.answer if kept.answer else ([f"verify failed: {kept.raised!r}"], 0)
    scenes.keep_snapshots(scenes.FEW)
    add(found, watches, [*broken, *faults], files, wanted)
    return found


def together(
    stage: Stage, stop: Path, seconds: float, patience: float, wanted: int
) -> tuple[list[Watch], list[str]]:
    """Runs all of them; what each saw (publishers first), and who did not come back."""
    began = time.monotonic()
    first = len(journal.read())

    def work(number: int) -> Watch:
        if number == PUBLISHERS + READERS:
            time.sleep(seconds)
            while time.monotonic() - began < patience and len(journal.read()) - first <= wanted:
                time.sleep(0.2)
            stop.touch()
            return Watch()
        if number < PUBLISHERS:
            return publisher(stage, number, stop, 100_000)
        return reader(stop)

    came: dict[int, Watch] = {}
    broken = []
    everybody = list(range(PUBLISHERS + READERS + 1))
    for number, fate in forks.fates(everybody, work, len(everybody), patience + 300.0):
        if isinstance(fate.answer, Watch):
            came[number] = fate.answer
        else:
            broken.append(f"{number} did not come back: {fate.status} {fate.raised!r}")
    return [came.get(number, Watch()) for number in everybody[:-1]], broken


def add(found: Figures, watches: list[Watch], broken: list[str], files: int, wanted: int) -> None:
    """The figures of everybody."""
    publishers, readers = watches[:PUBLISHERS], watches[PUBLISHERS:]
    published = sum(watch.rounds for watch in publishers)
    wrong = [text for watch in watches for text in watch.wrong]
    waited = delays(publishers, readers) or [0.0]
    found.add(
        "publications by two publishers",
        published,
        [text for text in wrong if text.startswith("publishing")],
        f"slowest {max(watch.slowest for watch in publishers):.1f} s, {files} snapshots kept",
    )
    found.add(
        "page runs of four readers",
        sum(watch.rounds for watch in readers),
        [*(text for text in wrong if not text.startswith("publishing")), *broken],
        f"slowest {max(watch.slowest for watch in readers):.2f} s",
    )
    middle, worst = waited[len(waited) // 2], waited[-1]
    tardy = late(publishers, readers)
    told = f"whole page after median {middle:.2f} s, worst {worst:.2f} s"
    found.add(f"shown within {SOON:.0f} s of the acknowledgement", len(waited), tardy, told)
    found.need("publications", published, wanted)
