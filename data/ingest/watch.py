"""Watches an inbox: publishes what may be published, puts away the rest with what is wrong, says each step.

One look publishes one generation. A file leaves the inbox last of all, so that a kill at any point is mended
by the next look: bytes that were published before are never published again, they are only put away.
"""

import hashlib
import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from data import clock
from data.ingest import batch, batch_command, receive
from data.ingest.batch import Outcome, Overlap
from data.ingest.inbox import Alone, Inbox, Seen, opened_by, write_beside
from data.ingest.inspection import Inspection, NotAccepted
from data.ingest.limits import LIMITS
from data.ingest.sentences import say, visible
from data.keep import faults
from data.keep.errors import AwaitsReview, MovedOn

LOG = logging.getLogger(__name__)
ROOMS = {"published": "已发布", "awaits": "待复核", "returned": "退回", "confirm": "待确认"}
RECEIPT, TEXT, MARKED = ".回执.txt", ".问题.txt", ".标注.xlsx"
FAULT_WAIT = 60.0  # seconds after a fault of the store before the inbox is looked at again


@dataclass(frozen=True)
class Wishes:
    """How an inbox is watched: in whose name, what warnings do, what is only looked at, in which language.

    `settle` and `every` are seconds: without a change, and between two looks.
    """

    by: str
    settle: float = 5.0
    every: float = 5.0
    hold_warnings: bool = False
    dry: bool = False
    lang: str = "zh"


class Before(NamedTuple):
    """The newest upload of the very same bytes, the generation it came with, and whether it is in force."""

    upload: str
    generation: int
    in_force: bool


@dataclass(frozen=True)
class Paper:
    """A file of the inbox that was read and looked at.

    `before` where its bytes were published before, `waiting` the submission where they wait for somebody.
    """

    path: Path
    seen: Seen
    content: bytes
    sha256: str
    inspection: Inspection
    outcome: Outcome
    before: "Before | None" = None
    waiting: str = ""

    @property
    def known(self) -> str:
        """The state of bytes that came in before by whatever way; "" for new ones."""
        return "awaits" if self.waiting else "repeated" if self.before else ""

    @property
    def settled(self) -> bool:
        """Whether all that it says was published before and is in force."""
        told = self.inspection.can_publish and bool(self.inspection.changes.lines)
        return self.before is not None and self.before.in_force and not told


