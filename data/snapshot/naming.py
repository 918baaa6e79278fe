"""The name a snapshot deserves, and what it says of itself: what it was made with, what it stands in for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.keep.journal import Entry
from data.snapshot import made_with

REBUILT = "-rebuilt"  # ends the name of a snapshot that stands in for a published one
PROMISE = "promise"  # the key of `meta` under which the plan stands that a process held, as one word
FILE = "file "  # begins the keys of `meta` under which the hashes of the files stand


@dataclass(frozen=True)
class Built:
    """A finished snapshot: the file name it deserves and the hash of what it says."""

    name: str
    logical: str


@dataclass(frozen=True)
class Again:
    """A generation that is built again, as its line of the journal has it.

    Only what is made with the same and says the same is the same snapshot. Lines from before the journal
    knew plan and program have neither: of them what says the same is the same.
    """

    line: Entry

    @property
    def same_program(self) -> bool:
        """Whether this process makes snapshots with what that one was made with; False when unknown."""
        return is_made_with_ours(self.line)

    def name(self, logical: str) -> str:
        """The journal's name for the same snapshot, another one for any other."""
        if logical == self.line.logical and (self.same_program or not self.line.program):
            return self.line.snapshot
        return f"{Path(snapshot_name(self.line.generation, logical)).stem}{REBUILT}.duckdb"

    def why_other(self, logical: str) -> str:
        """Why it is not the snapshot that was published: see `asked.rebuilt_…` of the pages."""
        if self.same_program:
            return "other_archive"
        return "same_contents" if logical == self.line.logical else "newer_program"


def is_made_with_ours(line: Entry) -> bool:
    """Whether a generation was made with the plan and program of this process; False when it does not say."""
    made = made_with.of_process()
    return (line.plan, line.program) == (made.plan, made.program)


def about(generation: int, at: str, logical: str, name: str, again: Again | None) -> dict[str, str]:
    """What a snapshot says of itself: its own name, what it was made with, what it stands in for."""
    made = made_with.of_process()
    facts = {
        "format": made_with.FORMAT,
        "generation": str(generation),
        "at": at,
        "logical": logical,
        "snapshot": Path(name).stem,
        "plan": made.plan,
        "program": made.program,
    }
    if again is not None and name != again.line.snapshot:
        facts |= {"published_as": Path(again.line.snapshot).stem, "rebuilt": again.why_other(logical)}
    return facts | {f"{FILE}{file}": content for file, content in made.files.items()}


def snapshot_name(generation: int, logical: str) -> str:
    """The file name of a snapshot: generation, start of its logical hash, mark of what it was made with."""
    return f"snap-{generation:06d}-{logical[:12]}-{made_with.of_process().mark}.duckdb"


def files_in(facts: Mapping[str, str]) -> dict[str, str]:
    """The files a snapshot was made with, as its own facts tell; none for snapshots that do not say."""
    return {key.removeprefix(FILE): value for key, value in facts.items() if key.startswith(FILE)}


def generation_of(name: str) -> int | None:
    """The generation in the name of a snapshot file; None for any other name."""
    parts = Path(name).stem.split("-")
    return int(parts[1]) if len(parts) > 2 and parts[0] == "snap" and parts[1].isdecimal() else None
