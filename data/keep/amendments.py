"""What people laid over the archive: cells corrected, periods locked as final; each a line of the journal."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from data.keep import evidence
from data.keep.evidence import Attachment

if TYPE_CHECKING:
    from data.keep.journal import Entry


@dataclass(frozen=True)
class Correction:
    """One value of one record that is another than its cell says.

    `was` and `to` are the values as plain text ('' for a blank): numbers as Python writes them, in `unit`;
    days as ISO; words by their code. `document` names what proves it, `proof` are the files of it that came
    along (lines of before have none); `upload`, `sheet` and `cell` say where the person saw it.
    """

    template: str
    record: str
    field: str
    was: str
    to: str
    unit: str
    document: str
    upload: str
    sheet: str
    cell: str
    proof: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Lock:
    """What is final: these periods (codes) of a template ('' for all) in a place ('' for all)."""

    template: str
    periods: tuple[str, ...]
    region: str

    def holds(self, template: str, period: str, region: str) -> bool:
        """Whether a record of this template, period and place is under the lock."""
        return (
            self.template in ("", template) and period in self.periods and self.region in ("", region or "")
        )


@dataclass(frozen=True)
class Amending:
    """What a publication lays over the archive, or takes back: the generation of the line that did it.

    `proof` are the bytes of what proves the correction.
    """

    correction: Correction | None = None
    lock: Lock | None = None
    lifts: int = 0
    proof: tuple[tuple[Attachment, bytes], ...] = ()


@dataclass(frozen=True)
class Corrected:
    """A correction in force, with the line that made it."""

    generation: int
    at: str
    by: str
    reason: str
    what: Correction


@dataclass(frozen=True)
class Locked:
    """A lock in force, with the line that made it."""

    generation: int
    at: str
    by: str
    reason: str
    what: Lock


@dataclass(frozen=True)
class Amendments:
    """All that is in force after a publication, oldest first."""

    corrections: tuple[Corrected, ...] = ()
    locks: tuple[Locked, ...] = ()

    def without(self, generation: int) -> "Amendments":
        """The same without what the line of a generation laid down."""
        return Amendments(
            tuple(item for item in self.corrections if item.generation != generation),
            tuple(item for item in self.locks if item.generation != generation),
        )

    def find(self, generation: int) -> Corrected | Locked | None:
        """What the line of a generation laid down, where it is in force."""
        every: list[Corrected | Locked] = [*self.corrections, *self.locks]
        return next((item for item in every if item.generation == generation), None)


NOTHING = Amendments()
SAFE = re.compile(r"[0-9a-f]{64}\.[a-z]{2,5}")  # the name of what proves a correction leads nowhere else


def in_force(entries: Iterable["Entry"], generation: int | None = None) -> Amendments:
    """What is in force after a generation (default: the last).

    A rollback brings back the corrections of then; locks end by an unlocking alone. A withdrawal leaves both.
    """
    states: dict[int, Amendments] = {0: NOTHING}
    current = NOTHING
    for entry in entries:
        current = after(entry, current, states)
        states[entry.generation] = current
        if entry.generation == generation:
            return current
    return current


def after(entry: "Entry", current: Amendments, states: dict[int, Amendments]) -> Amendments:
    """What is in force after a line, from what was before it and after each line of before."""
    told = (entry.generation, entry.at, entry.by, entry.note)
    if entry.correction is not None:
        others = (item for item in current.corrections if not same_cell(item.what, entry.correction))
        return replace(current, corrections=(*others, Corrected(*told, entry.correction)))
    if entry.lock is not None:
        return replace(current, locks=(*current.locks, Locked(*told, entry.lock)))
    if entry.lifts:
        return current.without(entry.lifts)
    if entry.action == "rollback":
        return replace(current, corrections=states[entry.to_generation or 0].corrections)
    return current


def same_cell(one: Correction, other: Correction) -> bool:
    """Whether two corrections speak of the same value of the same record: the later replaces the earlier."""
    return (one.template, one.record, one.field) == (other.template, other.record, other.field)


def is_correction(value: object) -> bool:
    """Whether a value is what a correction looks like in a line of the journal."""
    if not isinstance(value, dict) or not has_fields({"proof": [], **value}, Correction):
        return False
    proof = value.get("proof", [])
    listed = isinstance(proof, list) and all(map(is_attachment, proof))
    return listed and all(isinstance(item, str) for name, item in value.items() if name != "proof")


def is_attachment(value: object) -> bool:
    """Whether a value is what a file of evidence looks like in a line of the journal."""
    if not isinstance(value, dict) or not has_fields(value, Attachment):
        return False
    texts = all(isinstance(value[name], str) for name in ("name", "ending", "sha256"))
    return (
        texts
        and type(value["n"]) is int
        and type(value["size"]) is int
        and bool(SAFE.fullmatch(f"{value['sha256']}.{value['ending']}"))
    )


def is_lock(value: object) -> bool:
    """Whether a value is what a lock looks like in a line of the journal."""
    if not isinstance(value, dict) or not has_fields(value, Lock):
        return False
    periods = value["periods"]
    listed = isinstance(periods, list) and bool(periods) and all(isinstance(item, str) for item in periods)
    return listed and isinstance(value["template"], str) and isinstance(value["region"], str)


def has_fields(value: dict[str, Any], kind: type[Correction] | type[Lock] | type[Attachment]) -> bool:
    """Whether a JSON object has just the fields of a shape."""
    return value.keys() == {field.name for field in fields(kind)}


def of_line(body: dict[str, Any]) -> dict[str, Any]:
    """The correction and the lock of a line's body, as an entry holds them."""
    correction, lock = body.get("correction"), body.get("lock")
    return {
        "correction": corrected(correction) if correction else None,
        "lock": Lock(**{**lock, "periods": tuple(lock["periods"])}) if lock else None,
    }


def corrected(told: dict[str, Any]) -> Correction:
    """The correction that a line's body says."""
    return Correction(**{**told, "proof": tuple(evidence.of_receipt(told.get("proof", [])))})


def proofs(entries: Iterable["Entry"]) -> dict[str, Attachment]:
    """What proves every correction that was ever made, by the name under which it lies in its room."""
    made = (entry.correction.proof for entry in entries if entry.correction)
    return {one.by_hash: one for files in made for one in files}


def agrees(body: dict[str, Any]) -> bool:
    """Whether a line carries what its action needs, and nothing of the others."""
    carried = {
        "correct": body.get("correction") is not None,
        "lock": body.get("lock") is not None,
        "lifts": bool(body.get("lifts")),
    }
    needed = {"correct": "correct", "lock": "lock", "uncorrect": "lifts", "unlock": "lifts"}
    wanted = needed.get(str(body["action"]))
    return all(there == (name == wanted) for name, there in carried.items())
