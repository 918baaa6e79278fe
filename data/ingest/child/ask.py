"""Has a child do what touches foreign bytes, and turns whatever happens there into an answer or a Refused."""

import logging
import signal
import tempfile
import threading
from typing import IO, Any

from data import clock
from data.ingest.cells import guard
from data.ingest.child import frame, nursery, tasks, turns
from data.ingest.child.frame import Framed
from data.ingest.child.turns import Waiting
from data.ingest.findings import Finding, Refused

PIECE = 256 * 1024
OUT_OF_TIME = getattr(signal, "SIGXCPU", None)  # unknown on Windows
LOG = logging.getLogger(__name__)


def run_in_child(
    task: str, content: bytes, told: dict[str, Any], who: str = "", waiting: Waiting | None = None
) -> Framed:
    """What the task says of these bytes: an object and bytes. Raises Refused, nothing else.

    `told` is what the task needs beside the bytes; `who` a session, of which one is served at a time.
    """
    fits(content)
    with turns.TURNS.taken(who, waiting), tempfile.TemporaryFile() as request:
        request.write(frame.packed(asked(task, told), content))
        request.seek(0)
        return understood(*answer_to(request))


def run_here(
    task: str, content: bytes, told: dict[str, Any], who: str = "", waiting: Waiting | None = None
) -> Framed:
    """The same in this process, without limits: for tests of what a task says. Its own faults are raised."""
    fits(content)
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


def answer_to(request: IO[bytes]) -> tuple[bytes, int, str]:
    """The raw answer of a child, how it ended, and why it was ended: too slow, too much, or neither."""
    try:
        child = nursery.child(request)
    except (nursery.Unavailable, OSError) as error:
        LOG.exception("no child to read with")
        raise guard.refuse("reader_unavailable", found=str(error)[:120]) from error
    pieces: list[bytes] = []
    listener = threading.Thread(target=listen, args=(child.answer, pieces), daemon=True)
    try:
        listener.start()
        listener.join(guard.MAX_CLOCK_SECONDS)
        slow = listener.is_alive()
    finally:
        ending = child.end()
        listener.join()
        child.answer.close()
    raw = b"".join(pieces)
    much = len(raw) > guard.MAX_ANSWER
    return raw, ending, "answer_too_large" if much else "too_slow" if slow else ""


def listen(pipe: IO[bytes], pieces: list[bytes]) -> None:
    """Collects an answer until it ends or exceeds its cap."""
    total = 0
    while total <= guard.MAX_ANSWER and (piece := pipe.read(PIECE)):
        total += len(piece)
        pieces.append(piece)


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
