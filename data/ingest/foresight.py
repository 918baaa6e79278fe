"""Foresees which cards of the overview a file would move, beside the generation it was compared with."""

from pathlib import Path

from data.ingest.inspection import Inspection
from data.keep.archive import Parcel
from data.snapshot import moves, past, publish
from data.snapshot.moves import Move


def moved(parcel: Parcel, inspection: Inspection) -> tuple[Move, ...]:
    """The cards that publishing a parcel would move, of statements that its sheet feeds or its rows name.

    Builds what would be published and throws it away; nothing where nothing is published yet.
    """
    named = {row.text("statement") for row in inspection.records.rows} if inspection.records else set()

    def judge(before: Path, after: Path) -> list[Move]:
        return moves.between(before, after, parcel.template, sorted(named - {""}))

    before = past.file_of(inspection.generation)
    return tuple(publish.foresee(parcel, judge, before, inspection.generation))
