"""Foresees which cards of the overview files would move, beside the generation they were compared with."""

from collections.abc import Sequence
from pathlib import Path

from data.ingest.inspection import Inspection
from data.keep.archive import Parcel
from data.snapshot import moves, past, publish
from data.snapshot.moves import Move


def moved(parcel: Parcel, inspection: Inspection, keep: bool = False) -> tuple[Move, ...]:
    """The cards that publishing a parcel would move, of statements that its sheet feeds or its rows name.

    Builds what would be published; nothing where nothing is published yet. It is thrown away, or kept for
    whoever publishes the same.
    """
    return moved_together([(parcel, inspection)], keep)


def moved_together(looked: Sequence[tuple[Parcel, Inspection]], keep: bool = False) -> tuple[Move, ...]:
    """The cards that publishing these parcels as one generation would move, each once; `keep` as `moved`."""
    named: dict[str, set[str]] = {}
    for parcel, inspection in looked:
        named.setdefault(parcel.template, set()).update(inspection.texts_of("statement"))

    def judge(before: Path, after: Path) -> list[Move]:
        found: dict[Move, None] = {}
        for template, statements in named.items():
            found |= dict.fromkeys(moves.between(before, after, template, sorted(statements - {""})))
        return list(found)

    generation = looked[0][1].generation
    parcels = [parcel for parcel, _ in looked]
    return tuple(publish.foresee(parcels, judge, past.file_of(generation), generation, keep))