@dataclass
class Watcher:
    """Looks at an inbox again and again; `now` is a clock that only goes on, `log` takes lines in words."""

    inbox: Inbox
    wishes: Wishes
    log: Callable[[str], None]
    now: Callable[[], float] = time.monotonic
    over: threading.Event = field(default_factory=threading.Event)
    said: dict[str, str] = field(default_factory=dict)
    rests: dict[tuple[str, Seen], float] = field(default_factory=dict)

    def tell(self, key: str, once: str = "", **values: object) -> None:
        """A line in words; with `once` only when something else was told of that file before."""
        told = {name: visible(value) if isinstance(value, str) else value for name, value in values.items()}
        line = say(key, self.wishes.lang, **told)
        if once and self.said.get(once) == line:
            return
        if once:
            self.said[once] = line
        self.log(f"{clock.now():%Y-%m-%d %H:%M:%S} {line}")

    def look(self) -> int:
        """Looks once; how many files left the inbox (in a dry look: would leave it)."""
        now = self.now()
        ready = self.inbox.whole(now)
        self.said = {name: line for name, line in self.said.items() if name in self.inbox.known}
        self.tell_waiting(ready)
        rested = [
            (path, seen) for path, seen in ready.items() if self.rests.get((path.name, seen), now) <= now
        ]
        generation = receive.generation()
        papers = self.papers(dict(rested[: LIMITS.batch_files]))
        if not papers:
            return 0
        states = batch.settled([paper.outcome for paper in papers if not paper.known])
        states |= {paper.sha256: paper.known for paper in papers if paper.known}
        good = [paper for paper in papers if self.is_good(states[paper.sha256])]
        if self.wishes.dry:
            return self.would(papers, states, len(good))
        if good and not self.publish(good, generation):
            return 0
        found = batch.overlaps([paper.outcome for paper in papers if states[paper.sha256] == "conflict"])
        return sum(self.leaves(paper, states[paper.sha256], found) for paper in papers)

    def leaves(self, paper: Paper, state: str, found: Sequence[Overlap]) -> bool:
        """Puts a file away; what keeps one file in the inbox keeps no other, and it rests for a while."""
        try:
            return self.put_away(paper, state, found)
        except faults.KINDS as fault:
            LOG.warning("a file could not leave the inbox", exc_info=fault)
            self.rests[paper.path.name, paper.seen] = self.now() + FAULT_WAIT
            told = faults.sentence(fault).of(self.wishes.lang)
            self.tell("stuck", once=paper.path.name, name=paper.path.name, told=told)
            return False

    def tell_waiting(self, ready: dict[Path, Seen]) -> None:
        """Why files stay that stand still and are not taken."""
        for name, (seen, _) in self.inbox.known.items():
            path = self.inbox.folder / name
            if path in ready:
                continue
            if lock := opened_by(path):
                self.tell("waits_open", once=name, name=name, lock=lock)
            elif not seen.size:
                self.tell("waits_empty", once=name, name=name)

    def papers(self, ready: dict[Path, Seen]) -> list[Paper]:
        """The files that are whole, read and looked at, each content once."""
        found: dict[str, Paper] = {}
        waits = awaiting()
        for path, seen in ready.items():
            if self.over.is_set():
                break
            content = self.inbox.read(path, seen)
            if content is None:
                self.tell("changed", name=path.name)
                continue
            sha256 = hashlib.sha256(content).hexdigest()
            if sha256 in found:  # the same file twice: the second is put away at the next look
                continue
            inspection = receive.inspect(content, path.name)
            if inspection.try_again:
                self.tell("later", once=path.name, name=path.name)
                continue
            outcome = batch.outcome_of(
                inspection, batch.room_left([paper.outcome for paper in found.values()])
            )
            found[sha256] = Paper(
                path, seen, content, sha256, inspection, outcome, earlier(sha256), waits.get(sha256, "")
            )
            self.tell("taken", name=path.name, what=self.what(found[sha256]))
        return list(found.values())

    def what(self, paper: Paper) -> str:
        """A file in one line: what it is, how much of it, what was found."""
        lang, outcome = self.wishes.lang, paper.outcome
        name = batch_command.template_name(outcome.template)
        rows = say("rows", lang, rows=outcome.rows) if outcome.rows else ""
        found = say("count", lang, stops=outcome.stops, warns=outcome.warns, notes=outcome.notes)
        some = found if outcome.stops + outcome.warns + outcome.notes else ""
        state = say(f"state_{paper.known or batch.state_of(outcome)}", lang)
        return " · ".join(part for part in (name, rows, some, state) if part)

    def is_good(self, state: str) -> bool:
        """Whether a file in this state is published without anybody being asked."""
        return state == "ready" or (state == "check" and not self.wishes.hold_warnings)

    def would(self, papers: Sequence[Paper], states: dict[str, str], good: int) -> int:
        """Tells once what a look would do."""
        for paper in papers:
            self.rests[paper.path.name, paper.seen] = float("inf")
            self.tell("would", name=paper.path.name, room=self.room(paper, states[paper.sha256]))
        if good:
            self.tell("would_publish", count=good)
        return len(papers)

    def publish(self, good: Sequence[Paper], generation: int) -> bool:
        """Publishes these files as one generation; False where that has to wait for another look."""
        files = [(paper.content, paper.path.name) for paper in good]
        try:
            made = batch.publish(files, self.wishes.by, expected=generation)
        except MovedOn:
            self.tell("moved_on")
            return False
        except AwaitsReview as kept:  # the next look puts them away
            self.tell("sent", count=len(good), waiting=kept.waiting)
            return False
        except NotAccepted as refusal:  # what stands against it came meanwhile: the next look tells it
            self.tell("later", name=refusal.inspection.name)
            return False
        self.tell("published", generation=made.generation, count=len(good))
        return True

    def room(self, paper: Paper, state: str) -> str:
        """Where a file goes."""
        if self.is_good(state):
            return ROOMS["published"]
        if state == "repeated":
            return ROOMS["published" if paper.settled else "confirm"]
        if state == "awaits":
            return ROOMS["awaits"]
        return ROOMS["returned" if state in ("blocked", "refused") else "confirm"]

    def put_away(self, paper: Paper, state: str, found: Sequence[Overlap]) -> bool:
        """Writes what a person needs beside the new place of a file, then moves it there."""
        room = self.room(paper, state)
        target = self.inbox.place(room, paper.path.name, paper.sha256)
        if room == ROOMS["published"]:
            text = receipt_text(paper, self.wishes.lang)
            write_beside(target, RECEIPT, text.encode("utf-8-sig"))
        else:
            text = findings_text(paper, state, found, self.wishes.lang)
            write_beside(target, TEXT, text.encode("utf-8-sig"))
            if paper.inspection.refused is None and paper.inspection.findings:
                marked = receive.returned(paper.content, paper.inspection, self.wishes.lang)
                write_beside(target, MARKED, marked)
            if not paper.inspection.can_publish:
                receive.keep_refused(paper.content, paper.path.name, self.wishes.by, paper.inspection)
        if not self.inbox.put_away(paper.path, paper.seen, target):
            self.tell("changed", name=paper.path.name)
            return False
        self.tell("moved", name=paper.path.name, room=str(target.relative_to(self.inbox.folder)))
        return True

    def run(self, once: bool = False) -> None:
        """Looks until told to stop; with `once` until nothing that may leave lies in the inbox."""
        self.tell("begins_dry" if self.wishes.dry else "begins", folder=self.inbox.folder, by=self.wishes.by)
        while not self.over.is_set():
            wait = self.wishes.every
            try:
                moved = self.look()
            except faults.KINDS as fault:
                LOG.warning("a look into the inbox failed", exc_info=fault)
                self.tell("trouble", told=faults.sentence(fault).of(self.wishes.lang))
                if once:
                    raise
                moved, wait = 0, FAULT_WAIT
            if once and not moved and self.is_still():
                break
            self.over.wait(wait)
        self.tell("ends")

    def is_still(self) -> bool:
        """Whether every file that lies there stood still for long enough already."""
        now = self.now()
        return all(now - since >= self.wishes.settle for _, since in self.inbox.known.values())


