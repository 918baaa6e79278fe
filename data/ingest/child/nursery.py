"""Has children made for the server: by a helper that forks where that is safe, one program each elsewhere."""

import atexit
import contextlib
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import IO, Protocol

from data.snapshot import made_with

PROGRAM = Path(__file__).with_name("program.py")
FORKS = sys.platform.startswith("linux")  # forking beside the threads of libraries is not safe on macOS
START_SECONDS, REPLY_SECONDS = 120, 30
ASSIGNED = ("PEAK_MAX_", "PEAK_TODAY", "LANG", "LC_", "PATH", "SYSTEMROOT", "COVERAGE_")
CALM = {"MALLOC_ARENA_MAX": "1", "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"}
LOG = logging.getLogger(__name__)


class Unavailable(Exception):
    """No child can be made; the text says why, for the log and the administrator."""


class Child(Protocol):
    """A process that reads one request and writes one answer."""

    answer: BufferedReader

    def end(self) -> int:
        """Ends it if it still lives; negative: the signal that ended it, else its exit code."""


def environment(around: Mapping[str, str]) -> dict[str, str]:
    """What of the server's environment a child is told: limits, day, language; nothing of the store."""
    return {name: value for name, value in around.items() if name.startswith(ASSIGNED)} | CALM


def command(*words: str) -> list[str]:
    """How the program is started: isolated from the folder and the environment it is started in."""
    return [sys.executable, "-I", str(PROGRAM), *words]


class Single:
    """A child of its own program: slow to start, the same everywhere."""

    def __init__(self, request: IO[bytes]) -> None:
        self.process = subprocess.Popen(
            command(), stdin=request, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            close_fds=True, env=environment(os.environ),
        )  # fmt: skip
        assert isinstance(self.process.stdout, BufferedReader)
        self.answer = self.process.stdout

    def end(self) -> int:
        """Kills it; the same as for every child."""
        self.process.kill()
        return self.process.wait()


class Forked:
    """A child that the helper forked."""

    def __init__(self, helper: "Helper", request: IO[bytes]) -> None:
        self.helper = helper
        reading, writing = os.pipe()
        try:
            self.pid = helper.fork(request.fileno(), writing)
        except BaseException:
            os.close(reading)
            raise
        finally:
            os.close(writing)
        self.answer = os.fdopen(reading, "rb")

    def end(self) -> int:
        """Has the helper kill it; when the helper is gone the kernel has ended its children."""
        try:
            return os.waitstatus_to_exitcode(self.helper.end(self.pid))
        except Unavailable:
            return -9


class Helper:
    """The one helper process of a server, started when first needed and again when it is gone.

    It `pays` where more than one file will be looked at.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.channel: socket.socket | None = None
        self.owner = 0
        self.ready = False
        self.pays = True

    def prepare(self) -> None:
        """Starts the helper without waiting until it has loaded everything."""
        with self.lock:
            self._started()

    def fork(self, request: int, answer: int) -> int:
        """The process number of a new child; Unavailable when the helper cannot be started."""
        with self.lock:
            for attempt in (1, 2):
                channel = self._started()
                try:
                    self._await_ready(channel)
                    socket.send_fds(channel, [b"fork"], [request, answer])
                    return int(self._heard(channel))
                except OSError as error:
                    LOG.warning("the helper for reading is gone (attempt %d): %s", attempt, error)
                    self._stop()
        raise Unavailable("the helper ends as soon as it is started")

    def end(self, pid: int) -> int:
        """Ends a child; how it ended, as wait says it."""
        with self.lock:
            if self.channel is None:
                raise Unavailable("the helper is gone")
            try:
                self.channel.send(f"end {pid}".encode())
                return int(self._heard(self.channel))
            except OSError as error:
                self._stop()
                raise Unavailable(str(error)) from error

    def stop(self) -> None:
        """Ends the helper and whatever it still has."""
        with self.lock:
            self._stop()

    def _started(self) -> socket.socket:
        if self.owner != os.getpid():  # the server itself was forked: the helper is its parent's
            self.process = None
            if self.channel is not None:
                self.channel.close()
            self.channel = None
        if self.channel is not None:
            return self.channel
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self.process = subprocess.Popen(
                    command("forks", str(theirs.fileno())), stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
                    env=environment(os.environ), start_new_session=True,
                )  # fmt: skip
            except OSError:
                ours.close()
                raise
        self.channel, self.owner, self.ready = ours, os.getpid(), False
        return ours

    def _await_ready(self, channel: socket.socket) -> None:
        if self.ready:
            return
        channel.settimeout(START_SECONDS)
        said, own = self._heard(channel), made_with.of_process().mark
        if said != f"ready {own}":
            self._stop()
            raise Unavailable("程序或计划数据已更新 / program or plan data changed since the start")
        channel.settimeout(REPLY_SECONDS)
        self.ready = True

    def _heard(self, channel: socket.socket) -> str:
        message = channel.recv(64)
        if not message:
            raise ConnectionError("closed")
        return message.decode("ascii")

    def _stop(self) -> None:
        process, channel, self.process, self.channel = self.process, self.channel, None, None
        if channel is not None:
            channel.close()
        if process is not None and self.owner == os.getpid():
            process.kill()
            process.wait()


HELPER = Helper()
atexit.register(HELPER.stop)


def child(request: IO[bytes]) -> Child:
    """A new child that reads the request from this file; Unavailable when none can be made."""
    return Forked(HELPER, request) if FORKS and HELPER.pays else Single(request)


@contextlib.contextmanager
def of_one_file() -> Iterator[None]:
    """Inside, children are programs of their own: a helper costs more than the one child it would make."""
    HELPER.pays = False
    try:
        yield
    finally:
        HELPER.pays = True


def prepare() -> None:
    """Starts what makes the next children quick; returns at once."""
    if FORKS:
        HELPER.prepare()
