"""Flips one bit in a file of a store: found or harmless, and what can be made again is made again."""

import importlib
import importlib.util
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data import places
from data.keep import evidence, journal, pointer
from data.keep.errors import StoreError
from data.keep.journal import JournalError
from data.snapshot import finished, verify
from tests.torture import forks, scenes
from tests.torture.figures import Figures, Scale
from tests.torture.scenes import Stage, State

HEADERS = 3 * 4096  # of a DuckDB file; what follows are blocks of data


@dataclass(frozen=True)
class Kind:
    """A kind of file: which files are of it, whether a start or a repair makes them again."""

    name: str
    files: Callable[[], list[Path]]
    derivable: bool


def in_archive(pattern: str) -> Callable[[], list[Path]]:
    """The files of the archive that fit a pattern."""
    return lambda: sorted(places.archive().glob(pattern))


def newest_snapshot() -> list[Path]:
    """The file that readers open."""
    return [places.snapshots() / journal.read()[-1].snapshot]


def older_snapshots() -> list[Path]:
    """The files of earlier generations."""
    return [places.snapshots() / entry.snapshot for entry in journal.read()[:-1]]


KINDS = (
    Kind("journal", lambda: [places.journal()], False),
    Kind("pointer", lambda: [places.current_pointer()], True),
    Kind("receipt", in_archive("*/receipt.json"), False),
    Kind("rows", in_archive("*/records.parquet"), True),
    Kind("original", in_archive("*/original.*"), False),
    Kind("evidence", in_archive(f"*/{evidence.FOLDER}/*"), False),
    Kind("current snapshot", newest_snapshot, True),
    Kind("older snapshots", older_snapshots, True),
)


@dataclass
class Flip:
    """What came of a flipped bit."""

    where: str = ""
    found: bool = False
    harmless: bool = False
    healed: bool = False
    stopped: bool = False  # a start refuses to go on, in words
    wrong: str = ""


def flipped(path: Path, dice: random.Random, last: bool) -> str:
    """Flips one bit of a file (or of its last byte); mostly in a block of data where it is a snapshot."""
    content = bytearray(path.read_bytes())
    first = HEADERS if path.suffix == ".duckdb" and dice.random() < 0.75 else 0
    bit = dice.randrange((len(content) - 1 if last else first) * 8, len(content) * 8)
    content[bit // 8] ^= 1 << bit % 8
    os.chmod(path, 0o644)
    path.write_bytes(content)
    return f"{path.name} bit {bit}"


def contents_shown() -> str:
    """What readers see: the logical hash of the file that the pointer names, every block of it read."""
    path = pointer.current()
    return finished.logical_of(path) if path is not None and path.exists() else ""


def trial(stage: Stage, kind: Kind, seed: int, before: State) -> Flip:
    """One flip: does verify say it, what do readers see, does a start or a repair heal it."""
    room = stage.room("three")
    dice = random.Random(seed)
    came = Flip(flipped(dice.choice(kind.files()), dice, kind.name == "journal" and seed == 0))
    wrong = []
    came.found, raised = verified()
    wrong += raised
    try:
        came.harmless = contents_shown() == before.logical and scenes.state() == before
    except (duckdb.Error, JournalError, StoreError) as fault:
        if not scenes.said(fault):
            wrong.append(f"readers die on {fault!r:.120}")
    if not came.found and not came.harmless:
        wrong.append("verify says nothing")
    wrong += started(kind, came, before)
    came.wrong = "; ".join(wrong)
    shutil.rmtree(room)
    return came


def verified() -> tuple[bool, list[str]]:
    """Whether verify finds something; and what is wrong with it where it raises instead of listing."""
    try:
        return bool(verify.faults()), []
    except Exception as fault:
        return True, [f"verify raises {fault!r:.120}"]


def started(kind: Kind, came: Flip, before: State) -> list[str]:
    """What is wrong after a start and a repair."""
    kept = places.journal().read_bytes()
    try:
        scenes.start()
        repaired()
    except (JournalError, StoreError) as fault:
        came.stopped = True
        untouched = places.journal().read_bytes() == kept
        wrong = [] if untouched else ["a start that stops has changed the journal"]
        return wrong if not kind.derivable and scenes.said(fault) else [*wrong, f"a start stops: {fault}"]
    now = scenes.state()
    left = verify.faults() if not verified()[1] else ["verify raises"]
    if scenes.without_name(now) != scenes.without_name(before):
        return [f"a start made something else of it: {now}"]
    if contents_shown() != before.logical:
        return ["a start leaves readers with something else"]
    came.healed = came.found and not left
    if kind.derivable and left:
        return [f"not healed: {'; '.join(left)[:200]}"]
    return [] if left or not came.found or came.healed else ["found before a start and not after it"]


def repaired() -> None:
    """What `python -m data.ingest repair` does."""
    if importlib.util.find_spec("data.snapshot.repair"):
        again = importlib.import_module("data.ingest.again")
        importlib.import_module("data.snapshot.repair").repair(again.rows)


def run(scale: Scale) -> Figures:
    """So many flips in each kind of file."""
    found = Figures("bit_flips")
    stage = scenes.prepared()
    count = scale.of(1, 30, 60)
    before = forks.alone(lambda: seen(stage)).answer
    for kind in KINDS:
        add(stage, kind, count, before, found)
    return found


def seen(stage: Stage) -> State:
    """The state of the store before anything was flipped."""
    stage.room("three")
    return scenes.state()


def add(stage: Stage, kind: Kind, count: int, before: State, found: Figures) -> None:
    """The flips in one kind of file."""
    failures, came = [], []
    for seed, fate in forks.fates(range(count), lambda seed: trial(stage, kind, seed, before)):
        if fate.answer is None:
            failures.append(f"seed {seed}: the judge failed: {fate.status} {fate.raised!r}")
            continue
        came.append(fate.answer)
        if fate.answer.wrong:
            failures.append(f"seed {seed} {fate.answer.where}: {fate.answer.wrong}")
    told = (
        f"{sum(flip.found for flip in came)} found, "
        f"{sum(flip.harmless and not flip.found for flip in came)} harmless, "
        f"{sum(flip.healed for flip in came)} healed, {sum(flip.stopped for flip in came)} stopped in words"
    )
    found.add(kind.name, count, failures, told)