def earlier(sha256: str) -> Before | None:
    """What these very bytes were published as; None where they never were."""
    active = set(receive.active())
    for entry in receive.history():
        named = entry.uploads if entry.action == "accept" else ()
        for upload in named:
            if upload.endswith(sha256[:12]) and receive.receipt(upload).sha256 == sha256:
                return Before(upload, entry.generation, upload in active)
    return None


def awaiting() -> dict[str, str]:
    """The submission of each file that waits for a second person, by the hash of its bytes."""
    open_ones = [one for one in receive.submissions() if one.answer is None]
    return {file.sha256: one.id for one in open_ones for file in one.files}


def receipt_text(paper: Paper, lang: str) -> str:
    """The receipt that lies beside a file: which publication, which upload, who, when, how much."""
    found = paper.before or earlier(paper.sha256)
    assert found is not None, "what is put away as published was published"
    known = receive.receipt(found.upload)
    lines = [
        say("receipt_before" if paper.before else "receipt_title", lang, generation=known.generation),
        say("receipt_file", lang, name=visible(known.file_name)),
        say("receipt_upload", lang, upload=known.upload),
        say("receipt_by", lang, by=known.by, at=known.at),
        say("receipt_sheet", lang, sheet=batch_command.template_name(known.template), rows=known.row_count),
        say("receipt_hash", lang, sha256=known.sha256),
        say("receipt_back", lang),
    ]
    return "\r\n".join(lines) + "\r\n"


def findings_text(paper: Paper, state: str, found: Sequence[Overlap], lang: str) -> str:
    """What stands in the way of a file, what became of the data, what to do; then every finding."""
    name, inspection = visible(paper.path.name), paper.inspection
    lines = [
        say("text_title", lang, name=name, state=say(f"state_{state}", lang)),
        say("text_nothing", lang),
        what_to_do(paper, state, lang),
        "",
    ]
    lines += [batch_command.overlapping(one, lang) for one in batch.of_file(found, paper.sha256)]
    lines += [finding.message(lang) for finding in inspection.findings]
    return "\r\n".join(lines) + "\r\n"


def what_to_do(paper: Paper, state: str, lang: str) -> str:
    """The way on for a file that was not published."""
    if paper.waiting:
        return say("text_review", lang, waiting=paper.waiting)
    if paper.before:
        key = "text_overruled" if paper.before.in_force else "text_withdrawn"
        return say(key, lang, generation=paper.before.generation)
    key = {
        "layout": "text_layout",
        "reason": "text_reason",
        "conflict": "text_conflict",
        "check": "text_warn",
    }.get(state, "text_mend")
    return say(key, lang)


def watch(folder: Path, wishes: Wishes, once: bool = False) -> None:
    """Watches a folder until told to end (SIGTERM, Ctrl-C). Raises StoreError as `Inbox.check` does."""
    inbox = Inbox(folder, wishes.settle)
    inbox.check()
    watcher = Watcher(inbox, wishes, lambda line: print(line, flush=True))
    alone = Alone(folder)
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: watcher.over.set())
        watcher.run(once)
    finally:
        alone.end()
