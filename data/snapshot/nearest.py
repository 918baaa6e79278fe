"""Chooses the snapshot that a new one is made of: of those that lie there the one with most in common."""

from collections.abc import Collection, Sequence
from pathlib import Path

from data.keep import journal
from data.keep.journal import Entry
from data.snapshot import naming, recovery, sealed
from data.snapshot.delta import Standing


def base(entries: list[Entry], planned: Entry, active: Collection[str]) -> Standing | None:
    """The snapshot from which fewest uploads come or go, the newer of two; None where no whole one is there.

    Asked are the newest, the one that a rollback goes back to, and the one from before the uploads that are
    withdrawn had come: what is undone at once is there already.
    """
    wanted, found = frozenset(active), []
    for entry in worth_asking(entries, planned):
        state = journal.active(entries, entry.generation)
        found.append((len(wanted.symmetric_difference(state)), -entry.generation, entry))
    for _, _, entry in sorted(found, key=lambda one: one[:2]):
        path = recovery.standing(entry)
        if path is not None:
            return standing(path, entry)
    return None


def worth_asking(entries: Sequence[Entry], planned: Entry) -> list[Entry]:
    """The generations whose snapshot may have most in common with the one of a planned line."""
    if not entries:
        return []
    newest = entries[-1]
    asked = {newest.generation, planned.to_generation}
    if planned.action == "withdraw":
        came = [
            entry.generation
            for entry in entries
            if entry.action == "accept" and not set(planned.uploads).isdisjoint(entry.uploads)
        ]
        asked.add(min(came, default=0) - 1)
    return [
        entry
        for entry in entries
        if entry.generation in asked and (entry is newest or naming.is_made_with_ours(entry))
    ]


def standing(path: Path, entry: Entry) -> Standing | None:
    """A snapshot's file with the hashes its bytes may have; None where it is not whole, or has none."""
    if not sealed.stands_still(path, entry):
        return None
    known = frozenset(seal.sha256 for seal in sealed.seals(path, entry))
    return Standing(path, known) if known else None
