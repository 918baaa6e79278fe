"""Two things at the same moment: each pair ends as if one had come after the other."""

import hashlib
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import duckdb

from data import places
from data.ingest import receive
from data.keep import journal
from data.snapshot import finished, past, publish, verify
from tests.torture import forks, scenes
from tests.torture.figures import Figures, Scale
from tests.torture.scenes import Stage


@dataclass
class Outcome:
    """What two threads came back with: answers, errors, and what is wrong."""

    answers: list[Any] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def named(self) -> list[str]:
        """The kinds of the errors."""
        return sorted(type(error).__name__ for error in self.errors)


def at_once(*works: Callable[[], Any]) -> Outcome:
    """Runs works in threads that begin together, as two visitors of one server."""
    came = Outcome()
    gate = threading.Barrier(len(works))

    def run_one(work: Callable[[], Any]) -> None:
        gate.wait()
        try:
            came.answers.append(work())
        except Exception as error:
            came.errors.append(error)

    threads = [threading.Thread(target=run_one, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def same_file_twice(stage: Stage) -> list[str]:
    """The same bytes accepted by two people: one publication, the other is told."""
    given = stage.parcels["next"]
    came = at_once(lambda: scenes.accept(given), lambda: scenes.accept(given))
    speaking = [upload for upload in receive.active() if given.sha256[:12] in upload]
    wrong = [] if len(speaking) == 1 else [f"{len(speaking)} uploads of the same bytes are in force"]
    return wrong if came.named() == ["AlreadyPublished"] else [*wrong, f"told {came.errors!r}"]


def same_withdrawal_twice(stage: Stage) -> list[str]:
    """One upload withdrawn by two people: once, the other is told."""
    gone = receive.active()[-1:]
    before = len(journal.read())
    came = at_once(lambda: receive.withdraw(gone, "甲"), lambda: receive.withdraw(gone, "乙"))
    made = len(journal.read()) - before
    wrong = [] if made == 1 else [f"{made} withdrawals of one upload"]
    return (
        wrong if len(came.errors) == 1 and scenes.said(came.errors[0]) else [*wrong, f"told {came.errors!r}"]
    )


def looked_at_before(stage: Stage) -> list[str]:
    """Two people looked at the same generation: the later one is told what came between."""
    seen = len(journal.read())
    given = [scenes.variant(stage.parcels["next"], tag) for tag in ("甲", "乙")]
    publishing: Any = publish.publish
    came = at_once(*(partial(publishing, "accept", "甲", parcels=[one], expected=seen) for one in given))
    if came.named() != ["MovedOn"] or len(journal.read()) != seen + 1:
        return [f"{len(came.answers)} went through, told {came.errors!r}"]
    since = [entry.generation for entry in getattr(came.errors[0], "since", ())]
    return [] if since == [seen + 1] else [f"told of {since}, not of {seen + 1}"]


def keep_refused(tag: str) -> None:
    """Keeps a file that was not accepted, each under other bytes."""
    content = tag.encode()
    found = receive.Inspection("坏.xlsx", hashlib.sha256(content).hexdigest())
    receive.keep_refused(content, "坏.xlsx", "甲", found)


def refused_against_recover(stage: Stage) -> list[str]:
    """Refused files are kept while a start recovers, again and again: nobody hinders anybody."""

    def keep(number: int) -> None:
        for turn in range(20):
            keep_refused(f"{number} {turn}")

    def start() -> None:
        for _ in range(20):
            scenes.start()

    came = at_once(lambda: keep(1), lambda: keep(2), lambda: keep(3), start)
    kept = len(receive.refusals())
    wrong = [f"{error!r:.150}" for error in came.errors]
    return wrong if wrong or kept == 60 else [f"{kept} of 60 refused files were kept"]


def refused_against_accept(stage: Stage) -> list[str]:
    """A bad file is kept while a good one is published."""
    came = at_once(lambda: scenes.accept(stage.parcels["next"]), lambda: keep_refused("bad"))
    return [f"{error!r:.150}" for error in came.errors]


def prune_against_readers(stage: Stage) -> list[str]:
    """A pruned snapshot is asked for, made again and read while publications prune it: it says the same."""
    scenes.accept(stage.parcels["next"])
    pruned = journal.read()[1]

    def read() -> None:
        for _ in range(3):
            said = read_again(pruned)
            if said != pruned.logical:
                raise AssertionError(f"{pruned.snapshot} says {said!r}")

    def publish_on() -> None:
        for tag in ("甲", "乙", "丙"):
            scenes.accept(scenes.variant(stage.parcels["next"], tag))

    came = at_once(read, read, publish_on)
    return [f"{error!r:.200}" for error in came.errors]


def read_again(entry: journal.Entry, tries: int = 5) -> str:
    """What a past snapshot says, made again where it went; a page starts over as well when it goes again."""
    for _ in range(tries):
        past.again(entry.generation)
        try:
            with duckdb.connect(str(places.snapshots() / entry.snapshot), read_only=True) as database:
                return finished.contents(database)[1]
        except (duckdb.IOException, OSError):
            continue  # pruned between the two
    return "nothing"


RACES: dict[str, Callable[[Stage], list[str]]] = {
    "the same bytes twice": same_file_twice,
    "the same withdrawal twice": same_withdrawal_twice,
    "two who looked at one generation": looked_at_before,
    "refused against recover": refused_against_recover,
    "refused against accept": refused_against_accept,
    "prune against readers": prune_against_readers,
}


def trial(stage: Stage, race: Callable[[Stage], list[str]]) -> list[str]:
    """One race on a store of its own, then verify."""
    room = stage.room("three")
    wrong = race(stage)
    scenes.start()
    wrong += [*verify.faults(), *(f"left over: {name}" for name in scenes.leftovers())]
    shutil.rmtree(room)
    return wrong


def run(scale: Scale) -> Figures:
    """Every race so many times."""
    found = Figures("races")
    stage = scenes.prepared()
    count = scale.of(1, 8, 30)
    for name, race in RACES.items():
        failures = []
        for number, fate in forks.fates(range(count), lambda _: trial(stage, race)):  # noqa: B023
            wrong = fate.answer if fate.answer is not None else [f"{fate.status} {fate.raised!r}"]
            failures += [f"run {number}: {'; '.join(wrong)[:300]}"] if wrong else []
        found.add(name, count, failures)
    return found
