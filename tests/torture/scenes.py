"""The stores that are tortured and what is done to them: built once, copied for each trial."""

import contextlib
import dataclasses
import datetime
import hashlib
import importlib
import io
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data import clock, places
from data.ingest import again, receive, review
from data.keep import __main__ as keeping
from data.keep import drafts, journal, learned, pointer
from data.keep.amendments import Amending, Correction, Lock
from data.keep.archive import Parcel
from data.keep.evidence import Attachment
from data.plan import plan
from data.snapshot import publish, recovery, retention
from tests.support.another_plan import in_force, with_target
from tests.support.ledgers import judgement
from tests.support.numbers import energy_row
from tests.support.workbooks import workbook
from tests.torture import forks, spoils

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n" + bytes(range(256)) * 16
PILE = "0" * 32  # what one page holds and has not published
FEW, AS_SET = 2, retention.newest()  # snapshots that stay: in trials, and by the settings
MOMENT = datetime.datetime(2026, 11, 20, 9, 30, tzinfo=clock.CHINA)


@dataclass(frozen=True)
class Scene:
    """A store, what is done to it, and whether that changes what is published.

    `store` names a base (see `Stage`), `spoil` breaks the copy before `act` runs on it.
    """

    name: str
    store: str
    act: Callable[["Stage"], Any]
    spoil: Callable[[], None] | None = None
    changes: bool = True


def stand_still() -> None:
    """Every clock of this process stands at one moment, and the plan is read, before the first fork."""
    plan()
    os.environ["PEAK_TODAY"] = MOMENT.date().isoformat()
    setattr(clock, "now", lambda: MOMENT)  # noqa: B010 (mypy would not let a function be replaced)
    keep_snapshots(FEW)


def keep_snapshots(count: int) -> None:
    """So many of the newest snapshots stay: with few of them nearly every publication prunes one."""
    retention.newest = lambda: count


