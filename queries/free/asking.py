"""Has a process of its own ask a question, waits no longer than it may, and remembers the last answers."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import places
from data.people import seeing
from queries.ask import find
from queries.free.limits import LIMITS
from queries.free.program import KEY
from queries.readers import SHARED, VIEWS

PROGRAM = Path(__file__).with_name("program.py")
MEGABYTE = 1024 * 1024
PIECE = 256 * 1024
TICK = 0.1  # seconds between two looks at whether the answer is there
TOLD = ("LANG", "LC_", "PATH", "SYSTEMROOT")  # what of the environment a process needs to start
CALM = {"MALLOC_ARENA_MAX": "1", "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"}
PLACES = threading.BoundedSemaphore(LIMITS.at_once)
LOCK = threading.Lock()
KEPT: OrderedDict[tuple[str, str], "Answer"] = OrderedDict()


@dataclass(frozen=True)
class Answer:
    """The first rows (columns c0, c1 … of numbers, days, times, flags or text), what the columns are called,
    whether there are more rows, and how many seconds it took."""

    rows: pa.Table
    names: tuple[str, ...]
    more: bool
    seconds: float


class NotAnswered(Exception):
    """There is no answer: a code (`sql.no_<code>` in the words) and what is to be said of it."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code, found)
        self.code, self.found = code, found


def remembered(snapshot: str, text: str) -> Answer | None:
    """The answer that was given to the same question of the same publication before.

    Raises NotAnswered for who sees enterprises of the own places only: a snapshot holds those of all.
    """
    if seeing.own_places() is not None:
        raise NotAnswered("limited")
    with LOCK:
        key = (snapshot, text)
        if key in KEPT:
            KEPT.move_to_end(key)
        return KEPT.get(key)


def answer(snapshot: str, text: str, watching: Callable[[float], None] = lambda _: None) -> Answer:
    """The answer of a publication (its name) to a question. Raises NotAnswered and NoSnapshot.

    `watching` hears several times a second how many seconds the question has taken; what it raises (a person
    who does not want to wait) ends the process.
    """
    if (known := remembered(snapshot, text)) is not None:
        return known
    path = find(snapshot).path
    if not PLACES.acquire(blocking=False):
        raise NotAnswered("busy", str(LIMITS.at_once))
    try:
        made = understood(*asked(path, text, watching))
    finally:
        PLACES.release()
    with LOCK:
        KEPT[snapshot, text] = made
        while len(KEPT) > LIMITS.kept:
            KEPT.popitem(last=False)
    return made


def request(path: Path, text: str) -> bytes:
    """What the process is told: one line of JSON."""
    told = {
        "snapshot": str(path),
        "views": [(places.queries() / VIEWS / f"{view}.sql").read_text(encoding="utf-8") for view in SHARED],
        "text": text,
        "rows": LIMITS.rows,
        "size": LIMITS.answer_megabytes * MEGABYTE,
        "seconds": LIMITS.seconds,
        "memory": LIMITS.memory_megabytes * MEGABYTE,
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def environment() -> dict[str, str]:
    """What of the server's environment the process is told: how to start, nothing of the store."""
    return {name: value for name, value in os.environ.items() if name.startswith(TOLD)} | CALM


class Heard:
    """What the process has said so far, and since when it holds the question against the snapshot."""

    def __init__(self) -> None:
        self.raw = bytearray()
        self.ready_at: float | None = None
        self.too_much = False

    def listen(self, pipe: BufferedReader) -> None:
        """Collects until the end, or until it is more than an answer may be."""
        most = 2 * LIMITS.answer_megabytes * MEGABYTE
        while piece := pipe.read1(PIECE):
            if self.ready_at is None:
                self.ready_at, piece = time.monotonic(), piece[1:]
            self.raw += piece
            if len(self.raw) > most:
                self.too_much = True
                return

    def taken(self) -> float:
        """Seconds since the question is held against the snapshot."""
        return 0.0 if self.ready_at is None else time.monotonic() - self.ready_at


def asked(path: Path, text: str, watching: Callable[[float], None]) -> tuple[bytes, str]:
    """The raw answer, and the code of what ended the process before there was one ("" where nothing did)."""
    process = subprocess.Popen(
        [sys.executable, "-I", str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, close_fds=True, env=environment(),
    )  # fmt: skip
    assert process.stdin is not None and isinstance(process.stdout, BufferedReader)
    heard = Heard()
    listener = threading.Thread(target=heard.listen, args=(process.stdout,), daemon=True)
    began = time.monotonic()
    try:
        listener.start()
        _hand_over(process, request(path, text))
        while listener.is_alive():
            listener.join(TICK)
            if heard.taken() > LIMITS.seconds:
                return b"", "slow"
            if heard.ready_at is None and time.monotonic() - began > LIMITS.start_seconds:
                return b"", "start"
            watching(heard.taken())
    finally:
        process.kill()
        process.wait()
        listener.join()
        process.stdout.close()
    return bytes(heard.raw), "large" if heard.too_much else ""


def _hand_over(process: "subprocess.Popen[bytes]", told: bytes) -> None:
    """Writes the request; a process that died of it answers nothing, which is said then."""
    assert process.stdin is not None
    try:
        process.stdin.write(told)
        process.stdin.close()
    except BrokenPipeError:
        process.stdin = None


def understood(raw: bytes, ended_for: str) -> Answer:
    """The answer in what the process said. Raises NotAnswered."""
    if ended_for:
        raise NotAnswered(ended_for, str(LIMITS.seconds))
    try:
        table = pa.ipc.open_stream(raw).read_all()
        said: dict[str, Any] = json.loads((table.schema.metadata or {})[KEY])
    except (pa.ArrowInvalid, KeyError, ValueError):  # it was ended from outside: processor time, memory
        raise NotAnswered("ended", str(LIMITS.seconds)) from None
    if "refused" in said:
        raise NotAnswered(str(said["refused"]), str(said.get("found", "")))
    names = tuple(str(name) for name in said["names"])
    return Answer(table.replace_schema_metadata(None), names, bool(said["more"]), float(said["seconds"]))
