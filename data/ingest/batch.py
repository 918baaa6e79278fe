"""Many files at once: what became of each, which speak of the same record, which may go together.

Of a file that was looked at only an `Outcome` stays, so that a hundred of them weigh nothing. Two files of
one batch that say different things of the same record do not go together: nobody could say which speaks.
"""

import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from data.ingest import evidence, foresight, receive
from data.ingest.findings import Finding
from data.ingest.inspection import Inspection
from data.ingest.limits import LIMITS
from data.ingest.receive import Move, Receipt
from data.keep import journal
from data.keep.archive import Parcel
from data.plan.model import Named

MARK = np.dtype([("key", "<u8"), ("said", "<u8"), ("sheet", "<u2"), ("row", "<u4")])
NOT_SAID = ("record_key", "sheet", "row")
GOOD = ("ready", "check")
HALF_LOADED = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".opdownload")
OF_SYSTEMS = ("thumbs.db", "desktop.ini")
STATES = (
    *GOOD,
    "reason",
    "conflict",
    "repeated",
    "layout",
    "blocked",
    "refused",
    "waiting",
    "proof",
    "loose",
)
MOST_NAMED = 200  # files of evidence that the rows of one workbook name


@dataclass(frozen=True)
class Outcome:
    """What became of one file: small enough to remember a hundred.

    `first` is its gravest finding; `marks` one `MARK` a record (hashes of its key and of what it says, its
    sheet among `sheets` and its row), empty where the batch holds more records than are compared. `layout` is
    the stored one it was read by; `proposed` says that a person may make it one. `proof` says that it may be
    evidence of another file, `asks_proof` that its sheet takes some, `proofs_named` what its rows name so.
    """

    name: str
    sha256: str
    template: str = ""
    form: Named | None = None
    rows: int = 0
    sheets: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    stops: int = 0
    warns: int = 0
    notes: int = 0
    can_publish: bool = False
    needs_reason: bool = False
    try_again: bool = False
    refused: bool = False
    repeated: bool = False
    layout: str = ""
    proposed: bool = False
    new: int = 0
    changed: int = 0
    same: int = 0
    first: Finding | None = None
    marks: bytes = b""
    proof: bool = False
    asks_proof: bool = False
    proofs_named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Overlap:
    """Two files that speak of the same records, how many, and of how many they say different things.

    `sheet` and `row` are of the first such record in `name`, `other_sheet` and `other_row` in `other`.
    """

    name: str
    sha256: str
    other: str
    other_sha256: str
    records: int
    differing: int
    sheet: str
    row: int
    other_sheet: str
    other_row: int

    def turned(self) -> "Overlap":
        """The same told from the other file."""
        return Overlap(
            self.other, self.other_sha256, self.name, self.sha256, self.records, self.differing,
            self.other_sheet, self.other_row, self.sheet, self.row,
        )  # fmt: skip


def is_document(name: str) -> bool:
    """Whether a name is somebody's document: not hidden, no lock of an office program, no half download."""
    low = name.lower()
    return not (low.startswith((".", "~$")) or low.endswith(HALF_LOADED) or low in OF_SYSTEMS)


def outcome_of(inspection: Inspection, room: int = LIMITS.batch_records, proof: bool = False) -> Outcome:
    """What stays of a file that was looked at; `room` is how many records the batch may still compare.

    `proof` says that it may be evidence of another file.
    """
    count = {name: 0 for name in ("stop", "warn", "note")}
    for finding in inspection.findings:
        count[finding.severity] += 1
    graves = sorted(inspection.findings, key=lambda finding: list(count).index(finding.severity))
    repeated = any(finding.rule == "already_published" for finding in inspection.findings)
    return Outcome(
        inspection.name, inspection.sha256,
        template=inspection.template.id if inspection.template else "",
        form=inspection.form,
        rows=inspection.rows,
        sheets=tuple(inspection.sheets), periods=tuple(inspection.periods), regions=tuple(inspection.regions),
        stops=count["stop"], warns=count["warn"], notes=count["note"],
        can_publish=inspection.can_publish,
        needs_reason=inspection.needs_reason,
        try_again=inspection.try_again,
        refused=inspection.refused is not None,
        repeated=repeated and not inspection.changes.lines,
        layout=inspection.layout,
        proposed=inspection.proposal is not None,
        new=inspection.changes.new, changed=inspection.changes.changed, same=inspection.changes.same,
        first=graves[0] if graves else None,
        marks=marks_of(inspection) if inspection.rows <= room else b"",
        proof=proof,
        asks_proof=evidence.wanted(inspection.template),
        proofs_named=proofs_named(inspection),
    )  # fmt: skip


def proofs_named(inspection: Inspection) -> tuple[str, ...]:
    """What the rows of a sheet that takes evidence write in its column, each once."""
    return inspection.texts_of(evidence.FIELD)[:MOST_NAMED]


def marks_of(inspection: Inspection) -> bytes:
    """One mark a record of a file that was understood."""
    if inspection.template is None or not inspection.parquet:
        return b""
    import pandas as pd  # for whoever sends a folder: nobody who looks needs it
    from pyarrow import parquet

    frame = parquet.read_table(io.BytesIO(inspection.parquet)).to_pandas()
    frame["record_key"] = inspection.template.id + "|" + frame["record_key"]
    said = frame[[name for name in frame.columns if name not in NOT_SAID]]
    marks = np.empty(len(frame), MARK)
    marks["key"] = pd.util.hash_pandas_object(frame["record_key"], index=False)
    marks["said"] = pd.util.hash_pandas_object(said.astype(str), index=False)
    marks["sheet"] = [inspection.sheets.index(sheet) for sheet in frame["sheet"]]
    marks["row"] = frame["row"]
    return marks.tobytes()


