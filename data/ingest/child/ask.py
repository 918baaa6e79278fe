"""Has a child do what touches foreign bytes, and turns whatever happens there into an answer or a Refused."""

import logging
import signal
import tempfile
import threading
import time
from io import BufferedReader
from typing import IO, Any

from data import clock
from data.ingest import progress
from data.ingest.cells import guard
from data.ingest.child import frame, nursery, turns
from data.ingest.child.frame import Framed
from data.ingest.child.turns import Waiting
from data.ingest.findings import Finding, Refused
from data.ingest.progress import Listener, Step

PIECE = 256 * 1024
TICK = 0.25  # seconds between two looks at how far a child is
OUT_OF_TIME = getattr(signal, "SIGXCPU", None)  # unknown on Windows
LOG = logging.getLogger(__name__)


def run_in_child(
    task: str, content: bytes, told: dict[str, Any], who: str = "",
    waiting: Waiting | None = None, watching: Listener | None = None,
) -> Framed:  # fmt: skip
    """What the task says of these bytes: an object and bytes. Raises Refused, nothing else.

    `told` is what the task needs beside the bytes; `who` a session, of which one is served at a time.
    `watching` hears several times a second how far the child is; what it raises ends the child.
    """
    fits(content)
    with turns.TURNS.taken(who, waiting), tempfile.TemporaryFile() as request:
        request.write(frame.packed(asked(task, told), content))
        request.seek(0)
        return understood(*answer_to(request, watching))


def run_here(
    task: str, content: bytes, told: dict[str, Any], who: str = "",
    waiting: Waiting | None = None, watching: Listener | None = None,
) -> Framed:  # fmt: skip
    """The same in this process, without limits: for tests of what a task says. Its own faults are raised."""
    from data.ingest.child import tasks  # what only a child needs: a server would keep all of it

    fits(content)
    with progress.heard_by(watching):
        return frame.unpacked(frame.packed(*tasks.done(asked(task, told), content)))


def fits(content: bytes) -> None:
    """Refuses what no child needs to see."""
    if not content:
        raise guard.refuse("empty_file")
    if len(content) > guard.MAX_BYTES:
        raise guard.refuse("too_large", guard.megabytes(guard.MAX_BYTES), guard.megabytes(len(content)))


def asked(task: str, told: dict[str, Any]) -> dict[str, Any]:
    """The request: what is to be done, on which day, within which limits."""
    limits = {"seconds": guard.MAX_SECONDS, "memory": guard.MAX_MEMORY, "today": clock.today().isoformat()}
    return {"task": task, **limits, **told}


class Heard:
    """What a child has said: how far it is, then the raw answer; `total` counts all of it."""

    def __init__(self) -> None:
        self.raw = bytearray()
        self.total = 0
        self.step = Step()

    def take(self, piece: bytes) -> None:
        """Takes in what came off the pipe; steps before the answer are read and let go."""
        self.total += len(piece)
        self.raw += piece
        while step := frame.step_of(self.raw):
            self.step = step
            del self.raw[: frame.STEP.size]


def answer_to(request: IO[bytes], watching: Listener | None = None) -> tuple[bytes, int, str]:
    """The raw answer of a child, how it ended, and why it was ended: too slow, too much, or neither."""
    try:
        child = nursery.child(request)
    except (nursery.Unavailable, OSError) as error:
        LOG.exception("no child to read with")
        raise guard.refuse("reader_unavailable", found=str(error)[:120]) from error
    heard = Heard()
    listener = threading.Thread(target=listen, args=(child.answer, heard), daemon=True)
    try:
        listener.start()
        slow = not ended_in_time(listener, heard, watching)
    finally:
        ending = child.end()
        listener.join()
        child.answer.close()
    much = heard.total > guard.MAX_ANSWER
    return bytes(heard.raw), ending, "answer_too_large" if much else "too_slow" if slow else ""


def ended_in_time(listener: threading.Thread, heard: Heard, watching: Listener | None) -> bool:
    """Waits for the end of an answer; whoever watches is told meanwhile how far the child is."""
    until = time.monotonic() + guard.MAX_CLOCK_SECONDS
    while listener.is_alive() and (left := until - time.monotonic()) > 0:
        listener.join(left if watching is None else min(left, TICK))
        if watching is not None and listener.is_alive():
            watching(heard.step)
    return not listener.is_alive()


def listen(pipe: BufferedReader, heard: Heard) -> None:
    """Collects an answer until it ends or exceeds its cap."""
    while heard.total <= guard.MAX_ANSWER and (piece := pipe.read1(PIECE)):
        heard.take(piece)


def understood(raw: bytes, ending: int, ended_for: str) -> Framed:
    """The answer that a child gave, or the refusal that its end amounts to."""
    if ended_for == "answer_too_large":
        raise guard.refuse("answer_too_large", expected=guard.megabytes(guard.MAX_ANSWER))
    if ended_for == "too_slow":
        raise guard.refuse("too_slow", expected=str(guard.MAX_CLOCK_SECONDS))
    if OUT_OF_TIME is not None and ending == -OUT_OF_TIME:
        raise guard.refuse("too_slow", expected=str(guard.MAX_SECONDS))
    try:
        answer, content = frame.unpacked(raw)
        if "refused" in answer:
            raise Refused(Finding(**answer["refused"]))
    except (ValueError, TypeError) as error:
        LOG.warning("a child ended with %s after %d bytes", ending, len(raw))
        raise guard.refuse("reader_died") from error
    if "crash" in answer:
        LOG.error("a child failed on a file:\n%s", str(answer["crash"])[:4000])
        raise guard.refuse("reader_failed")
    return answer, content
