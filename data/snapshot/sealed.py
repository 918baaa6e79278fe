"""Makes a snapshot's file and seals it with its hash; holds a file against the seal it was given."""

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from data import places
from data.keep import durable, held
from data.keep.amendments import NOTHING, Amendments
from data.keep.archive import Receipt
from data.keep.errors import StoreError
from data.keep.journal import Entry
from data.snapshot import build, delta, finished, foreseen
from data.snapshot.delta import Standing
from data.snapshot.naming import Again, Built

SIDECAR = ".sha256"  # ends the name of the small file beside a snapshot that was built again
HEX = 64  # letters of a SHA-256
STOOD: dict[Path, tuple[tuple[int, ...], "Seal"]] = {}  # files that held: as they lay there, and their seal


@dataclass(frozen=True)
class Seal:
    """What a file was when it was finished: SHA-256 in hex and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Made:
    """A snapshot that stands in its place: its path, the hash of what it says, the seal of its file."""

    path: Path
    logical: str
    seal: Seal


@dataclass(frozen=True)
class Ahead:
    """A draft that may lie there: its word (`foreseen.key`), and the receipts of the uploads it adds."""

    word: str
    receipts: tuple[Receipt, ...]

    def taken(self, draft: Path, generation: int, at: str) -> Built | None:
        """The draft in its new place, told whose the uploads are; None where none is to be had."""
        if not foreseen.take(draft, generation, self.word):
            return None
        try:
            return build.close_again(draft, self.receipts, generation, at)
        except duckdb.Error:  # whole, and yet no snapshot of ours: it is built instead
            draft.unlink(missing_ok=True)
            return None


def make(
    generation: int, active: list[str], at: str, again: Again | None = None, amendments: Amendments = NOTHING,
    ahead: Ahead | None = None, base: Standing | None = None,
) -> Made:  # fmt: skip
    """Builds a snapshot, checks it, seals it, moves it into place.

    Where somebody looked `ahead` to the very same, what was made then is taken over; else it is made of
    `base`, a whole snapshot of before, where that can be (data/snapshot/delta.py). Built `again` it gets a
    sidecar where its line has other bytes; a whole file of that name stays, byte for byte. What fails on the
    way leaves no draft: after a failed fsync nobody knows what of it is on the disk.
    Raises StoreError when it does not check out.
    """
    draft = build.draft(generation)
    try:
        built = ahead.taken(draft, generation, at) if ahead else None
        if built is None and again is None:
            built = delta.made(draft, active, generation=generation, at=at, base=base, amendments=amendments)
        if built is None:
            built = build.build(
                draft, active, generation=generation, at=at, again=again, amendments=amendments
            )
        faults = finished.faults_of(draft)
        if faults:
            raise StoreError(f"新快照未通过核对 / the new snapshot did not check out: {faults}")
        Path(f"{draft}.wal").unlink(missing_ok=True)
        durable.sync_file(draft)
        draft.chmod(0o444)
        target = places.snapshots() / built.name
        if again and stands(target, again.line) and finished.is_sound(target, built.logical):
            draft.unlink()
            return Made(target, built.logical, seal_of(target))
        made = Made(target, built.logical, seal_of(draft))
        if again:
            give_sidecar(made, again.line)
        durable.replace(draft, target)
        STOOD[target] = (held.touched(str(target)), made.seal)
        return made
    except BaseException:
        with contextlib.suppress(OSError):  # the first fault is the one to tell; recover() clears tmp/
            draft.unlink(missing_ok=True)
        raise


def seal_of(path: Path) -> Seal:
    """The seal of a file as it is now."""
    return Seal(durable.sha256(path), path.stat().st_size)


def sidecar(path: Path) -> Path:
    """Where the seal of a snapshot that was built again lies."""
    return path.with_name(path.name + SIDECAR)


def give_sidecar(made: Made, line: Entry) -> None:
    """Writes the seal beside a snapshot that was built again; none where its bytes are those of the line."""
    beside = sidecar(made.path)
    if made.path.name == line.snapshot and made.seal == of_line(line):
        beside.unlink(missing_ok=True)
        return
    draft = places.tmp() / beside.name
    draft.unlink(missing_ok=True)
    durable.write_new(draft, json.dumps(asdict(made.seal)).encode())
    durable.replace(draft, beside)


def of_line(line: Entry) -> Seal | None:
    """The seal that a line of the journal carries; lines of before carry none."""
    return Seal(line.sha256, line.size) if line.sha256 else None


def of_sidecar(path: Path) -> Seal | None:
    """The seal in the sidecar of a snapshot; None without one, or where it cannot be read."""
    try:
        body = json.loads(sidecar(path).read_bytes())
        seal = Seal(body["sha256"], body["size"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return seal if isinstance(seal.sha256, str) and len(seal.sha256) == HEX else None


def seals(path: Path, line: Entry) -> list[Seal]:
    """The seals a snapshot's file may have: of its line, of its sidecar."""
    own = of_line(line) if path.name == line.snapshot else None
    return [seal for seal in (own, of_sidecar(path)) if seal is not None]


def stands(path: Path, line: Entry) -> bool:
    """Whether a snapshot's file is there, byte for byte as it was finished.

    One of before there were seals is held against the hash of what it says, which takes longer.
    """
    if not path.is_file():
        return False
    known, stamp = seals(path, line), held.touched(str(path))
    if known or sidecar(path).exists():
        size = path.stat().st_size
        found = seal_of(path) if any(seal.size == size for seal in known) else None
        if found is not None and found in known:
            STOOD[path] = (stamp, found)
        return found is not None and found in known
    return finished.is_sound(path, logical_of_old(path, line))


def stands_still(path: Path, line: Entry) -> bool:
    """As `stands`; one that held when this process last read it and nobody touched since is not read again.

    What is made of it is held against its seal once more while it is copied (`delta.made`).
    """
    stamp, seal = STOOD.get(path, ((), None))
    untouched = bool(stamp) and stamp == held.touched(str(path)) and seal in seals(path, line)
    return untouched or stands(path, line)


def logical_of_old(path: Path, line: Entry) -> str:
    """What a snapshot without a seal ought to say: as its line has it, else as it says of itself; or ''."""
    if path.name == line.snapshot:
        return line.logical
    try:
        return finished.facts_of(path).get("logical", "")
    except duckdb.Error:
        return ""