def room_left(outcomes: Sequence[Outcome]) -> int:
    """How many records more the batch may compare."""
    return LIMITS.batch_records - sum(len(outcome.marks) // MARK.itemsize for outcome in outcomes)


def overlaps(outcomes: Sequence[Outcome]) -> list[Overlap]:
    """Which of these files speak of the same records, each pair once, in the order of the files."""
    marks = [np.frombuffer(outcome.marks, MARK) for outcome in outcomes]
    if sum(map(len, marks)) == 0:
        return []
    every = np.concatenate(marks)
    owner = np.repeat(np.arange(len(marks)), [len(found) for found in marks])
    order = np.lexsort((owner, every["key"]))
    every, owner = every[order], owner[order]
    starts = np.flatnonzero(np.r_[True, every["key"][1:] != every["key"][:-1]])
    ends = np.r_[starts[1:], len(every)]
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for start, end in zip(starts, ends, strict=True):
        if owner[start] == owner[end - 1]:
            continue
        firsts = {int(owner[n]): n for n in range(end - 1, start - 1, -1)}
        files = sorted(firsts)
        for place, one in enumerate(files):
            for other in files[place + 1 :]:
                pairs[one, other].append((firsts[one], firsts[other]))
    return [told(outcomes, every, pair, found) for pair, found in sorted(pairs.items())]


def told(
    outcomes: Sequence[Outcome], every: np.ndarray, pair: tuple[int, int], found: list[tuple[int, int]]
) -> Overlap:
    """What two files have in common; the record named is one they disagree about, where there is one."""
    one, other = (outcomes[n] for n in pair)
    differ = [(a, b) for a, b in found if every[a]["said"] != every[b]["said"]]
    a, b = min(differ or found, key=lambda two: (int(every[two[0]]["sheet"]), int(every[two[0]]["row"])))
    return Overlap(
        one.name, one.sha256, other.name, other.sha256, len(found), len(differ),
        one.sheets[every[a]["sheet"]], int(every[a]["row"]),
        other.sheets[every[b]["sheet"]], int(every[b]["row"]),
    )  # fmt: skip


def of_file(found: Sequence[Overlap], sha256: str) -> list[Overlap]:
    """The overlaps of one file, told from it."""
    return [
        one if one.sha256 == sha256 else one.turned()
        for one in found
        if sha256 in (one.sha256, one.other_sha256)
    ]


def state_of(outcome: Outcome, found: Sequence[Overlap] = (), reason: str = "") -> str:
    """One of STATES: may it be published with the others, and what stands in the way if not.

    `found` are the overlaps of the batch; with a `reason` one that needs a reason is as good as another.
    """
    if outcome.try_again:
        return "waiting"
    if not outcome.can_publish and outcome.proposed and not outcome.template:
        return "layout"
    if not outcome.can_publish:
        return "refused" if outcome.refused or not outcome.template else "blocked"
    if outcome.repeated:
        return "repeated"
    if any(one.differing for one in of_file(found, outcome.sha256)):
        return "conflict"
    if outcome.needs_reason and not receive.is_one(reason):
        return "reason"
    return "check" if outcome.warns else "ready"


def settled(outcomes: Sequence[Outcome], reasons: dict[str, str] | None = None) -> dict[str, str]:
    """The state of every file of a batch by its hash. Files that bring nothing new stand in nobody's way."""
    given = reasons or {}
    speaking = [outcome for outcome in outcomes if outcome.can_publish and not outcome.repeated]
    found = overlaps(speaking)
    return {one.sha256: state_of(one, found, given.get(one.sha256, "")) for one in outcomes}


def foreseen(
    files: Sequence[tuple[bytes, str]], generation: int, looked_at: Callable[[int], None] | None = None
) -> tuple[Move, ...]:
    """The cards of the overview that publishing these files together would move, beside a generation.

    Each is looked at once more; `looked_at` is told how many were. Raises NotAccepted where one is stopped.
    """
    looked: list[tuple[Parcel, Inspection]] = []
    for content, name in files:
        inspection = receive.inspect(content, name, generation=generation)
        looked.append((receive.parcel_of(content, inspection, "", "", "official", journal.now()), inspection))
        if looked_at:
            looked_at(len(looked))
    return foresight.moved_together(looked, keep=True)


def publish(
    files: Sequence[tuple[bytes, str]], by: str, note: str = "", reasons: Sequence[str] = (),
    expected: int | None = None, looked_at: Callable[[int], None] | None = None,
    attachments: Sequence[list[evidence.Given]] = (),
) -> Receipt:  # fmt: skip
    """Publishes files as one generation, each looked at once more; raises what `receive.accept_many` does.

    `looked_at` is told how many were, after each; `attachments` has the evidence of each file.
    """
    return receive.accept_many(
        list(files), by, note, expected=expected, reasons=list(reasons) or [""] * len(files),
        looked_at=looked_at, attachments=attachments,
    )  # fmt: skip
