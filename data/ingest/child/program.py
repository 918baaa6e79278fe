"""The program of the helper: loads everything once and forks a child for each request; alone it is one."""

import gc
import os
import signal
import socket
import sys
from pathlib import Path
from typing import BinaryIO

if __name__ == "__main__":  # isolated mode leaves the project off the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from data import confine
from data.ingest import progress
from data.ingest.child import frame, tasks
from data.ingest.progress import Step
from data.snapshot import made_with

FORKS = "forks"
LONGEST = 64  # bytes of one message from the server


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Answers the one request of a file: its limits first, then whatever touches foreign bytes."""
    request, content = frame.read_from(source)
    os.environ["PEAK_TODAY"] = str(request["today"])
    tasks.be_modest()
    confine.confine(int(request["seconds"]), int(request["memory"]))
    with progress.heard_by(lambda told: say(target, told)):
        answer = tasks.answered(request, content)
    target.write(frame.packed(*answer))
    target.flush()


def say(target: BinaryIO, told: Step) -> None:
    """Puts on the pipe how far the reading is."""
    target.write(frame.step(told))
    target.flush()


def serve_descriptors(source: int, target: int) -> None:
    """The same for two open descriptors; nothing a library prints can reach the answer."""
    answer = os.dup(target)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        if standard != source:
            os.dup2(nothing, standard)
    with os.fdopen(source, "rb") as asked, os.fdopen(answer, "wb") as answered:
        serve(asked, answered)


def helper(channel: socket.socket) -> None:
    """Forks a child for each `fork` (with the descriptors of question and answer), ends it at `end PID`.

    A child stays unreaped until it is ended, so that its number cannot mean another process meanwhile.
    """
    tasks.warm()
    gc.collect()
    gc.freeze()
    channel.send(b"ready " + made_with.of_process().mark.encode())
    children: set[int] = set()
    while True:
        message, descriptors, _, _ = socket.recv_fds(channel, LONGEST, 2)
        if not message:  # the server is gone
            break
        if message == b"fork":
            channel.send(str(fork(channel, descriptors, children)).encode())
            continue
        pid = int(message.removeprefix(b"end "))
        channel.send(str(ended(pid) if pid in children else 0).encode())
        children.discard(pid)
    for pid in children:
        ended(pid)


def fork(channel: socket.socket, descriptors: list[int], children: set[int]) -> int:
    """A new child with these two descriptors; its process number."""
    parent = os.getpid()
    pid = os.fork()
    if pid:
        for descriptor in descriptors:
            os.close(descriptor)
        children.add(pid)
        return pid
    try:
        channel.close()
        gc.disable()  # the process ends with its one answer
        confine.die_with_parent(parent)
        serve_descriptors(*descriptors)
    finally:
        os._exit(0)


def ended(pid: int) -> int:
    """Kills a child that may have ended already; how it ended, as wait says it."""
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def main(arguments: list[str]) -> None:
    """`program.py forks DESCRIPTOR` serves a server until it closes the channel; else once."""
    sys.meta_path.insert(0, confine.Without)
    if arguments[:1] == [FORKS]:
        helper(socket.socket(fileno=int(arguments[1])))
    else:
        gc.disable()  # the process ends with its one answer
        serve_descriptors(0, 1)


if __name__ == "__main__":
    main(sys.argv[1:])
