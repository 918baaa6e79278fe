"""Servers that start at once: one process imports what they need, each server is a fork of it.

Run as a program it reads a line of JSON a command from its input: start a server with this environment, or
end one. When its input ends, so do its servers. A server that runs is turned to another day by a signal.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from setup.serving import at_the_machine

ROOT = Path(__file__).resolve().parents[2]
# read whenever they are asked for, so that a fork of a process that began without them obeys them
OBEYED = frozenset({"PEAK_STORE", "PEAK_USER", "PEAK_TODAY", "PEAK_SIGN_IN"})
PROGRAMS = frozenset({"page", "program", "__main__"})  # what runs when it is imported
GRACE = 20.0  # seconds in which a server ends when it is told to
STEP = 0.02


@dataclass(frozen=True)
class Fork:
    """A server that is a fork: its process, and the folder in which it is told things and tells them."""

    process: int
    folder: Path

    @property
    def log(self) -> Path:
        """What it says."""
        return self.folder / "log"

    def turn_to(self, day: str) -> None:
        """Has it be another day (YYYY-MM-DD) for that server; returns when it is.

        Raises TimeoutError where the server does not answer.
        """
        file = self.folder / "day"
        file.write_text(day, encoding="utf-8")
        os.kill(self.process, signal.SIGUSR1)
        end = time.monotonic() + GRACE
        while file.exists():
            if time.monotonic() > end:
                raise TimeoutError(f"it is not yet {day} for the server")
            time.sleep(STEP)


class Parent:
    """The process of which servers are forks, as a test sees it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.forking"], cwd=ROOT, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, **command: object) -> int:
        """Sends a command; its answer is a number."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def end(self) -> None:
        """Ends the process and its servers."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=2 * GRACE)
        self.process.stdout.close()

    @contextmanager
    def serving(self, port: int, environment: Mapping[str, str], reviewed: bool = False) -> Iterator[Fork]:
        """A server on a port while the block lasts; `reviewed`: what people hand in waits for another."""
        with tempfile.TemporaryDirectory() as folder:
            given = at_the_machine(environment)
            server = self.ask(port=port, folder=folder, environment=given, reviewed=reviewed)
            try:
                yield Fork(server, Path(folder))
            finally:
                self.ask(end=server)


def main() -> None:
    """Imports, then obeys until the input ends."""
    import_everything()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    running: set[int] = set()
    for line in sys.stdin:
        command = json.loads(line)
        if server := command.get("end"):
            ended(server)
            running.discard(server)
        else:
            server = os.fork()
            if server == 0:
                if command["reviewed"]:
                    importlib.import_module("data.plan").plan().settings["review"]["second_person"] = 1.0
                become_server(command["port"], Path(command["folder"]), command["environment"])
            running.add(server)
        print(server, file=answers, flush=True)
    for server in running:
        ended(server)


def import_everything() -> None:
    """What a server imports before its first visitor, and what the pages import then; the charts too."""
    sys.path.insert(0, str(ROOT))
    importlib.import_module("setup.gate")
    importlib.import_module("pages.charts.kinds").warm_up()
    for path in sorted((ROOT / "pages").rglob("*.py")):
        if path.stem not in PROGRAMS:
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def turn(file: Path) -> None:
    """Has it be the day that the file names, which goes."""
    os.environ["PEAK_TODAY"] = file.read_text(encoding="utf-8")
    file.unlink()


def become_server(port: int, folder: Path, environment: Mapping[str, str]) -> None:
    """Goes the way of `python setup/serve.py` from its first line on, in a fresh fork; does not return."""
    written = os.open(folder / "log", os.O_WRONLY | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, file in ((0, nothing), (1, written), (2, written)):
        os.dup2(file, number)
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGUSR1, lambda *_: turn(folder / "day"))
    sys.argv = [
        "setup/serve.py", f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true",
        "--server.fileWatcherType=none",
    ]  # fmt: skip
    try:
        importlib.import_module("setup.serve").main()
    finally:
        sys.stdout.flush()
        os._exit(0)


def ended(server: int) -> None:
    """Ends a server: asked first, then by force."""
    os.kill(server, signal.SIGTERM)
    end = time.monotonic() + GRACE
    while os.waitpid(server, os.WNOHANG) == (0, 0):
        if time.monotonic() > end:
            os.kill(server, signal.SIGKILL)
        time.sleep(STEP)


if __name__ == "__main__":
    main()