def quick_place() -> Path:
    """A folder in memory where the system has one, else an ordinary temporary folder."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="torture-", dir=memory if os.access(memory, os.W_OK) else None))


class Stage:
    """The base stores and parcels of a run; `folder` holds everything and goes away at the end."""

    def __init__(self) -> None:
        self.folder = quick_place()
        self.trials = 0
        self.parcels: dict[str, Parcel] = {}

    def base(self, name: str) -> Path:
        """Where a base store lies."""
        return self.folder / "bases" / name / "store"

    def prepare(self) -> None:
        """Builds the bases: empty; one publication; three, with evidence; these and one that waits."""
        fate = forks.alone(self.build)
        if fate.raised or not fate.answered:
            raise RuntimeError(f"the bases could not be built: {fate.status} {fate.trace}")
        self.parcels = fate.answer

    def build(self) -> dict[str, Parcel]:
        """Makes the bases in a child; the parcels that trials publish."""
        made: dict[str, Parcel] = {}
        self.base("empty").mkdir(parents=True)
        os.environ["PEAK_STORE"] = str(self.base("one"))
        proof = [("会议纪要.pdf", PDF)]
        made["first"] = parcel(workbook("S1", [energy_row(period="2023年")]), "一.xlsx")
        made["proven"] = parcel(workbook("S17", [judgement("T22")]), "判定.xlsx", proof)
        made["second"] = parcel(workbook("S1", [energy_row(period="2024年")]), "二.xlsx")
        made["next"] = parcel(workbook("S1", [energy_row(period="2025年")]), "三.xlsx")
        accept(made["first"])
        shutil.copytree(self.base("one"), self.base("three"))
        os.environ["PEAK_STORE"] = str(self.base("three"))
        accept(made["proven"])
        accept(made["second"])
        shutil.copytree(self.base("three"), self.base("waiting"))
        os.environ["PEAK_STORE"] = str(self.base("waiting"))
        submit(made["next"])
        learned.keep("layout", {"name": "月报"}, "甲")
        keep_draft(made["first"])
        self.back_up()
        return made

    def back_up(self) -> None:
        """A store of three publications beside a backup of its first."""
        backed = self.base("backed").parent
        os.environ["PEAK_STORE"] = str(self.base("one"))
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            status = keeping.main(["backup", str(backed / "backup")])
        if status:
            raise RuntimeError(f"the backup of the base ends with {status}")
        shutil.copytree(self.base("three"), backed / "store")

    def room(self, base: str) -> Path:
        """A fresh folder with a copy of a base in `store`; PEAK_STORE of this process points to it."""
        self.trials += 1
        room = Path(tempfile.mkdtemp(prefix="trial-", dir=self.folder))
        shutil.copytree(self.base(base).parent, room, dirs_exist_ok=True)
        os.environ["PEAK_STORE"] = str(room / "store")
        return room

    def close(self) -> None:
        """Takes everything away."""
        shutil.rmtree(self.folder, ignore_errors=True)


@cache
def prepared() -> Stage:
    """The stage of this process, built on first use; `close` takes it away."""
    stage = Stage()
    try:
        stage.prepare()
    except BaseException:
        stage.close()
        raise
    return stage


def close() -> None:
    """Takes the stage of this process away, if it was built."""
    if prepared.cache_info().currsize:
        prepared().close()


def parcel(content: bytes, name: str, proof: list[tuple[str, bytes]] | None = None) -> Parcel:
    """A workbook read and looked over, ready to be published."""
    found = receive.inspect(content, name)
    return receive.parcel_of(content, found, "乙", "", "official", journal.now(), proof)


def variant(given: Parcel, tag: str) -> Parcel:
    """The same rows as if they had come in another file."""
    content = given.content + tag.encode()
    return dataclasses.replace(given, content=content, sha256=hashlib.sha256(content).hexdigest())


def said(fault: BaseException) -> str:
    """What a page says of a fault, in both languages; nothing where no sentence is known."""
    try:
        faults = importlib.import_module("data.keep.faults")
    except ModuleNotFoundError:
        return ""
    words = faults.sentence(fault)
    return f"{words.zh} / {words.en}"


def accept(given: Parcel) -> receive.Receipt:
    """Publishes one parcel as the upload page does, after the reading."""
    return receive.published_as([given], "乙", "", journal.now())


def keep_draft(given: Parcel) -> drafts.Draft:
    """Keeps what was dropped on the upload page and is not published."""
    return drafts.keep(PILE, given.content, given.file_name, "乙", MOMENT.isoformat())


def discard_draft(stage: "Stage") -> None:
    """Takes away what was dropped."""
    drafts.discard(drafts.of_pile(PILE))


def submit(given: Parcel) -> None:
    """Keeps one parcel for a second person."""
    review.hold([given], "乙", "", journal.now(), None)


def approve(stage: Stage) -> Any:
    """Publishes what waits as a second person does, after the reading."""
    (told,) = review.submissions()
    return review.publish_approved(told, [stage.parcels["next"]], "丙", told.generation, again.rows)


def send_back(stage: Stage) -> Any:
    """Sends back what waits."""
    return review.send_back(review.submissions()[0].id, "丙", "口径不对")


def withdraw(stage: Stage) -> receive.Receipt:
    """Withdraws the newest upload."""
    return receive.withdraw(receive.active()[-1:], "乙")


def rollback(stage: Stage) -> receive.Receipt:
    """Goes back to the first publication."""
    return receive.rollback(1, "乙")


def correct(stage: "Stage") -> Any:
    """Corrects a cell of the first publication."""
    upload = receive.active()[0]
    cell = Correction(
        "S1", "2023|450204|TOTAL|calorific", "energy_growth", "2", "1.5", "%", "", upload, "", "E5"
    )
    letter = b"%PDF-1.7 proves it"
    proof = Attachment(1, "函.pdf", "pdf", hashlib.sha256(letter).hexdigest(), len(letter))
    amending = Amending(correction=dataclasses.replace(cell, proof=(proof,)), proof=((proof, letter),))
    return publish.publish("correct", "乙", note="笔误", amending=amending)


def lock_year(stage: "Stage") -> Any:
    """Locks a year."""
    return publish.publish("lock", "乙", note="终核", amending=Amending(lock=Lock("S1", ("2023",), "")))


def change_plan(stage: Stage) -> Any:
    """Publishes a changed target."""
    patch = pytest.MonkeyPatch()
    in_force(patch, with_target("T01", 12.5))
    return receive.publish_plan("乙", "测试")


def start() -> None:
    """What the start of a server does first: it brings the store into the state of its journal."""
    publish.recover()


def recover(stage: Stage) -> None:
    """A start."""
    start()


SCENES = (
    Scene("accept", "three", lambda stage: accept(stage.parcels["next"])),
    Scene("first accept", "empty", lambda stage: accept(stage.parcels["proven"])),
    Scene("withdraw", "three", withdraw),
    Scene("rollback", "three", rollback),
    Scene("correct", "three", correct),
    Scene("lock", "three", lock_year),
    Scene("plan", "one", change_plan),
    Scene("submit", "three", lambda stage: submit(stage.parcels["next"])),
    Scene("approve", "waiting", approve),
    Scene("send back", "waiting", send_back),
    Scene("learn", "three", lambda stage: learned.keep("layout", {"name": "月报"}, "甲")),
    Scene("learn again", "waiting", lambda stage: learned.keep("layout", {"name": "月报"}, "乙", 1)),
    Scene("unlearn", "waiting", lambda stage: learned.withdraw(1, "乙")),
    Scene("keep draft", "waiting", lambda stage: keep_draft(stage.parcels["next"])),
    Scene("discard draft", "waiting", discard_draft),
    Scene("recover: torn line", "three", recover, spoils.tear_line, changes=False),
    Scene("recover: pointer", "three", recover, spoils.turn_back, changes=False),
    Scene("recover: junk", "three", recover, spoils.leave_junk, changes=False),
    Scene("recover: all", "three", recover, spoils.all_at_once, changes=False),
)


@dataclass(frozen=True)
class State:
    """What a store says: its publications, who speaks, which snapshot is shown, what waits or was dropped."""

    lines: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
    active: tuple[str, ...] = ()
    shown: str = ""
    logical: str = ""
    waiting: tuple[str, ...] = ()
    learned: tuple[int, ...] = ()
    drafts: tuple[str, ...] = ()


def state() -> State:
    """What the store of this process says now."""
    entries = journal.read()
    waits = tuple(one.id for one in review.submissions() if one.answer is None)
    known = tuple(item.number for item in learned.everything() if not item.withdrawn_by)
    dropped = tuple(one.file_name for one in drafts.of_pile(PILE) if drafts.is_whole(one.folder))
    if not entries:
        return State(waiting=waits, learned=known, drafts=dropped)
    shown = pointer.current()
    return State(
        tuple((entry.generation, entry.action, entry.uploads) for entry in entries),
        tuple(journal.active(entries)),
        shown.name if shown else "",
        entries[-1].logical,
        waits,
        known,
        dropped,
    )


def leftovers() -> list[str]:
    """Files in a recovered store that belong to nothing."""
    known = {
        "archive",
        "evidence",
        "snapshots",
        "tmp",
        "refused",
        "waiting",
        "learned",
        "drafts",
        "people",
        "journal.jsonl",
        "CURRENT",
        "lock",
    }
    root = sorted(path.name for path in places.store().iterdir() if path.name not in known)
    drafts = sorted(path.name for path in places.tmp().iterdir())
    shown = {entry.snapshot for entry in journal.read()}
    strangers = [
        path.name
        for path in places.snapshots().iterdir()
        if path.suffix in (".duckdb", ".wal") and path.name not in shown
    ]
    return [*root, *drafts, *strangers, *recovery.loose(journal.read())]


def without_name(seen: State) -> State:
    """A state without the name of its snapshot, which differs where one was built again."""
    return dataclasses.replace(seen, shown="")
